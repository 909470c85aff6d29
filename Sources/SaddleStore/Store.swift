import GRDB
import SaddleRecording
import Synchronization

/// A store: one SQLite file that holds runs, step by step.
///
///     let store = try Store.open(at: "saddlebag.db", for: .recording)
///     let recorder = try store.begin(description)
///     try recorder.record(step)
///     try recorder.finish(.stepLimit)
///
///     let run = try store.run(matching: "latest")
///     let gaps = try store.series(of: run.id, metrics: ["dualityGap"])
///     let table = try store.query("run/list")
///
/// Any number of processes may record to one store and read it at once. Every function may be
/// called from any thread, and blocks it while it works; none waits on Swift's concurrency. All
/// throw ``StoreError``. The file's tables and views are a public contract, described in
/// `docs/schema.md`.
public final class Store: Sendable {
  /// What a store is opened for.
  public enum Purpose: Hashable, Sendable {
    /// To begin or resume runs, and to read: the file is made if there is none.
    case recording
    /// To read only: there must be a file, which changes only if its schema has to be brought up to
    /// date.
    case reading
  }

  /// How the store behaves towards others.
  public struct Options: Sendable {
    /// How long to wait for another writer before the error `.locked`; 30 seconds by default, and ten times as
    /// long for a run that is being recorded.
    public var busyTimeout: Duration
    /// Seconds from one look at the machine to the next while a run is recorded, kept with the run; 0: none.
    public var systemSampleSeconds = 10.0
    /// Who records: this process, unless a test pretends to be another.
    package var process = ProcessIdentity.current
    /// The most pages that the file may have, to fill a disk without one; nil for no limit.
    package var maximumPageCount: Int?
    /// The name of the file system that SQLite goes through, for tests of failing disks; nil for its own.
    package var fileSystem: String?
    /// The write-ahead log is copied into the file when it has this many pages (16 MB).
    package var checkpointPages = StoreConnection.checkpointPages
    /// Parameters that are kept of every step and take more bytes go into a file of the run's own.
    package var largeStepBytes = ParameterPolicy.largeStepBytes
    /// The most bytes of steps that wait for the writer; a trainer that is faster blocks.
    package var queueBytes = 32 << 20

    /// The defaults.
    public init(busyTimeout: Duration = .seconds(30)) { self.busyTimeout = busyTimeout }

    /// The same, with ten times the wait: who records lets the trainer wait rather than give a run up.
    var patient: Options {
      var options = self
      options.busyTimeout = min(busyTimeout, .seconds(86_400)) * 10
      return options
    }

    /// At least 0 and at most 24 days: SQLite counts in 32 bits.
    var busyMilliseconds: Int {
      let milliseconds = min(max(busyTimeout, .zero), .seconds(24 * 86_400)) / .milliseconds(1)
      return Int(milliseconds)
    }
  }

  /// Where the file is: as given, or led by `./` where SQLite would take the name for none of a file.
  public let path: String
  /// What the store was opened for.
  public let purpose: Purpose
  let options: Options
  let files: IterateFiles
  /// Used by the typed reads only, which run one at a time.
  let decoder = IterateDecoder()
  /// The connection of the typed reads, opened by the first of them.
  private let readerQueue = Mutex<DatabaseQueue?>(nil)

  private init(path: String, purpose: Purpose, options: Options) {
    self.path = path
    self.purpose = purpose
    self.options = options
    files = IterateFiles(of: path, options: options)
  }

  /// Opens the store at a path, makes it if there is none and the purpose is to record, and brings
  /// its schema up to date.
  ///
  /// A file that is not a store is refused and left exactly as it is.
  ///
  /// - Throws: `.missingStore`, `.notAStore`, `.newerSchema`, `.readOnly`,
  ///   `.networkFileSystem`, `.locked`, `.diskFull`, `.corrupt` or `.io`.
  public static func open(
    at path: String, for purpose: Purpose, options: Options = Options()
  ) throws(StoreError) -> Store {
    let path = try StoreFile.path(named: path)
    if purpose == .recording { try NetworkFileSystem.check(path) }
    switch try StoreFile.inspect(path) {
    case .vacant(let exists):
      guard purpose == .recording else {
        throw StoreError(
          .missingStore, exists ? "\(path) is an empty file" : "there is no store at \(path)",
          hint: "record a run first, or name the store that you mean")
      }
      try StoreConnection.create(at: path, options: options)
    case .store(let isBeingMade):
      // Whoever began to make it may have been killed before the mark was durable.
      if isBeingMade, purpose == .recording {
        try StoreConnection.create(at: path, options: options)
      }
    }
    if try needsMigration(path, purpose: purpose, options: options) {
      try StoreSchema.migrate(StoreConnection.writer(at: path, options: options))
    }
    return Store(path: path, purpose: purpose, options: options)
  }

  private static func needsMigration(
    _ path: String, purpose: Purpose, options: Options
  ) throws(StoreError) -> Bool {
    // Recording needs a writable file anyway: learn that now rather than at the first run.
    let store = Store(path: path, purpose: purpose, options: options)
    let queue = try store.connect()
    return try StoreSchema.age(of: queue) == .older
  }

  /// Reads with one snapshot of the store.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    let queue = try readerQueue.withLock { queue throws(StoreError) -> DatabaseQueue in
      if let queue { return queue }
      let opened = try connect()
      queue = opened
      return opened
    }
    return try translatingErrors(of: path) { try queue.read(body) }
  }

  /// A connection as the purpose asks for.
  func connect() throws(StoreError) -> DatabaseQueue {
    switch purpose {
    case .recording: try StoreConnection.writer(at: path, options: options)
    case .reading: try StoreConnection.reader(at: path, options: options)
    }
  }
}
