import ArgumentParser
import Foundation
import SaddleStore

/// `saddlebag export`: metrics of runs for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the metrics of runs as CSV, JSON lines or TensorBoard event files.",
    discussion: """
      Values keep all their bits, NaN and infinities included. TensorBoard gets a folder with a folder for \
      each run: tensorboard --logdir FOLDER.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file, or for TensorBoard the folder, to write.", valueName: "path"))
  var output: String

  @Option(help: "csv, jsonl or tensorboard (default: by the ending of the path).")
  var format: String?

  @Option(
    help: ArgumentHelp("Only this metric; may be repeated.", valueName: "name"))
  var metric: [String] = []

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let url = URL(filePath: output)
    let format = format ?? (url.pathExtension.isEmpty ? "tensorboard" : url.pathExtension)
    guard ["csv", "jsonl", "tensorboard"].contains(format) else {
      throw Failure(
        .usage, "there is no format '\(format)' to export", hint: "csv, jsonl or tensorboard")
    }
    let store = try storeOptions.openForReading()
    let runs = try selection.resolve(in: store)
    let export = RunExport(store: store, metrics: metric.isEmpty ? nil : metric)
    let points: Int
    do {
      if format == "tensorboard" {
        points = try export.tensorBoard(of: runs, to: url)
      } else {
        let file = try RunExport.create(url)
        defer { try? file.close() }
        points =
          format == "csv"
          ? try export.csv(of: runs, to: file) : try export.jsonLines(of: runs, to: file)
      }
    } catch let error as CocoaError {
      throw Failure(
        .inputOutput, "'\(output)' cannot be written: \(error.localizedDescription)",
        hint: "a folder that exists and that you may write to")
    }
    print(
      "wrote \(points.grouped) points of \(runs.count.grouped) run\(runs.count == 1 ? "" : "s") to \(output)"
    )
  }
}
