public import SaddleRecording

import struct FoundationEssentials.Date

extension TabularText {
  /// A list of runs, one a row: number, experiment, name, game, method, seed, steps, status, start.
  public init(listing runs: [Run]) {
    self.init(
      columns: [
        "run", "experiment", "name", "game", "method", "seed", Column("steps", isCount: true),
        "status", "started",
      ],
      rows: runs.map { run in
        let description = run.description
        return [
          .integer(run.id.rawValue), .text(description.experiment), .text(description.name),
          .text(description.game), .text(description.method), Cell(seed: description.seed),
          .integer(Int64(run.stepCount)), .text(run.statusWords),
          .text(run.startedAt.ISO8601Format()),
        ]
      })
  }
}

extension TabularText.Cell {
  /// A seed as a whole number where SQLite could hold it, else as words.
  init(seed: UInt64) {
    self = Int64(exactly: seed).map(Self.integer) ?? .text(String(seed))
  }
}
