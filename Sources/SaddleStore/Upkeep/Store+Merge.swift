import GRDB
public import SaddleRecording

/// What merging another store did.
public struct MergeSummary: Hashable, Sendable {
  /// Runs that this store did not have.
  public var addedRuns = 0
  /// Runs that had gone further in the other store, and now have here, too.
  public var extendedRuns = 0
  /// Runs that were here already, as far or farther.
  public var knownRuns = 0
  /// Runs that are being recorded here at this moment, and were left alone.
  public var liveRuns: [Run.ID] = []

  /// Nothing done.
  public init() {}
}

extension Store {
  /// Takes over the runs of another store: runs are the same if their UUIDs are.
  ///
  /// A run that both have stays as it is here unless it has gone further there; then it is taken over as
  /// a whole, with what people said of it here kept. Each run is one transaction, so that merging again
  /// after an interruption goes on, and merging twice changes nothing. The other store is only read. A
  /// run's file of parameters comes along.
  ///
  /// - Throws: as ``open(at:for:options:)`` about either file; `.sameStore` if both are one.
  public func merge(_ other: Store) throws(StoreError) -> MergeSummary {
    try checkRecording()
    guard !StoreFile.isSame(path, other.path) else {
      throw StoreError(
        .sameStore, "\(other.path) is this very store", hint: "name another store to take over")
    }
    let runs = try other.runs()
    let known = try self.runs()
    let here = Dictionary(known.map { ($0.description.uuid, $0) }, uniquingKeysWith: { $1 })
    let database = try StoreConnection.writer(at: path, options: options)
    /// Takes over a run's rows, then its file, before the rows are there for others.
    func copy(_ run: Run, as twin: Run.ID?, _ copier: RunCopier, _ connection: Database) throws {
      try connection.inTransaction(.immediate) {
        try copier.copy(run.id, as: twin)
        if run.parameterPlace == .file, run.lastStep != nil {
          try other.files.copy(run, to: files)
        }
        return .commit
      }
    }
    return try translatingErrors(of: path) {
      try database.writeWithoutTransaction { connection in
        // Whole runs are copied: what belongs together in the other store does here.
        try connection.execute(sql: "PRAGMA foreign_keys = OFF")
        try connection.execute(sql: "ATTACH ? AS other", arguments: [other.path])
        let copier = try RunCopier(connection)
        var summary = MergeSummary()
        for run in runs {
          guard let twin = here[run.description.uuid] else {
            try copy(run, as: nil, copier, connection)
            summary.addedRuns += 1
            continue
          }
          if twin.status == .running {
            summary.liveRuns.append(twin.id)
          } else if (twin.lastStep ?? -1) >= (run.lastStep ?? -1) {
            summary.knownRuns += 1
          } else {
            try copy(run, as: twin.id, copier, connection)
            summary.extendedRuns += 1
          }
        }
        return summary
      }
    }
  }
}
