import FoundationEssentials
import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// What a check of a store found.
public struct DoctorFinding: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// As it should be.
    case fine
    /// Nothing is lost; the sentence says what to do.
    case advice
    /// Was wrong, and is repaired.
    case repaired
    /// Wrong, and repairing was not asked for.
    case repairable
    /// Wrong, and cannot be put right from what is there.
    case damaged
  }

  /// How bad it is.
  public let severity: Severity
  /// What was found or done: one sentence without a full stop.
  public let sentence: String
}

extension Store {
  /// Checks everything that can be checked of a store, and repairs what can be repaired if asked to.
  ///
  /// The file's structure, references between tables, holes in records, the checksum of every stored
  /// state, the hash of every attached file, contents that nobody has any more, crashed runs, the size of
  /// the write-ahead log, unused room and the room on the disk. Reads the whole store. Runs that are being
  /// recorded are not disturbed.
  ///
  /// - Parameter repairs: whether to repair; needs a store opened for recording.
  /// - Returns: what was found, the structure first.
  /// - Throws: ``StoreError`` if the store cannot be read at all.
  public func examine(repairs: Bool) throws(StoreError) -> [DoctorFinding] {
    if repairs { try checkRecording() }
    var findings = try read { try StoreExamination($0, isRepairing: repairs).structure() }
    if findings.contains(where: { $0.severity == .damaged }) {
      // Repairing a file whose pages contradict each other would make it worse.
      return findings
    }
    let runs = try runs()
    findings += try read { try StoreExamination($0, isRepairing: repairs).records(of: runs) }
    findings += try artifactFindings(of: runs)
    if repairs { findings += try repairAll() }
    return findings + (try sizeFindings(repairs))
  }

  private func artifactFindings(of runs: [Run]) throws(StoreError) -> [DoctorFinding] {
    var checked: Set<String> = []
    var findings: [DoctorFinding] = []
    for run in runs {
      for artifact in try artifacts(of: run.id) where checked.insert(artifact.sha256).inserted {
        do {
          _ = try content(of: artifact)
        } catch {
          findings.append(.init(severity: .damaged, sentence: error.message))
        }
      }
    }
    if findings.isEmpty, !checked.isEmpty {
      findings.append(
        .init(severity: .fine, sentence: "\(checked.count) attached contents have their hash"))
    }
    return findings
  }

  /// Deletes what nothing refers to.
  private func repairAll() throws(StoreError) -> [DoctorFinding] {
    let database = try StoreConnection.writer(at: path, options: options)
    return try translatingErrors(of: path) {
      try database.write { connection in
        var findings: [DoctorFinding] = []
        let orphans = try Row.fetchAll(connection, sql: "PRAGMA foreign_key_check")
        for (table, rows) in Dictionary(grouping: orphans, by: { $0["table"] as String }) {
          // A table WITHOUT ROWID has no row numbers here: its column `runID` finds the rows.
          let keys = rows.compactMap { $0["rowid"] as Int64? }
          if keys.count == rows.count {
            for key in keys {
              try connection.execute(
                sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [key])
            }
          } else {
            try connection.execute(
              sql: "DELETE FROM \(table) WHERE runID NOT IN (SELECT id FROM run)")
          }
          findings.append(
            .init(
              severity: .repaired,
              sentence: "deleted \(rows.count) rows of \(table) that belonged to no run"))
        }
        let unused = try StoreExamination(connection, isRepairing: true).unusedContents()
        if unused.count > 0 {
          try connection.execute(sql: Queries.Upkeep.deleteUnusedContents.text)
          findings.append(
            .init(
              severity: .repaired,
              sentence: "deleted \(unused.count) contents of files that no run has any more"))
        }
        return findings
      }
    }
  }

  private func sizeFindings(_ repairs: Bool) throws(StoreError) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    var size = try size()
    let log = size.logBytes
    if log > StoreConnection.largeLogBytes, repairs {
      let database = try StoreConnection.writer(at: path, options: options)
      _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      size = try self.size()
      findings.append(
        size.logBytes < log
          ? .init(
            severity: .repaired,
            sentence: "took the log of \(Megabytes(log)) over into the file")
          : .init(
            severity: .advice,
            sentence:
              "the log of \(Megabytes(log)) is held by a reader: close programs that have the"
              + " store open"))
    } else if log > StoreConnection.largeLogBytes {
      findings.append(
        .init(
          severity: .repairable,
          sentence: "the log beside the file has grown to \(Megabytes(log))"))
    }
    if size.freeBytes > max(16 << 20, size.fileBytes / 4) {
      findings.append(
        .init(
          severity: .advice,
          sentence:
            "\(Megabytes(size.freeBytes)) of the file's \(Megabytes(size.fileBytes)) are unused:"
            + " saddlebag compact gives them back to the disk"))
    }
    if let disk = size.diskBytes {
      findings.append(
        .init(
          severity: disk < 256 << 20 ? .advice : .fine,
          sentence:
            "the file has \(Megabytes(size.fileBytes)), the disk has \(Megabytes(disk)) left"))
    }
    return findings
  }
}

