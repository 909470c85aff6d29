import GRDB
import SaddleQueries
public import SaddleRecording

extension Store: StateReader {
  /// Both players' stored parameters at one step, proved by their checksum; nil where none are stored.
  ///
  /// One seek.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`, or `.corrupt`.
  public func storedParameters(
    of run: Run.ID, at step: Int
  ) throws -> (minimizer: [Double], maximizer: [Double])? {
    try readRun(run) { reader, found in try reader.storedParameters(of: found, at: step) }
  }

  /// The step of the newest whole state at or before a step; nil if there is none.
  public func keyframeStep(of run: Run.ID, before step: Int) throws -> Int? {
    try read { database in
      try Int.fetchOne(
        try database.cachedStatement(sql: Queries.Read.keyframeStep.text),
        arguments: ["runID": run.rawValue, "step": step])
    }
  }

  /// The newest whole state at or before a step, with the digests from one to the other.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`, or `.corrupt`.
  public func keyframe(of run: Run.ID, before step: Int) throws -> Checkpoint? {
    try readRun(run) { reader, found in try reader.keyframe(of: found, before: step) }
  }

  /// The recorded digest of each of the steps.
  ///
  /// - Throws: ``StoreError`` with `.corrupt` if a step is missing.
  public func digests(of run: Run.ID, at steps: ClosedRange<Int>) throws -> [UInt64?] {
    try readRuns { reader in
      try reader.digests(of: run, from: steps.lowerBound, to: steps.upperBound).digests
    }
  }

  private func readRun<Value>(
    _ run: Run.ID, _ body: (RunReader, Run) throws -> Value
  ) throws(StoreError) -> Value {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      return try body(reader, found)
    }
  }
}
