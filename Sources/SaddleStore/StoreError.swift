/// Why a store could not do what was asked.
///
/// A person reads `message` (one sentence) and then `hint` (the next move); a program switches over
/// `code`.
public struct StoreError: Error, Sendable {
  /// What kind of failure it is.
  public enum Code: String, CaseIterable, Sendable {
    /// There is no file at the path.
    case missingStore
    /// The file is something else: not SQLite, or another program's database.
    case notAStore
    /// A newer version of the program wrote the file.
    case newerSchema
    /// The file or its folder may not be written.
    case readOnly
    /// The file is on another machine's disk, where recording is unsafe.
    case networkFileSystem
    /// Another connection kept the file locked for longer than the busy timeout.
    case locked
    /// The disk, or the quota, is full.
    case diskFull
    /// The file is damaged.
    case corrupt
    /// The file that holds the parameters of a run is not there.
    case missingParameterFile
    /// The operating system failed to read, write or open.
    case io
    /// No run matches.
    case unknownRun
    /// Several runs match.
    case ambiguousRun
    /// A living process records the run.
    case runIsLive
    /// The run stopped before its first durable step.
    case nothingToResume
    /// The description of a run contradicts itself, or its UUID is taken.
    case invalidRun
    /// A file that is attached has no name.
    case invalidArtifact
    /// A metric of the user's own has a built-in name, or was recorded twice at one step.
    case invalidMetric
    /// Parameters are not exact in the run's 32-bit floats.
    case inexactParameters
    /// No file of that number or name is attached.
    case unknownArtifact
    /// There is a file where one is to be made.
    case alreadyThere
    /// A store is to be merged with itself.
    case sameStore
    /// The record of the run was closed.
    case recordClosed
    /// No metric of that name.
    case unknownMetric
    /// No named query of that name.
    case unknownQuery
    /// The SQL does not compile, would write, or is not exactly one statement.
    case invalidQuery
    /// A parameter of the query is missing, unknown or unnamed.
    case invalidBinding
    /// The query ran into its time limit.
    case timeLimit
    /// Whoever asked did not want to wait any longer.
    case cancelled
    /// A query asked for parameters that are not kept, or could not be played again.
    case unreadParameters
  }

  /// What kind of failure it is.
  public let code: Code
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try; nil if there is none to give.
  public let hint: String?
  /// What SQLite said, if it said something.
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

extension StoreError: CustomStringConvertible {
  /// Code, message and hint on one line, for logs and failed tests.
  public var description: String {
    "\(code.rawValue): \(message)" + (hint.map { " (\($0))" } ?? "")
  }
}
