import Foundation

/// What a git command prints in the current folder.
struct GitOutput {
  /// The bytes, at most as many as were asked for.
  let bytes: Data
  /// Whether there was more.
  let isCut: Bool

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Nil outside a repository, without git, or if the command fails.
  init?(_ arguments: [String], limit: Int = 1 << 20) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    var bytes = Data()
    while bytes.count <= limit,
      let piece = try? output.fileHandleForReading.read(upToCount: 65_536),
      !piece.isEmpty
    {
      bytes += piece
    }
    isCut = bytes.count > limit
    // A git that writes on fails, and ends.
    try? output.fileHandleForReading.close()
    process.waitUntilExit()
    guard isCut || process.terminationStatus == 0 else { return nil }
    self.bytes = bytes.prefix(limit)
  }
}
