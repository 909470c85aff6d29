/// Reads filters by recursive descent.
struct FilterParser {
  let source: String
  let tokens: [FilterToken]
  var index = 0
  private var depth = 0
  private var comparisons = 0
  var operations = 0

  init(_ source: String) throws(FilterError) {
    self.source = source
    tokens = try FilterTokenizer.tokens(of: source)
  }

  var token: FilterToken { tokens[index] }

  /// The token, and moves on; the end is never passed.
  mutating func take() -> FilterToken {
    defer { index = min(index + 1, tokens.count - 1) }
    return token
  }

  /// Whether the next token is that keyword; moves on if so.
  mutating func takes(keyword: String) -> Bool {
    guard token.keyword == keyword else { return false }
    index += 1
    return true
  }

  /// Whether the next token is that sign; moves on if so.
  mutating func takes(sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    index += 1
    return true
  }

  mutating func expect(sign: String, _ purpose: String) throws(FilterError) {
    guard takes(sign: sign) else {
      throw error("expected '\(sign)' \(purpose), found \(token.words)")
    }
  }

  func error(_ message: String, at position: Int? = nil, hint: String? = nil) -> FilterError {
    FilterError(message, in: source, at: position ?? token.position, hint: hint)
  }

  /// Runs `body` one level deeper.
  mutating func nested<Value>(
    _ body: (inout FilterParser) throws(FilterError) -> Value
  ) throws(FilterError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Filter.deepest else { throw error("this is nested too deeply") }
    return try body(&self)
  }

  mutating func disjunction() throws(FilterError) -> Filter {
    var parts = [try conjunction()]
    while takes(keyword: "or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(FilterError) -> Filter {
    var parts = [try condition()]
    while takes(keyword: "and") { parts.append(try condition()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func condition() throws(FilterError) -> Filter {
    if takes(keyword: "not") {
      return .not(try nested { parser throws(FilterError) in try parser.condition() })
    }
    // A bracket opens a filter or a sum: what follows tells, so the filter is tried first.
    if token.kind == .sign("("), let filter = try bracketed() { return filter }
    return try test(of: try operand())
  }

  /// The filter in brackets; nil, with nothing taken, if what they hold is an operand.
  private mutating func bracketed() throws(FilterError) -> Filter? {
    guard opensFilter() else { return nil }
    index += 1
    let filter = try nested { parser throws(FilterError) in try parser.disjunction() }
    try expect(sign: ")", "to close the bracket")
    return filter
  }

  /// Whether the bracket here holds a comparison: a sign or keyword of one stands in it, outside of
  /// any bracket that follows a name.
  private func opensFilter() -> Bool {
    var open = 0
    for token in tokens[index...] {
      switch token.kind {
      case .sign("("): open += 1
      case .sign(")"):
        open -= 1
        if open == 0 { return false }
      case .sign(let sign) where Self.comparisons.contains(sign): return true
      case .word:
        let keywords = ["and", "or", "not", "like", "in", "between", "is"]
        if keywords.contains(token.keyword ?? "") { return true }
      default: break
      }
    }
    // Nothing compares: the error is best told by reading on as a filter.
    return true
  }

  private static let comparisons = ["=", "==", "!=", "<>", "<", "<=", ">", ">="]

  private mutating func test(of left: FilterOperand) throws(FilterError) -> Filter {
    comparisons += 1
    guard comparisons <= Filter.longest else {
      throw error("a filter has at most \(Filter.longest) comparisons")
    }
    if case .sign(let sign) = token.kind, Self.comparisons.contains(sign) {
      index += 1
      let right = try operand()
      switch sign {
      case "!=", "<>": return .not(.comparison(left, .equal, right))
      case "=", "==": return .comparison(left, .equal, right)
      default: return .comparison(left, FilterComparison(rawValue: sign) ?? .equal, right)
      }
    }
    if takes(keyword: "is") {
      let isNegated = takes(keyword: "not")
      let filter: Filter
      if takes(keyword: "missing") || takes(keyword: "null") {
        filter = .isMissing(left)
      } else if takes(keyword: "nan") {
        filter = .isNaN(left)
      } else {
        throw error("expected MISSING or NAN after IS, found \(token.words)")
      }
      return isNegated ? .not(filter) : filter
    }
    let isNegated = takes(keyword: "not")
    let filter = try wordTest(of: left)
    return isNegated ? .not(filter) : filter
  }

  private mutating func wordTest(of left: FilterOperand) throws(FilterError) -> Filter {
    if takes(keyword: "like") {
      let pattern = take()
      switch pattern.kind {
      case .text(let text), .quoted(let text): return .like(left, text)
      default:
        throw error(
          "expected a pattern in quotes after LIKE, found \(pattern.words)", at: pattern.position,
          hint: "like '%gan%'")
      }
    }
    if takes(keyword: "in") {
      try expect(sign: "(", "after IN")
      var values = [try literal()]
      while takes(sign: ",") { values.append(try literal()) }
      try expect(sign: ")", "to close the list")
      guard values.count <= Filter.longest else {
        throw error("a list has at most \(Filter.longest) values")
      }
      return .isIn(left, values)
    }
    if takes(keyword: "between") {
      let low = try literal()
      guard takes(keyword: "and") else {
        throw error("expected AND between the two bounds, found \(token.words)")
      }
      let high = try literal()
      return .all([
        .comparison(left, .atLeast, .literal(low)), .comparison(left, .atMost, .literal(high)),
      ])
    }
    throw error(
      "expected a comparison, found \(token.words)",
      hint: "one of = != < <= > >= LIKE, IN, BETWEEN, IS MISSING, IS NAN")
  }
}

extension Filter {
  /// Reads a filter.
  ///
  /// - Throws: ``FilterError``, which says what is wrong at which character.
  public init(parsing source: String) throws(FilterError) {
    var parser = try FilterParser(source)
    if parser.token.kind == .end {
      throw parser.error("the filter is empty", hint: "game = 'bilinear'")
    }
    self = try parser.disjunction()
    guard parser.token.kind == .end else {
      throw parser.error(
        "expected AND, OR or the end, found \(parser.token.words)",
        hint: "texts in quotes, as in game = 'bilinear'")
    }
  }
}
