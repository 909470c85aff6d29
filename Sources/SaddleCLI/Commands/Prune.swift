import ArgumentParser
import Foundation
import SaddleRecording
import SaddleStore

/// `saddlebag prune`: less of what is recorded.
struct Prune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take parameters out of runs, or delete old runs; says first what it would do.",
    discussion: """
      Metrics, digests and files stay, unless whole runs are deleted. Nothing happens without --yes, and \
      runs that are being recorded are never touched.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keep the parameters of every K-th step, and all whole states.", valueName: "K"))
  var keepEvery: Int?

  @Flag(help: "Keep only the parameters that resuming needs.")
  var parameters = false

  @Flag(help: "Delete the runs with everything.")
  var all = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only runs that ended or fell silent so long ago.", valueName: "days"))
  var olderThan: Double?

  @Flag(help: "Do it.")
  var yes = false

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let pruning = try self.pruning
    let store = try storeOptions.openForEditing()
    let found = try selection.resolve(in: store)
    let old = found.filter { isOldEnough($0) }
    if old.count < found.count {
      print("\((found.count - old.count).grouped) runs are not old enough")
    }
    if let pruning {
      let done = try store.prune(old.map(\.id), to: pruning, isDryRun: !yes)
      say(done)
    } else {
      try delete(old, from: store)
    }
    guard yes else { return print("nothing was changed; --yes does it") }
    try giveBack(store)
  }

  /// Which parameters stay; nil to delete runs.
  private var pruning: ParameterPruning? {
    get throws {
      switch (keepEvery, parameters, all) {
      case (let every?, false, false):
        guard every >= 1 else {
          throw Failure(.usage, "--keep-every cannot be \(every)", hint: "--keep-every 100")
        }
        return .everyStep(every)
      case (nil, true, false): return ParameterPruning.none
      case (nil, false, true): return nil
      default:
        throw Failure(
          .usage, "prune needs to know what to take out",
          hint: "one of --keep-every K, --parameters and --all")
      }
    }
  }

  private func isOldEnough(_ run: Run) -> Bool {
    guard let olderThan else { return true }
    return (run.endedAt ?? run.startedAt).timeIntervalSinceNow < -86_400 * olderThan
  }

  private func say(_ done: PruneSummary) {
    let size = (Double(done.byteCount) / 1_048_576).brief
    let verb = yes ? "took" : "would take"
    print(
      "\(verb) the parameters of \(done.stepCount.grouped) steps (\(size) MiB) out of"
        + " \(done.runCount.grouped) runs")
    sayLive(done.liveRuns)
  }

  private func delete(_ runs: [Run], from store: Store) throws {
    let stopped = runs.filter { $0.status != .running }
    let steps = stopped.reduce(0) { $0 + $1.stepCount }
    if yes { _ = try store.delete(stopped.map(\.id)) }
    print(
      "\(yes ? "deleted" : "would delete") \(stopped.count.grouped) runs with"
        + " \(steps.grouped) steps")
    sayLive(runs.filter { $0.status == .running }.map(\.id))
  }

  private func sayLive(_ runs: [Run.ID]) {
    guard !runs.isEmpty else { return }
    let live = runs.map(\.description).joined(separator: ", ")
    print("left alone because they are being recorded: \(live)")
  }

  /// Gives the room to the disk, unless something is recorded, which goes on using it, or the disk is full.
  private func giveBack(_ store: Store) throws {
    do {
      let freed = try store.compact()
      print("gave \((Double(freed) / 1_048_576).brief) MiB back to the disk")
    } catch {
      let condition: String
      switch error.code {
      case .runIsLive, .locked: condition = "when nothing is recorded"
      case .diskFull: condition = "once there is room for a copy of what stays"
      default: throw error
      }
      print("the room is free for new steps; saddlebag compact gives it back \(condition)")
    }
  }
}
