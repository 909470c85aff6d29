extension TabularText {
  /// A table of GitHub's Markdown; marked cells are bold.
  var markdown: String {
    guard !columns.isEmpty else { return "" }
    let isNumeric = columns.indices.map { column in
      let values = rows.indices.map { cell($0, column) }.filter { $0 != .null }
      return !values.isEmpty && values.allSatisfy(\.isNumber)
    }
    var text = line(columns.map { MarkdownText.escape($0.name) })
    text += line(isNumeric.map { $0 ? "---:" : "---" })
    for row in rows.indices {
      text += line(
        columns.indices.map { column in
          let words = MarkdownText.escape(cell(row, column).text(in: columns[column]))
          let isMarked = marks.contains(Position(row: row, column: column))
          return isMarked && !words.isEmpty ? "**\(words)**" : words
        })
    }
    return text
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}
