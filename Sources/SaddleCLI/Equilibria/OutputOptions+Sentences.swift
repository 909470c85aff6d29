import Foundation

extension OutputOptions {
  /// Prints a line in its place among tables; only people read it, so not in other formats.
  func say(_ line: String) {
    guard format == "table" else { return }
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
