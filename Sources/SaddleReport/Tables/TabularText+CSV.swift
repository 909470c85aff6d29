extension TabularText {
  /// Comma-separated values; see ``TableFormat/csv``.
  var csv: String {
    guard !columns.isEmpty else { return "" }
    var text = columns.map { Self.field($0.name) }.joined(separator: ",") + "\n"
    for row in rows.indices {
      text += columns.indices.map { Self.field(cell(row, $0)) }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): field(words)
    case .integer(let number): String(number)
    case .real(let number):
      number.isFinite ? NumberText.exact(number) : NumberText.nonfinite(number)
    case .null: ""
    case .blob(let bytes): Cell.hexadecimal(bytes)
    }
  }

  private static func field(_ words: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
    guard
      words.isEmpty || words.first == " " || words.last == " "
        || words.unicodeScalars.contains(where: special.contains)
    else { return words }
    var quoted = "\""
    for scalar in words.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
