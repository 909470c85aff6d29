import ArgumentParser
import Foundation
import SaddleExchange
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag import`: runs of other programs.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record the runs of other programs: CSV, JSON lines, TensorBoard, MLflow.",
    discussion: """
      PATH is a .csv or .jsonl file, a TensorBoard event file or a folder of such files, MLflow's SQLite \
      file, or its folder mlruns. Metrics that are called like built-in ones become these; all others keep \
      their names. Steps that a file leaves out are recorded without a value.
      """)

  @Argument(help: "The file or folder.")
  var path: String

  @Option(help: "The experiment of the runs (default: as the file says, or imported).")
  var experiment: String?

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let runs = try ImportedFile(path: path).runs()
    guard !runs.isEmpty else {
      throw Failure(.invalidData, "there is no run in '\(path)'", hint: "saddlebag import --help")
    }
    let store = try Store.open(at: storeOptions.path, for: .recording)
    for run in runs {
      let id = try RunImporter(store: store, experiment: experiment).record(run)
      let points = run.series.reduce(0) { $0 + $1.steps.count }
      let name = DisplayWidth.printable(run.name)
      print("run \(id)  \(name): \(points.grouped) points of \(run.series.count) metrics")
    }
  }
}
