/// Prose broken into lines.
enum LineFilling {
  /// The words on lines of at most `width` columns, where no single word is longer.
  static func filled(_ prose: String, width: Int?) -> String {
    let printable = DisplayWidth.printable(prose)
    guard let width else { return printable }
    var lines: [String] = []
    var line = ""
    for word in printable.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
