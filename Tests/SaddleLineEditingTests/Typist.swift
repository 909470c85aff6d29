import SaddleLineEditing

/// Types bytes at a line editor, and looks at its screen.
final class Typist {
  private var bytes: [UInt8] = []
  private(set) var screen = Screen()
  private var columns: Int

  init(columns: Int = 80) { self.columns = columns }

  /// Types a text and returns how the line ended.
  func type(_ text: String, into editor: inout LineEditor, prompt: String = "> ")
    -> LineEditor.Ending
  {
    type(Array(text.utf8), into: &editor, prompt: prompt)
  }

  func type(
    _ bytes: [UInt8], into editor: inout LineEditor, prompt: String = "> "
  ) -> LineEditor.Ending {
    self.bytes = bytes
    return editor.readLine(prompt: prompt)
  }

  /// What the editor reads from and writes to; CJK letters are two columns wide.
  var device: LineEditor.Device {
    LineEditor.Device(
      read: { [self] in bytes.isEmpty ? nil : bytes.removeFirst() },
      write: { [self] in screen.write($0) }, columns: { [self] in columns },
      width: { ("一"..."龥").contains($0) ? 2 : 1 })
  }
}

/// As much of a terminal as the editor needs: lines, and a cursor in the last.
struct Screen {
  private(set) var lines = [""]
  private(set) var column = 0

  mutating func write(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": lines.append("")
      case "\u{7}": break
      case "\u{1B}":
        let sequence = rest.prefix { !("@"..."Z").contains($0) }
        let digits = sequence.filter { ("0"..."9").contains($0) }.map { Character($0) }
        let number = Int(String(digits)) ?? 1
        rest = rest.dropFirst(sequence.count)
        switch rest.popFirst() {
        case "K": lines[lines.count - 1] = String(last.prefix(column))
        case "C": column += number
        case "H": column = 0
        case "J": lines = [""]
        default: break
        }
      default:
        let padded = last + String(repeating: " ", count: max(0, column - last.count))
        lines[lines.count - 1] =
          padded.prefix(column) + String(Character(scalar)) + padded.dropFirst(column + 1)
        column += 1
      }
    }
  }

  private var last: String { lines[lines.count - 1] }
}
