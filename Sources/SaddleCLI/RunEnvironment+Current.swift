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
    GitOutput(arguments)?.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
