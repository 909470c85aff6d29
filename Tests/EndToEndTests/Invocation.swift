import Foundation

/// One run of the built `saddlebag`, in a folder of its own.
struct Invocation {
  let status: Int32
  let output: String
  let errors: String

  /// A built program, which SwiftPM puts beside the test binary.
  private static func executable(_ name: String) -> URL {
    Bundle.main.bundleURL.appending(path: name)
  }

  /// Runs `saddlebag`, or another program of the package, to its end, with `input` piped into it.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    program: String = "saddlebag", input: String? = nil
  ) throws {
    let process = try Self.start(
      arguments, in: folder, environment: environment, program: program, input: input)
    // Both pipes are drained at once: a child that fills one while we read the other would hang.
    let errorsRead = DispatchQueue.global().asyncResult { process.errors.readDataToEndOfFile() }
    output = String(decoding: process.output.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: errorsRead(), as: UTF8.self)
    process.process.waitUntilExit()
    status = process.process.terminationStatus
  }

  /// A `saddlebag` that is running, and what it prints.
  struct Started {
    let process: Process
    let output: FileHandle
    let errors: FileHandle
  }

  /// Starts `saddlebag` and returns at once.
  static func start(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    program: String = "saddlebag", input: String? = nil
  ) throws -> Started {
    let process = Process()
    process.executableURL = executable(program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["SADDLEBAG_STORE"] = nil
    variables.merge(environment) { $1 }
    process.environment = variables
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    let typed = input.map { _ in Pipe() }
    process.standardInput = typed ?? FileHandle.nullDevice as Any
    try process.run()
    // A short text fits into the pipe, so that nobody has to wait for its reader.
    try typed?.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try typed?.fileHandleForWriting.close()
    return Started(
      process: process, output: output.fileHandleForReading, errors: errors.fileHandleForReading)
  }
}

extension DispatchQueue {
  /// Starts work and returns a function that waits for its result.
  fileprivate func asyncResult(_ work: @escaping @Sendable () -> Data) -> () -> Data {
    let group = DispatchGroup()
    let box = Box()
    async(group: group) { box.data = work() }
    return {
      group.wait()
      return box.data
    }
  }
}

/// Written once before the group is left and read once after: the group orders the two.
private final class Box: @unchecked Sendable {
  var data = Data()
}

/// A folder that is removed when the last reference goes.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "saddlebag-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Runs `saddlebag` here.
  func saddlebag(_ arguments: String...) throws -> Invocation {
    try Invocation(arguments, in: url)
  }
}
