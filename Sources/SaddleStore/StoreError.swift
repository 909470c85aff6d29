import GRDB

/// Why the store could not do what was asked.
public struct StoreError: Error, Sendable {
  /// What kind of failure it is.
  public enum Code: Sendable {
    /// There is no file where the store should be.
    case missingStore
    /// The file is not a Saddlebag store.
    case notAStore
    /// The file was written by a newer version.
    case newerSchema
    /// The file or its folder cannot be written.
    case readOnly
    /// Another process holds the file for longer than the timeout.
    case locked
    /// The disk is full.
    case diskFull
    /// The file is damaged.
    case corrupt
    /// The operating system failed to read or write.
    case inputOutput
    /// No run matches.
    case unknownRun
    /// Several runs match.
    case ambiguousRun
    /// The run's process is alive.
    case runIsLive
    /// No query of that name.
    case unknownQuery
    /// The SQL is wrong, or would do more than read.
    case invalidQuery
    /// A named parameter has no value, or a value no parameter.
    case invalidBinding
    /// The query took longer than its time limit.
    case timedOut
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try; nil if there is none to give.
  public let hint: String?
  /// What SQLite said; nil if it said nothing.
  public let underlying: (any Error)?

  /// Describes a failure.
  public init(
    _ code: Code, _ message: String, hint: String? = nil, underlying: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.underlying = underlying
  }
}

extension StoreError {
  /// What a failure of SQLite means for the file at `path`.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? Self ?? Self(.inputOutput, "'\(path)': \(error)", underlying: error)
      return
    }
    let reason = error.message ?? "no reason given"
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .diskFull, "the disk is full: '\(path)' cannot grow; what was acknowledged is safe",
        hint: "free some space, then saddlebag train --resume", underlying: error)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .locked, "another process holds '\(path)' locked",
        hint: "wait until it is done, or end it", underlying: error)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .readOnly, "'\(path)' cannot be written: the file or its folder is read-only",
        hint: "--store PATH in a folder of your own", underlying: error)
    case .SQLITE_NOTADB:
      self.init(
        .notAStore, "'\(path)' is not a Saddlebag store, nor any SQLite file",
        hint: "--store PATH with another name", underlying: error)
    case .SQLITE_CORRUPT:
      self.init(
        .corrupt, "'\(path)' is damaged: \(reason)",
        hint: "sqlite3 '\(path)' .recover > rescued.sql", underlying: error)
    case .SQLITE_CANTOPEN:
      self.init(
        .inputOutput, "'\(path)' cannot be opened or created: \(reason)",
        hint: "check that its folder exists and that you may write there", underlying: error)
    default:
      self.init(.inputOutput, "'\(path)': \(reason)", underlying: error)
    }
  }
}
