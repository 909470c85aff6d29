import Foundation
import SaddleReport

extension OutputOptions {
  /// Prints a line in its place among tables; only people read it, so not in other formats.
  func say(_ line: String) {
    guard format == "table" else { return }
    FileHandle.standardOutput.write(Data((DisplayWidth.printable(line) + "\n").utf8))
  }
}
