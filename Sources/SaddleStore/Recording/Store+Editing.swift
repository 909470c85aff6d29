import GRDB
import SaddleQueries
public import SaddleRecording

import struct FoundationEssentials.Date

/// A change of what people say of runs; what is nil or empty stays as it is.
public struct RunEdit: Hashable, Sendable {
  /// Tags to give.
  public var addedTags: [String] = []
  /// Tags to take.
  public var removedTags: [String] = []
  /// The new note; empty to have none.
  public var note: String?
  /// The new name.
  public var name: String?
  /// Whether to put the runs away or to take them out again.
  public var isArchived: Bool?

  /// No change.
  public init() {}
}

/// What deleting runs took away.
public struct DeletedRuns: Hashable, Sendable {
  /// How many runs are gone.
  public let runCount: Int
  /// How many steps they had.
  public let stepCount: Int
  /// Bytes of the file that are free for new steps.
  ///
  /// The file keeps its size.
  public let freedBytes: Int
}

extension Store {
  /// Changes what people say of runs, in one transaction; records of steps never change.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`; `.invalidRun` for a tag or a name that is empty or
  ///   has a line break, or a tag with a comma; `.readOnly` if the store was opened for reading.
  public func edit(_ runs: [Run.ID], _ change: RunEdit) throws(StoreError) {
    try checkRecording()
    try change.checkWords()
    let database = try StoreConnection.writer(at: path, options: options)
    try translatingErrors(of: path) {
      try database.write { connection in
        for run in runs { try change.apply(to: run, in: connection, path: path) }
      }
    }
  }

  /// Deletes runs with all that is recorded of them, in one transaction; on a full disk with the room that
  /// the store keeps in reserve.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`, `.runIsLive` if one is being recorded, `.readOnly`
  ///   if the store was opened for reading. Then nothing is deleted.
  public func delete(_ runs: [Run.ID]) throws(StoreError) -> DeletedRuns {
    try checkRecording()
    return try freeingRoom { () throws(StoreError) in try deleteRows(of: runs) }
  }

  private func deleteRows(of runs: [Run.ID]) throws(StoreError) -> DeletedRuns {
    let database = try StoreConnection.writer(at: path, options: options)
    var withFile: [Run] = []
    let deleted = try translatingErrors(of: path) {
      try database.write { connection in
        let reader = RunReader(
          connection, files: files, process: options.process, now: Date())
        let before = try Self.freePages(connection)
        var steps = 0
        for id in Set(runs).sorted() {
          guard let run = try reader.run(id) else { throw StoreError.unknownRun(id, in: path) }
          try checkStopped(run)
          steps += run.stepCount
          if run.parameterPlace == .file { withFile.append(run) }
          try connection.execute(
            sql: Queries.Edit.deleteRun.text, arguments: ["runID": id.rawValue])
        }
        let pages = try Self.freePages(connection) - before
        let pageSize = try Int.fetchOne(connection, sql: "PRAGMA page_size") ?? 0
        return DeletedRuns(
          runCount: Set(runs).count, stepCount: steps, freedBytes: max(0, pages * pageSize))
      }
    }
    // The rows are gone for good: now the files can go.
    for run in withFile { files.remove(run.description.uuid) }
    return deleted
  }

  private static func freePages(_ connection: Database) throws -> Int {
    try Int.fetchOne(connection, sql: "PRAGMA freelist_count") ?? 0
  }
}

extension RunEdit {
  fileprivate func checkWords() throws(StoreError) {
    for tag in addedTags where tag.isEmpty || tag.contains(where: { $0.isNewline || $0 == "," }) {
      throw StoreError(
        .invalidRun, "a tag cannot be '\(tag)'", hint: "words without commas and line breaks")
    }
    if let name, name.isEmpty || name.contains(where: \.isNewline) {
      throw StoreError(
        .invalidRun, "a name cannot be '\(name)'", hint: "one line that is not empty")
    }
  }

  fileprivate func apply(to run: Run.ID, in connection: Database, path: String) throws {
    let exists = try Int64.fetchOne(
      connection, sql: Queries.Record.session.text, arguments: ["runID": run.rawValue])
    guard exists != nil else { throw StoreError.unknownRun(run, in: path) }
    func execute(_ query: NamedQuery, _ arguments: StatementArguments = [:]) throws {
      try connection.execute(sql: query.text, arguments: ["runID": run.rawValue] + arguments)
    }
    for tag in addedTags { try execute(Queries.Edit.addTag, ["tag": tag]) }
    for tag in removedTags { try execute(Queries.Edit.removeTag, ["tag": tag]) }
    if let note { try execute(Queries.Edit.setNote, ["note": note.isEmpty ? nil : note]) }
    if let name { try execute(Queries.Edit.setName, ["name": name]) }
    if let isArchived {
      try execute(
        Queries.Edit.setArchived, ["now": isArchived ? Date().timeIntervalSince1970 : nil])
    }
  }
}
