import Dispatch
import GRDB
public import SaddleRecording
import Synchronization

import class FoundationEssentials.ProcessInfo

extension Store {
  /// What plots of one run show: its metrics thinned so that no spike is lost, and its trajectory.
  ///
  /// One pass over the run's metrics, in memory that does not depend on its length.
  ///
  /// - Parameters:
  ///   - run: the run's number.
  ///   - parts: into how many parts the steps are cut; of each, every metric keeps its first, least,
  ///     greatest and last value. A run of no more steps is read whole.
  ///   - maximumTrajectoryPoints: as in ``history(of:maximumTrajectoryPoints:maximumCoordinates:maximumSeriesPoints:)``;
  ///     0 reads no parameters.
  ///   - maximumCoordinates: of each player, so many parameters are read; nil for all.
  /// - Returns: the run with its series, which say how many points were recorded, and trajectory.
  /// - Throws: `.unknownRun`.
  public func plotHistory(
    of run: Run.ID, parts: Int = 1_000, maximumTrajectoryPoints: Int = 2_000,
    maximumCoordinates: Int? = nil
  ) throws(StoreError) -> RunHistory {
    try readRuns { reader in
      try reader.plotHistory(of: run, in: path, parts, maximumTrajectoryPoints, maximumCoordinates)
    }
  }

  /// The same of several runs, in their order, each from one snapshot: read on as many connections as there
  /// are processors.
  ///
  /// - Throws: the error of the first run in order that has one.
  public func plotHistories(
    of runs: [Run.ID], parts: Int = 1_000, maximumTrajectoryPoints: Int = 2_000,
    maximumCoordinates: Int? = nil
  ) throws(StoreError) -> [RunHistory] {
    let read = { @Sendable [path] (reader: RunReader, run: Run.ID) in
      try reader.plotHistory(of: run, in: path, parts, maximumTrajectoryPoints, maximumCoordinates)
    }
    let workers = min(runs.count, ProcessInfo.processInfo.activeProcessorCount)
    guard workers > 1 else {
      return try readRuns { reader in try runs.map { try read(reader, $0) } }
    }
    let next = Atomic<Int>(0)
    let found = Mutex([Result<RunHistory, StoreError>?](repeating: nil, count: runs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let connection = Result { () throws(StoreError) in try connect() }
      let decoder = IterateDecoder()
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < runs.count else { return }
        let history = Result { () throws(StoreError) in
          try readRuns(on: connection.get(), decoder) { try read($0, runs[place]) }
        }
        found.withLock { $0[place] = history }
      }
    }
    var histories: [RunHistory] = []
    for result in found.withLock({ $0 }) {
      if let history = try result?.get() { histories.append(history) }
    }
    return histories
  }
}

extension RunReader {
  fileprivate func plotHistory(
    of id: Run.ID, in path: String, _ parts: Int, _ maximumTrajectoryPoints: Int,
    _ maximumCoordinates: Int?
  ) throws -> RunHistory {
    guard let run = try run(id) else { throw StoreError.unknownRun(id, in: path) }
    return RunHistory(
      run: run, series: try envelopes(of: run, parts: parts),
      trajectory: try trajectory(
        of: run, maximumPoints: maximumTrajectoryPoints, maximumCoordinates: maximumCoordinates),
      verdict: try verdicts(on: id).first { $0.players == .both })
  }
}