/// Bytes in a sentence.
private struct Megabytes: CustomStringConvertible {
  let bytes: Int
  init(_ bytes: Int) { self.bytes = bytes }
  var description: String {
    bytes < 10 << 20 ? "\((bytes + 1023) / 1024) KiB" : "\(bytes >> 20) MiB"
  }
}

/// The checks that need one snapshot of the store.
private struct StoreExamination {
  private let database: Database
  private let isRepairing: Bool

  init(_ database: Database, isRepairing: Bool) {
    self.database = database
    self.isRepairing = isRepairing
  }

  /// The file's structure, and the references between its tables.
  func structure() throws -> [DoctorFinding] {
    let check = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
    guard check == ["ok"] else {
      return check.map { .init(severity: .damaged, sentence: "the file is damaged: \($0)") }
    }
    var findings = [DoctorFinding(severity: .fine, sentence: "the file's structure is sound")]
    let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
    if !orphans.isEmpty, !isRepairing {
      findings.append(
        .init(
          severity: .repairable, sentence: "\(orphans.count) rows belong to no run"))
    }
    let unused = try unusedContents()
    if unused.count > 0, !isRepairing {
      findings.append(
        .init(
          severity: .repairable,
          sentence:
            "\(unused.count) contents of files (\(Megabytes(unused.bytes))) belong to no run"))
    }
    return findings
  }

  func unusedContents() throws -> (count: Int, bytes: Int) {
    let row = try Row.fetchOne(database, sql: Queries.Upkeep.countUnusedContents.text)
    return (row?["contentCount"] ?? 0, row?["byteCount"] ?? 0)
  }

  /// Holes, checksums and crashes.
  func records(of runs: [Run]) throws -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    for row in try Row.fetchAll(database, sql: Queries.Upkeep.gaps.text) {
      findings += holes(in: row)
    }
    var stateCount = 0
    for run in runs {
      let (count, damage) = try checksums(of: run)
      stateCount += count
      findings += damage
      if run.status == .crashed {
        findings.append(
          .init(
            severity: .advice,
            sentence: "run \(run.id) crashed at step \(run.lastStep.map { "\($0)" } ?? "none"):"
              + " saddlebag train --resume \(run.id) continues it"))
      }
    }
    let isSound = !findings.contains { $0.severity == .damaged }
    if isSound {
      let steps = runs.reduce(0) { $0 + $1.stepCount }
      findings.insert(
        .init(
          severity: .fine,
          sentence: "\(runs.count) runs with \(steps) steps have no hole, and \(stateCount) stored"
            + " states their checksum"), at: 0)
    }
    return findings
  }

  private func holes(in row: Row) -> [DoctorFinding] {
    let run: Int64 = row["runID"]
    let (steps, span): (Int, Int) = (row["stepCount"], row["span"] ?? 0)
    let iterates: Int = row["iterateCount"]
    var sentences: [String] = []
    if steps != span { sentences.append("run \(run) has \(steps) of its \(span) steps") }
    if row["orphanCount"] as Int > 0 {
      sentences.append(
        "run \(run) has parameters of \(row["orphanCount"] as Int) steps that it lacks")
    }
    if row["isRaw"] as Bool {
      if iterates != steps {
        sentences.append("run \(run) has the parameters of \(iterates) of its \(steps) steps")
      }
      if let checkpoint: Int = row["checkpointStep"], checkpoint != row["lastStep"] as Int? {
        sentences.append("the checkpoint of run \(run) is not that of its last step")
      }
    }
    return sentences.map { .init(severity: .damaged, sentence: $0) }
  }

  /// How many states a run has, and which of them have other bytes than were written.
  private func checksums(of run: Run) throws -> (count: Int, damage: [DoctorFinding]) {
    let statement = try database.cachedStatement(sql: Queries.Upkeep.blobs.text)
    try statement.setArguments(["runID": run.id.rawValue])
    let handle = statement.sqliteStatement
    defer { sqlite3_reset(handle) }
    func digest(_ column: Int32, seed: UInt64 = 0) -> UInt64 {
      let start = sqlite3_column_blob(handle, column)
      let count = start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
      return StateDigest.digest(UnsafeRawBufferPointer(start: start, count: count), seed: seed)
    }
    func isSound(_ column: Int32, _ digest: UInt64) -> Bool {
      sqlite3_column_type(handle, column) == SQLITE_NULL
        || UInt64(bitPattern: sqlite3_column_int64(handle, column)) == digest
    }
    var count = 0
    var damaged: [Int64] = []
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW:
        count += 1
        if !isSound(1, digest(3, seed: digest(2))) || !isSound(4, digest(5)) {
          damaged.append(sqlite3_column_int64(handle, 0))
        }
      case SQLITE_DONE:
        guard let first = damaged.first else { return (count, []) }
        let sentence =
          "run \(run.id) has \(damaged.count) damaged states, the first at step \(first)"
        return (count, [.init(severity: .damaged, sentence: sentence)])
      case let code:
        throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}
