import FoundationEssentials
import GRDB
import SaddleRecording

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How large a store is.
public struct StoreSize: Hashable, Sendable {
  /// Bytes of the file.
  public let fileBytes: Int
  /// Bytes of the write-ahead log beside it.
  public let logBytes: Int
  /// Bytes of the files beside it that hold parameters of single runs.
  public let parameterBytes: Int
  /// Bytes within the file that hold nothing and wait to be used again.
  public let freeBytes: Int
  /// Bytes that the disk has left for this user; nil if it does not say.
  public let diskBytes: Int?
}

extension Store {
  /// How large the store is, and how much room there is.
  public func size() throws(StoreError) -> StoreSize {
    let free = try read { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
      return pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }
    return StoreSize(
      fileBytes: StoreFile.byteCount(of: path), logBytes: StoreFile.byteCount(of: path + "-wal"),
      parameterBytes: files.runs().reduce(0) { $0 + files.byteCount(of: $1) },
      freeBytes: free, diskBytes: StoreFile.freeDiskBytes(around: path))
  }

  /// Copies the store, as it is at one moment, to a new file, also while runs are recorded.
  ///
  /// The copy is written beside its place under another name, checked, synced and then moved there: a
  /// file of the name given is a whole store, together with the folder `TARGET.parameters` if runs have
  /// files of parameters. It is a store like any other; a run that is being recorded
  /// reads in it as far as it had come.
  ///
  /// - Throws: `.alreadyThere` if there is a file, `.diskFull`, `.io`, or `.corrupt` if this store is
  ///   damaged.
  public func backup(to target: String) throws(StoreError) {
    let target = try StoreFile.path(named: target)
    guard access(target, F_OK) != 0 else {
      throw StoreError(
        .alreadyThere, "there is a file at \(target) already",
        hint: "another name: a backup never writes over a file")
    }
    let partial = target + ".partial"
    unlink(partial)
    do throws(StoreError) {
      try copy(to: partial)
      try StoreFile.synchronize(partial)
      try copyFiles(of: partial, to: IterateFiles(of: target, options: options))
      guard rename(partial, target) == 0 else {
        throw StoreError(
          .io, "\(target) cannot be made: \(String(cString: strerror(errno)))",
          hint: "check that its folder exists and that you may write there")
      }
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(partial + suffix) }
      throw error
    }
  }

  /// Copies the files of the runs of a copy: they are as far as their runs, or farther.
  ///
  /// One that is missing is missing in the copy, too.
  private func copyFiles(
    of copy: String, to target: IterateFiles
  ) throws(StoreError) {
    for run in try Store.open(at: copy, for: .reading).runs() where run.parameterPlace == .file {
      if files.exists(run.description.uuid) { try files.copy(run, to: target) }
    }
    for suffix in ["-wal", "-shm"] { unlink(copy + suffix) }
  }

  private func copy(to partial: String) throws(StoreError) {
    try translatingErrors(of: partial) {
      let copy = try DatabaseQueue(path: partial)
      try read { source in
        try copy.writeWithoutTransaction { target in try source.backup(to: target) }
      }
      // Without a log beside it the copy is one file, to be moved and sent.
      let check = try copy.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        return try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      }
      try copy.close()
      guard check == "ok" else {
        throw StoreError(
          .corrupt, "\(path) is damaged: \(check ?? "the check of its copy failed")",
          hint: "saddlebag doctor says what can be saved")
      }
    }
  }

  /// Writes the file, and those of parameters, anew without its unused pages, and gives their room back to the disk.
  ///
  /// Needs the room of the file once more while it works, and the store for itself.
  ///
  /// - Returns: the bytes given back.
  /// - Throws: `.runIsLive` if a run is being recorded, `.locked`, `.diskFull`, `.readOnly`.
  public func compact() throws(StoreError) -> Int {
    try checkRecording()
    let all = try runs()
    for run in all { try checkStopped(run) }
    let runs = all.filter { $0.parameterPlace == .file }
    func bytes() -> Int {
      StoreFile.byteCount(of: path) + StoreFile.byteCount(of: path + "-wal")
        + runs.reduce(0) { $0 + files.byteCount(of: $1.description.uuid) }
    }
    let before = bytes()
    for run in runs where files.exists(run.description.uuid) {
      let file = try files.writer(of: run.description)
      try translatingErrors(of: file.path) {
        try file.writeWithoutTransaction(Self.rewrite)
        try file.close()
      }
    }
    let database = try StoreConnection.writer(at: path, options: options)
    try translatingErrors(of: path) {
      try database.writeWithoutTransaction(Self.rewrite)
      try database.close()
    }
    return max(0, before - bytes())
  }

  /// Writes a file without its unused pages and cuts its log, which on a disk that is full by then holds the room.
  private static func rewrite(_ connection: Database) throws {
    do {
      try connection.execute(sql: "VACUUM")
    } catch {
      _ = try? connection.checkpoint(.truncate)
      throw error
    }
    _ = try connection.checkpoint(.truncate)
  }
}

extension StoreFile {
  /// The folder that holds a file.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// Bytes of a file; 0 if there is none.
  static func byteCount(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Bytes that are left for this user on the disk of a file.
  static func freeDiskBytes(around path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Waits until a file and its name are on the disk.
  static func synchronize(_ path: String) throws(StoreError) {
    let folder = folder(of: path)
    for name in [path, folder] {
      let descriptor = open(name, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw StoreError(.io, "\(name) cannot be opened: \(String(cString: strerror(errno)))")
      }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else {
        throw StoreError(.io, "\(name) cannot be synced: \(String(cString: strerror(errno)))")
      }
    }
  }
}
