/// A table as aligned columns: numbers to the right, words to the left, two spaces between.
///
/// Where the table is wider than asked for, the longest column of words is shortened first, its
/// cells ending in `…`; numbers are never cut, so a table of many numbers may still be wider.
struct TerminalTable {
  private let table: TabularText
  private let emphasis: TerminalEmphasis
  private let cells: [[String]]
  private let rightAligned: [Bool]
  private var widths: [Int]

  private static let separator = "  "
  /// What columns of words may be shortened to: at first to six characters, and to four where that is
  /// not enough.
  private static let leastWidths = [6, 4]

  init(_ table: TabularText, width: Int?, emphasis: TerminalEmphasis) {
    self.table = table
    self.emphasis = emphasis
    let columns = table.columns.indices
    cells = table.rows.indices.map { row in
      columns.map { column in
        let text = table.cell(row, column).text(in: table.columns[column])
        return DisplayWidth.printable(text)
      }
    }
    rightAligned = columns.map { column in
      let values = table.rows.indices.map { table.cell($0, column) }.filter { $0 != .null }
      return !values.isEmpty && values.allSatisfy(\.isNumber)
    }
    widths = []
    widths = columns.map { column in
      let heading = DisplayWidth.of(DisplayWidth.printable(table.columns[column].name))
      let widest = table.rows.indices.map { DisplayWidth.of(cells[$0][column]) }.max() ?? 0
      return max(heading, widest)
    }
    if let width { shrink(to: width) }
  }

  /// The lines: heading, rule, rows; nothing without columns.
  var text: String {
    guard !table.columns.isEmpty else { return "" }
    var text = line { DisplayWidth.printable(table.columns[$0].name) }
    text += line { String(repeating: "─", count: widths[$0]) }
    for row in table.rows.indices {
      text += line(marks: Set(table.marks.filter { $0.row == row }.map(\.column))) {
        cells[row][$0]
      }
    }
    return text
  }

  /// The columns that the table takes with no word longer than `limit`.
  func width(wordsUpTo limit: Int) -> Int {
    let columns = zip(widths, rightAligned).map { $1 ? $0 : min($0, limit) }
    return columns.reduce(Self.separator.count * max(0, columns.count - 1), +)
  }

  private func line(marks: Set<Int> = [], _ cell: (Int) -> String) -> String {
    var line = ""
    for column in table.columns.indices {
      let text = DisplayWidth.elide(cell(column), to: widths[column])
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(text))
      let isMarked = marks.contains(column)
      let shown = isMarked && emphasis == .bold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
      if column > 0 { line += Self.separator }
      line += rightAligned[column] ? padding + shown : shown + padding
      if emphasis == .plain, hasMarks(column) { line += isMarked ? "*" : " " }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  private func hasMarks(_ column: Int) -> Bool { table.marks.contains { $0.column == column } }

  /// Takes one column after another from the widest column of words.
  private mutating func shrink(to width: Int) {
    let asterisks =
      emphasis == .plain ? table.columns.indices.count(where: { hasMarks($0) }) : 0
    let separators = Self.separator.count * max(0, widths.count - 1)
    var excess = widths.reduce(0, +) + separators + asterisks - width
    for least in Self.leastWidths {
      while excess > 0 {
        let words = widths.indices.filter { !rightAligned[$0] && widths[$0] > least }
        guard let widest = words.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
  }
}
