import Foundation
import SaddleExchange
import SaddleRecording
import SaddleStore

/// Writes metrics of runs as files of other programs, part by part: memory does not depend on how long a run is.
struct RunExport {
  let store: Store
  /// The metrics to write; nil for all.
  let metrics: [String]?

  /// So many steps are read and written at once.
  private static let partLength = 1 << 14

  /// Writes a file of comma-separated values.
  ///
  /// - Returns: how many points it has.
  func csv(of runs: [Run], to file: FileHandle) throws -> Int {
    try file.write(contentsOf: Data(CSVExchange.header.utf8))
    var points = 0
    for run in runs {
      points += try forEachPart(of: run) { series in
        try file.write(contentsOf: Data(CSVExchange.lines(of: series, run: "\(run.id)").utf8))
      }
    }
    return points
  }

  /// Writes a file of JSON lines.
  ///
  /// - Returns: how many points it has.
  func jsonLines(of runs: [Run], to file: FileHandle) throws -> Int {
    var points = 0
    for run in runs {
      let head = try JSONLinesExchange.head(of: ExchangedRun(run, series: []))
      try file.write(contentsOf: Data(head.utf8))
      points += try forEachPart(of: run) { series in
        let lines = try JSONLinesExchange.lines(of: series, run: "\(run.id)")
        try file.write(contentsOf: Data(lines.utf8))
      }
    }
    return points
  }

  /// Writes a folder with a folder for each run and an event file in it.
  ///
  /// - Returns: how many points they have.
  func tensorBoard(of runs: [Run], to folder: URL) throws -> Int {
    var points = 0
    for run in runs {
      let started = run.startedAt.timeIntervalSince1970
      let own = folder.appending(path: "run-\(run.id)")
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      let name = "events.out.tfevents.\(Int(started)).saddlebag"
      let file = try Self.create(own.appending(path: name))
      defer { try? file.close() }
      try file.write(contentsOf: Data(TensorBoardExchange.beginning(startedAt: started)))
      var known: Set<String> = []
      points += try forEachPart(of: run) { series in
        let isFirst = known.insert(series.name).inserted
        let events = TensorBoardExchange.events(
          of: series, startedAt: started, isFirst: isFirst)
        try file.write(contentsOf: Data(events))
      }
    }
    return points
  }

  /// Makes an empty file.
  static func create(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  /// Hands the metrics of a run to `body`, a stretch of steps after the other; steps that are recorded
  /// meanwhile are left out.
  ///
  /// - Returns: how many points there are.
  private func forEachPart(
    of run: Run, _ body: (MetricSeries) throws -> Void
  ) throws -> Int {
    guard let last = run.lastStep else {
      // Whether the metrics can be asked for at all.
      _ = try store.series(of: run.id, metrics: metrics)
      return 0
    }
    var points = 0
    for first in stride(from: last - run.stepCount + 1, through: last, by: Self.partLength) {
      let steps = first...min(last, first + Self.partLength - 1)
      for series in try store.series(of: run.id, metrics: metrics, steps: steps)
      where !series.steps.isEmpty {
        points += series.steps.count
        try body(series)
      }
    }
    return points
  }
}
