import GRDB
import GRDBSQLite
import SaddleQueries
public import SaddleRecording

extension Store {
  /// The stored iterates of a run, thinned evenly; none if the file that they are in is missing.
  ///
  /// One seek each.
  ///
  /// - Throws: `.unknownRun`.
  public func trajectory(
    of run: Run.ID, maximumPoints: Int, maximumCoordinates: Int?
  ) throws(StoreError) -> RecordedTrajectory {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      return try reader.trajectory(
        of: found, maximumPoints: maximumPoints, maximumCoordinates: maximumCoordinates)
    }
  }

  /// Hands every stored iterate of a range of steps to `body`, in order, and keeps none: a run may
  /// have more of them than fit in memory.
  ///
  /// Steps that were recorded without parameters are left out; a `ParameterSource` plays them again.
  ///
  /// - Parameters:
  ///   - run: the run's number.
  ///   - steps: the steps to read; nil for all.
  ///   - body: given the step, x and y.
  /// - Throws: `.unknownRun`.
  public func forEachIterate(
    of run: Run.ID, steps: ClosedRange<Int>? = nil,
    _ body: (_ step: Int, _ minimizer: [Double], _ maximizer: [Double]) throws -> Void
  ) throws(StoreError) {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      guard let all = Thinning(of: found, to: steps, maximumPoints: nil) else { return }
      try reader.withIterates(of: found) { rows in
        try rows.forEach(in: all) { try body($0, $1, $2) }
      }
    }
  }
}

extension IterateRows {
  /// Hands the stored iterates of a range of steps to `body`, in order.
  func forEach(
    in steps: Thinning, _ body: (_ step: Int, _ x: [Double], _ y: [Double]) throws -> Void
  ) throws {
    guard run.description.parameterPolicy == .compressed else {
      let format = run.description.parameterFormat
      return try database.forEachRow(Queries.Read.iterates, of: key, steps) { row in
        try body(
          Int(sqlite3_column_int64(row, 0)), [Double](column: 1, of: row, format: format),
          [Double](column: 2, of: row, format: format))
      }
    }
    for step in steps.steps {
      guard let (x, y) = try iterate(at: step) else { continue }
      try body(step, x, y)
    }
  }
}
