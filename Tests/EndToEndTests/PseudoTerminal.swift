import Foundation

/// A `saddlebag` at a terminal of its own, at which a test types.
final class PseudoTerminal {
  private let process: Process
  private let master: FileHandle
  private var seen = ""

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts the program at a terminal of so many columns.
  init(
    _ arguments: [String], in folder: URL, columns: UInt16 = 80, environment: [String: String] = [:]
  ) throws {
    var (descriptor, other): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&descriptor, &other, nil, nil, &size) == 0 else {
      throw Failure(description: "there is no pseudo-terminal to be had")
    }
    master = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let end = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: "saddlebag")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TERM": "xterm", "SADDLEBAG_STORE": ""]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = end
    process.standardOutput = end
    process.standardError = end
    try process.run()
  }

  /// Types a text, once the program shows what is awaited.
  func type(_ text: String, after awaited: String) throws {
    try see(awaited)
    master.write(Data(text.utf8))
  }

  /// Reads on until the program has shown a text, and forgets all up to it.
  func see(_ text: String, withinSeconds limit: Double = 60) throws {
    let deadline = Date.now.addingTimeInterval(limit)
    while true {
      if let range = seen.range(of: text) {
        seen.removeSubrange(..<range.upperBound)
        return
      }
      var request = pollfd(fd: master.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard Date.now < deadline, poll(&request, 1, 1_000) >= 0 else { break }
      if request.revents & Int16(POLLIN) != 0 {
        seen += String(decoding: master.availableData, as: UTF8.self)
      } else if request.revents & Int16(POLLHUP) != 0 {
        break
      }
    }
    throw Failure(description: "'\(text)' was not shown; left on the terminal: \(seen)")
  }

  /// All that the program shows until it ends.
  func rest() -> String {
    // Decoded as a whole: a read may end within a character.
    var data = Data()
    while true {
      let isRunning = process.isRunning
      var request = pollfd(fd: master.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 20) > 0, request.revents & Int16(POLLIN) != 0 {
        data += master.availableData
      } else if !isRunning {
        return seen + String(decoding: data, as: UTF8.self)
      }
    }
  }

  /// Interrupts the program, as Ctrl-C would at its controlling terminal, which this one is not.
  func interrupt() { process.interrupt() }

  /// The exit status, once the program has ended; it is killed if it has not after a minute.
  func status() -> Int32 {
    let deadline = Date.now.addingTimeInterval(60)
    while process.isRunning, Date.now < deadline { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
