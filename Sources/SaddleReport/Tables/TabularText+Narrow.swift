extension TabularText {
  /// Leaves columns out, those named first before those named later, until the others fit a terminal of
  /// `width` columns with words of up to sixteen characters.
  package mutating func leaveOut(_ names: [String], toFit width: Int) {
    for name in names {
      let table = TerminalTable(self, width: nil, emphasis: .plain)
      guard table.width(wordsUpTo: 16) > width else { return }
      removeColumn(named: name)
    }
  }

  /// Removes a column with its cells and marks, if there is one of this name.
  package mutating func removeColumn(named name: String) {
    guard let index = columns.firstIndex(where: { $0.name == name }) else { return }
    columns.remove(at: index)
    for row in rows.indices { rows[row].remove(at: index) }
    let kept = marks.filter { $0.column != index }
    marks = Set(
      kept.map { Position(row: $0.row, column: $0.column - ($0.column > index ? 1 : 0)) })
  }
}
