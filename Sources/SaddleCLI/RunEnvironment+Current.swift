import Foundation
import SaddleRecording
import SaddleStore

extension RunEnvironment {
  /// This process, on this machine, in this directory.
  static func here() -> RunEnvironment {
    .current(
      version: Saddlebag.version, gitCommit: gitCommit(), commandLine: CommandLine.arguments)
  }

  /// The commit that is checked out here, with `+` if tracked files were changed since; nil outside
  /// a repository or without git.
  private static func gitCommit() -> String? {
    guard let commit = git("rev-parse", "HEAD"), !commit.isEmpty else { return nil }
    let changes = git("status", "--porcelain", "--untracked-files=no") ?? ""
    return changes.isEmpty ? commit : commit + "+"
  }

  private static func git(_ arguments: String...) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
