import Foundation
import GRDB
import SaddleRecording
import SaddleStore

/// A folder that goes with the last reference to it, and the path of a store in it.
final class TemporaryStore: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "saddlebag-store-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Where the store is or will be.
  var path: String { path(of: "saddlebag.db") }

  func path(of name: String) -> String { folder.appending(path: name).path }

  /// The names in the folder, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  func open(
    for purpose: Store.Purpose = .recording, options: Store.Options = Store.Options()
  ) throws -> Store {
    try Store.open(at: path, for: purpose, options: options)
  }

  /// A plain connection, as a stranger's program would open it.
  func stranger(name: String = "saddlebag.db") throws -> DatabaseQueue {
    try DatabaseQueue(path: path(of: name))
  }
}

extension Store.Options {
  /// Options that wait for a lock no longer than a test should.
  static func impatient(milliseconds: Int = 50) -> Store.Options {
    Store.Options(busyTimeout: .milliseconds(milliseconds))
  }
}

extension ProcessIdentity {
  /// A process of this machine that is not alive: no Linux has so high a number.
  static let dead = ProcessIdentity(
    host: current.host, processID: 99_999_999, bootID: current.bootID)
}
