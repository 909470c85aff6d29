import GRDB
import GRDBSQLite
import SaddleQueries
public import SaddleRecording

extension Store {
  /// What a report draws of one run: all its metrics and its stored trajectory, from one snapshot. (A
  /// `ParameterSource` gives the trajectory of runs that did not store it.)
  ///
  /// - Parameters:
  ///   - run: the run's number.
  ///   - maximumTrajectoryPoints: the trajectory is thinned evenly to at most so many iterates; the
  ///     first and the last one stay. One seek each.
  ///   - maximumCoordinates: of each player, so many parameters are read; nil for all.
  ///   - maximumSeriesPoints: thins the metrics as well; nil for every step.
  /// - Returns: the run with its series and trajectory.
  /// - Throws: `.unknownRun`.
  public func history(
    of run: Run.ID, maximumTrajectoryPoints: Int = 5_000, maximumCoordinates: Int? = nil,
    maximumSeriesPoints: Int? = nil
  ) throws(StoreError) -> RunHistory {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      var history = RunHistory(
        run: found,
        series: try reader.series(
          of: found, metrics: nil, steps: nil, maximumPoints: maximumSeriesPoints),
        trajectory: try reader.trajectory(
          of: found, maximumPoints: maximumTrajectoryPoints,
          maximumCoordinates: maximumCoordinates))
      history.verdict = try reader.verdicts(on: run).first { $0.players == .both }
      return history
    }
  }

  /// Everything recorded of one step; nil if that step of the run is not recorded.
  ///
  /// ``StepRecord/methodMemory`` is empty; the parameters are nil where the run keeps none.
  ///
  /// - Throws: `.unknownRun`.
  public func stepRecord(of run: Run.ID, at step: Int) throws(StoreError) -> StepRecord? {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      return try reader.stepRecord(of: found, at: step)
    }
  }

  /// Everything recorded of a run's last step; nil if none is.
  ///
  /// - Throws: `.unknownRun`.
  public func lastStepRecord(of run: Run.ID) throws(StoreError) -> StepRecord? {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      return try found.lastStep.flatMap { try reader.stepRecord(of: found, at: $0) }
    }
  }
}

extension RunReader {
  /// The stored iterates of a run, thinned; none if the file that they are in is missing.
  func trajectory(
    of run: Run, maximumPoints: Int, maximumCoordinates: Int?
  ) throws -> RecordedTrajectory {
    var steps: [Int] = []
    var minimizers: [[Double]] = []
    var maximizers: [[Double]] = []
    guard maximumPoints >= 1 else {
      return RecordedTrajectory(steps: steps, minimizers: minimizers, maximizers: maximizers)
    }
    do {
      try withIterates(of: run) { rows in
        for step in try stepsWithParameters(of: run, rows, maximumPoints: maximumPoints) {
          guard let found = try rows.iterate(at: step, coordinates: maximumCoordinates ?? .max)
          else { continue }
          steps.append(step)
          minimizers.append(found.minimizer)
          maximizers.append(found.maximizer)
        }
      }
    } catch let error as StoreError where error.code == .missingParameterFile {
      return RecordedTrajectory(steps: [], minimizers: [], maximizers: [])
    }
    return RecordedTrajectory(steps: steps, minimizers: minimizers, maximizers: maximizers)
  }

  /// The steps whose parameters are stored, thinned evenly.
  private func stepsWithParameters(
    of run: Run, _ rows: IterateRows, maximumPoints: Int
  ) throws -> [Int] {
    guard let lastStep = run.lastStep else { return [] }
    if run.keepsEveryStep {
      return Thinning(of: run, to: nil, maximumPoints: maximumPoints)?.steps ?? []
    }
    let steps = try rows.steps().filter { $0 <= lastStep }
    guard let last = steps.last, steps.count > maximumPoints else { return steps }
    let strides = max(1, maximumPoints - 1)
    let stride = (steps.count - 1 + strides - 1) / strides
    let even = Swift.stride(from: 0, to: steps.count - 1, by: stride).map { steps[$0] }
    return maximumPoints == 1 ? [last] : even + [last]
  }

  func stepRecord(of run: Run, at step: Int) throws -> StepRecord? {
    guard let one = Thinning(of: run, to: step...step, maximumPoints: nil) else { return nil }
    let iterate = try storedParameters(of: run, at: step)
    var record = StepRecord(
      step: step, wallSeconds: 0, metrics: StepMetrics(), minimizer: iterate?.minimizer,
      maximizer: iterate?.maximizer, methodMemory: [])
    try forEachRow(Queries.Read.steps, of: run.id, one) { row in
      record.wallSeconds = sqlite3_column_double(row, 1)
      if sqlite3_column_type(row, 12) != SQLITE_NULL {
        record.digest = UInt64(bitPattern: sqlite3_column_int64(row, 12))
      }
    }
    let penalties = try penalties(of: run.id).map(\.metricName)
    for series in try series(of: run, metrics: nil, steps: step...step, maximumPoints: nil) {
      guard let value = series.values.first else { continue }
      if let metric = BuiltInMetric(rawValue: series.name) {
        record.metrics[metric] = value
      } else if penalties.contains(series.name) {
        record.proximalGaps.append(value)
      } else {
        record.customMetrics.append(CustomMetric(name: series.name, value: value))
      }
    }
    return record
  }
}
