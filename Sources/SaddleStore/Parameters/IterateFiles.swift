import FoundationEssentials
import GRDB
import SaddleQueries
import SaddleRecording

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files beside a store that hold every step's parameters of runs where they are large: one a run,
/// `STORE.parameters/UUID.db`.
///
/// A file is written before the store: a step of the store has its parameters in the file, which may
/// have steps that the store does not have yet, or lost in a crash.
struct IterateFiles: Sendable {
  /// The number that stands for the run in a file of its own.
  static let key: Int64 = 0
  /// Steps of so many bytes are kept in pages of 64 KiB, smaller ones in pages of 16 KiB.
  private static let largePageBytes = 256 << 10

  let folder: String
  private let options: Store.Options

  /// The files of the store at a path.
  init(of store: String, options: Store.Options) {
    folder = store + ".parameters"
    self.options = options
  }

  func path(of run: UUID) -> String { "\(folder)/\(run.uuidString.lowercased()).db" }

  func exists(_ run: UUID) -> Bool { access(path(of: run), F_OK) == 0 }

  /// Opens the file of a run for writing, and makes it if there is none.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - view: the SQL of the store's view `coordinate`, for the file to have it, too; nil: as it is.
  /// - Returns: the connection.
  /// - Throws: `.readOnly`, `.io`, or what SQLite says.
  func writer(
    of run: RunDescription, view: String? = nil
  ) throws(StoreError) -> DatabaseQueue {
    if mkdir(folder, 0o777) == 0 {
      try StoreFile.synchronize(folder)
    } else if errno != EEXIST {
      throw StoreError(
        errno == EACCES || errno == EROFS ? .readOnly : .io,
        "\(folder) cannot be made: \(String(cString: strerror(errno)))",
        hint: "check the permissions of the folder that the store is in")
    }
    let pageSize = run.stepBytes >= Self.largePageBytes ? 65_536 : 16_384
    let queue = try StoreConnection.writer(
      at: path(of: run.uuid), options: options, pageSize: pageSize)
    try translatingErrors(of: queue.path) {
      try queue.write { database in
        try database.execute(sql: Queries.Record.makeIterate.text)
        try database.execute(sql: Queries.Record.makeDelta.text)
        try describe(run, view, in: database)
      }
    }
    return queue
  }

  /// Says in the file whose parameters it holds and in which floats, which is what the view needs to know.
  private func describe(_ run: RunDescription, _ view: String?, in database: Database) throws {
    guard let view, try !database.viewExists("coordinate") else { return }
    try database.execute(sql: Queries.Record.makeRun.text)
    try database.execute(
      sql: Queries.Record.insertFileRun.text,
      arguments: [
        "uuid": run.uuid.uuidString.lowercased(), "parameterFormat": run.parameterFormat.rawValue,
        "minimizerCount": run.minimizerCount, "maximizerCount": run.maximizerCount,
      ])
    try database.execute(sql: view)
  }

  /// Opens the file of a run for reading.
  ///
  /// - Throws: `.missingParameterFile` if there is none.
  func reader(of run: Run) throws(StoreError) -> DatabaseQueue {
    let path = path(of: run.description.uuid)
    guard exists(run.description.uuid) else { throw .missingParameterFile(of: run.id, path) }
    return try StoreConnection.reader(at: path, options: options)
  }

  /// Removes the file of a run, and the folder with the last one.
  func remove(_ run: UUID) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path(of: run) + suffix) }
    rmdir(folder)
  }

  /// The runs that have a file, by name.
  func runs() -> [UUID] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { $0.hasSuffix(".db") }
      .compactMap { UUID(uuidString: String($0.dropLast(3))) }
  }

  /// Bytes of a run's file and of the log beside it.
  func byteCount(of run: UUID) -> Int {
    StoreFile.byteCount(of: path(of: run)) + StoreFile.byteCount(of: path(of: run) + "-wal")
  }

  /// Copies the file of a run to another folder of files, as it is at one moment, or over the one there.
  func copy(_ run: Run, to other: IterateFiles) throws(StoreError) {
    let source = try reader(of: run)
    let target = other.path(of: run.description.uuid)
    let partial = target + ".partial"
    if mkdir(other.folder, 0o777) == 0 { try StoreFile.synchronize(other.folder) }
    unlink(partial)
    try translatingErrors(of: partial) {
      let copy = try DatabaseQueue(path: partial)
      try source.read { database in
        try copy.writeWithoutTransaction { try database.backup(to: $0) }
      }
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    }
    try StoreFile.synchronize(partial)
    for suffix in ["-wal", "-shm"] { unlink(target + suffix) }
    guard rename(partial, target) == 0 else {
      throw StoreError(.io, "\(target) cannot be made: \(String(cString: strerror(errno)))")
    }
    try StoreFile.synchronize(target)
  }
}

extension StoreError {
  static func damagedState(of run: Run.ID, at step: Int) -> StoreError {
    StoreError(
      .corrupt, "the stored state of run \(run) at step \(step) is damaged",
      hint: "restore a copy of the store, or run saddlebag doctor")
  }

  static func missingParameterFile(of run: Run.ID, _ path: String) -> StoreError {
    StoreError(
      .missingParameterFile, "the parameters of run \(run) are in \(path), which is not there",
      hint: "move the folder of parameters together with the store, or restore it from a backup")
  }
}
