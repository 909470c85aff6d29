import ArgumentParser
import Foundation
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag delete`: runs and all that is recorded of them.
struct Delete: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Delete runs with all that is recorded of them; asks first.",
    discussion: "saddlebag archive puts runs away without losing them.")

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let store = try storeOptions.openForEditing()
    let runs = try selection.resolve(in: store)
    let steps = runs.reduce(0) { $0 + $1.stepCount }
    let what = runs.count == 1 ? "run \(runs[0].id)" : "\(runs.count.grouped) runs"
    if !yes { try ask(about: runs, "\(what) with \(steps.grouped) steps") }
    let deleted = try store.delete(runs.map(\.id))
    let freed = (Double(deleted.freedBytes) / 1_048_576).brief
    print(
      "deleted \(what) with \(deleted.stepCount.grouped) steps;"
        + " \(freed) MiB of \(store.path) are free for new ones")
  }

  /// Goes on only if a person at a terminal says yes.
  private func ask(about runs: [Run], _ what: String) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        .usage, "deleting \(what) needs a yes, and nobody is there to ask",
        hint: "saddlebag delete --yes …")
    }
    for run in runs.prefix(10) {
      let name = DisplayWidth.printable(run.description.name)
      print("  \(run.id)  \(name), \(run.stepCount.grouped) steps")
    }
    if runs.count > 10 { print("  … and \((runs.count - 10).grouped) more") }
    print("Delete \(what)? They cannot be brought back. [y/N] ", terminator: "")
    fflush(nil)
    let answer = readLine()?.lowercased() ?? ""
    guard ["y", "yes"].contains(answer) else {
      throw Failure(.usage, "nothing was deleted", hint: "saddlebag archive, to put runs away")
    }
  }
}
