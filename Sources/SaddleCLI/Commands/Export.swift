import ArgumentParser
import Foundation
import SaddleExchange
import SaddleRecording
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
    var points = 0
    // One run in memory at a time.
    func exchanged(_ run: Run) throws -> ExchangedRun {
      let series = try store.series(of: run.id, metrics: metric.isEmpty ? nil : metric)
      points += series.reduce(0) { $0 + $1.steps.count }
      return ExchangedRun(run, series: series)
    }
    do {
      if format == "tensorboard" {
        for run in runs {
          let folder = url.appending(path: "run-\(run.id)")
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
          let started = run.startedAt.timeIntervalSince1970
          let bytes = TensorBoardExchange.file(of: try exchanged(run), startedAt: started)
          let name = "events.out.tfevents.\(Int(started)).saddlebag"
          try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
        }
      } else {
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        for (index, run) in runs.enumerated() {
          var isHeader = format == "csv" && index > 0
          let write = { (text: String) throws in
            if !isHeader { try file.write(contentsOf: Data(text.utf8)) }
            isHeader = false
          }
          if format == "csv" {
            try CSVExchange.write([try exchanged(run)], to: write)
          } else {
            try JSONLinesExchange.write([try exchanged(run)], to: write)
          }
        }
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
