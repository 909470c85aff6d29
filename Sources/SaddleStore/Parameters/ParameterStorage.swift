import GRDB
import SaddleQueries
public import SaddleRecording

/// How a run's parameters are stored.
public struct ParameterStorage: Hashable, Sendable {
  /// Steps whose parameters are stored as they are.
  public let wholeCount: Int
  /// Steps whose parameters are stored as deltas.
  public let deltaCount: Int
  /// Bytes of both.
  public let byteCount: Int
  /// Bytes that the same steps' parameters have as they are.
  public let plainByteCount: Int
  /// The run's own file, if they are in one.
  public let file: String?
}

extension IterateRows {
  /// Reads the lengths of all rows.
  func storage(in file: String? = nil) throws -> ParameterStorage {
    let row = try Row.fetchOne(
      database, sql: Queries.Read.iterateBytes.text, arguments: ["runID": key])
    let whole: Int = row?["wholeCount"] ?? 0
    let deltas: Int = row?["deltaCount"] ?? 0
    return ParameterStorage(
      wholeCount: whole, deltaCount: deltas,
      byteCount: (row?["wholeBytes"] ?? 0) + (row?["deltaBytes"] ?? 0),
      plainByteCount: (whole + deltas) * run.description.stepBytes, file: file)
  }
}

extension Store {
  /// How a run's parameters are stored: how many steps as they are, how many as deltas.
  ///
  /// Reads the lengths of the run's rows.
  ///
  /// - Throws: `.unknownRun`, or `.missingParameterFile`.
  public func parameterStorage(of run: Run.ID) throws(StoreError) -> ParameterStorage {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      let file =
        found.parameterPlace == .file ? files.path(of: found.description.uuid) : nil
      return try reader.withIterates(of: found) { try $0.storage(in: file) }
    }
  }
}
