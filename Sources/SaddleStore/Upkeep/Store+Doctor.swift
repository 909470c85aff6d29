import FoundationEssentials
import GRDB
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

  /// Says what was found.
  public init(severity: Severity, sentence: String) {
    self.severity = severity
    self.sentence = sentence
  }
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
    findings += try readRuns { reader in
      try StoreExamination(reader.database, isRepairing: repairs).records(of: runs, reader)
    }
    findings += try fileFindings(of: runs, repairs)
    findings += try artifactFindings(of: runs)
    if repairs { findings += try repairAll() }
    return findings + (try sizeFindings(repairs))
  }

  /// Files of parameters that belong to no run.
  private func fileFindings(of runs: [Run], _ repairs: Bool) throws(StoreError) -> [DoctorFinding] {
    let known = Set(runs.map(\.description.uuid))
    guard files.runs().contains(where: { !known.contains($0) }) else { return [] }
    guard repairs else {
      let count = files.runs().count { !known.contains($0) }
      return [
        .init(
          severity: .repairable, sentence: "\(count) files of parameters belong to no run")
      ]
    }
    // Within a transaction no other program is taking over a run, whose file comes before its rows.
    let database = try StoreConnection.writer(at: path, options: options)
    return try translatingErrors(of: path) {
      try database.write { connection in
        let reader = RunReader(connection, files: files, process: options.process, now: Date())
        let known = Set(
          try reader.runs(Run.ID(.min)...Run.ID(.max)).map(\.description.uuid))
        let orphans = files.runs().filter { !known.contains($0) }
        for orphan in orphans { files.remove(orphan) }
        return [
          .init(
            severity: .repaired,
            sentence: "deleted \(orphans.count) files of parameters that belonged to no run")
        ]
      }
    }
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
      try StoreConnection.takeOverLog(of: path, options: options)
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
            "the file has \(Megabytes(size.fileBytes)), "
            + (size.parameterBytes > 0
              ? "the files of parameters have \(Megabytes(size.parameterBytes)), " : "")
            + "the disk has \(Megabytes(disk)) left"))
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
  func records(of runs: [Run], _ reader: RunReader) throws -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    for row in try Row.fetchAll(database, sql: Queries.Upkeep.gaps.text) {
      findings += holes(in: row)
    }
    var stateCount = 0
    for run in runs {
      let (count, damage) = try ParameterExamination(run, reader).findings()
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
    if row["keepsEveryStep"] as Bool, iterates != steps {
      sentences.append("run \(run) has the parameters of \(iterates) of its \(steps) steps")
    }
    if row["hasCheckpoint"] as Bool {
      if let checkpoint: Int = row["checkpointStep"], checkpoint != row["lastStep"] as Int? {
        sentences.append("the checkpoint of run \(run) is not that of its last step")
      }
    }
    return sentences.map { .init(severity: .damaged, sentence: $0) }
  }
}
