extension FilterSortKey {
  /// Reads keys to sort by, the first the most important: `dualityGap.last, startedAt desc`.
  ///
  /// - Throws: ``FilterError``.
  public static func list(parsing source: String) throws(FilterError) -> [FilterSortKey] {
    var parser = try FilterParser(source)
    var keys: [FilterSortKey] = []
    repeat {
      let operand = try parser.operand()
      let isDescending = parser.takes(keyword: "desc")
      if !isDescending { _ = parser.takes(keyword: "asc") }
      keys.append(FilterSortKey(operand, isDescending: isDescending))
    } while parser.takes(sign: ",")
    try parser.expectEnd("ASC, DESC, a comma or the end", after: keys.count)
    return keys
  }
}

extension FilterColumn {
  /// Reads columns: `id, method, stepSize, dualityGap.min`.
  ///
  /// - Throws: ``FilterError``.
  public static func list(parsing source: String) throws(FilterError) -> [FilterColumn] {
    var parser = try FilterParser(source)
    var columns: [FilterColumn] = []
    repeat {
      let start = parser.token.position
      let operand = try parser.operand()
      let text = source.dropFirst(start).prefix(parser.token.position - start)
      columns.append(FilterColumn(title: text.trimmed, operand))
    } while parser.takes(sign: ",")
    try parser.expectEnd("a comma or the end", after: columns.count)
    return columns
  }
}

extension FilterParser {
  fileprivate func expectEnd(_ wanted: String, after count: Int) throws(FilterError) {
    guard token.kind == .end else { throw error("expected \(wanted), found \(token.words)") }
    guard count <= 64 else { throw error("there are more than 64", at: 0) }
  }
}

extension Substring {
  /// Without white space at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
