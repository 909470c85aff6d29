import Foundation

/// The lines that were typed in earlier shells: a file of their own, readable by its owner only.
struct ShellHistory {
  /// The file; nil where none is kept.
  let file: URL?
  /// So many lines are kept.
  private static let mostLines = 1_000

  /// `SADDLEBAG_HISTORY`, where it is set (empty for no file), else `.saddlebag_history` at home.
  static var ofUser: Self {
    if let named = ProcessInfo.processInfo.environment["SADDLEBAG_HISTORY"] {
      return Self(file: named.isEmpty ? nil : URL(filePath: named))
    }
    return Self(
      file: FileManager.default.homeDirectoryForCurrentUser.appending(path: ".saddlebag_history"))
  }

  /// The lines, the oldest first; none where the file cannot be read.
  func lines() -> [String] {
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  /// Adds lines at the end; a history that cannot be kept is no reason to fail.
  func append(_ lines: some Collection<String>) {
    guard let file, !lines.isEmpty else { return }
    let kept = (self.lines() + lines).suffix(Self.mostLines)
    let text = kept.map { $0 + "\n" }.joined()
    let isNew = !FileManager.default.fileExists(atPath: file.path)
    guard (try? Data(text.utf8).write(to: file, options: isNew ? [] : .atomic)) != nil else {
      return
    }
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }
}
