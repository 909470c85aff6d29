import SaddleFilters

/// Turns filters into SQL with bound values: no text of a filter ever becomes part of the SQL.
///
/// The SQL stands in a query whose tables are `run` and `experiment`.
struct FilterCompiler {
  let vocabulary: FilterVocabulary
  /// The values to bind, by parameter without its colon.
  private(set) var bindings: [String: QueryValue] = [:]
  private var names: [QueryValue: String] = [:]

  init(_ vocabulary: FilterVocabulary) { self.vocabulary = vocabulary }

  /// The parameter that stands for a value; the same one for equal values.
  mutating func bind(_ value: QueryValue) -> String {
    if let name = names[value] { return ":" + name }
    let name = "v\(bindings.count + 1)"
    bindings[name] = value
    names[value] = name
    return ":" + name
  }

  /// A condition that is 1 or 0, never NULL.
  mutating func condition(_ filter: Filter) throws(FilterError) -> String {
    switch filter {
    case .all(let parts): return try joined(parts, by: "AND")
    case .any(let parts): return try joined(parts, by: "OR")
    case .not(let part): return "NOT " + (try condition(part))
    case .comparison(let left, let comparison, let right):
      return try self.comparison(left, comparison, right)
    case .like(let operand, let pattern):
      let sql = try self.operand(operand)
      guard let text = sql.text else { throw mismatch(operand, "is no text to compare by LIKE") }
      return some(sql, "\(text) LIKE \(bind(.text(pattern)))")
    case .isIn(let operand, let values):
      return try membership(operand, values)
    case .isMissing(let operand):
      let sql = try self.operand(operand)
      if sql.kind == .texts { return "NOT EXISTS (SELECT 1 \(sql.set ?? ""))" }
      let value = sql.kind == .parameter ? sql.text ?? sql.value : sql.value
      let number = sql.isNaN.map { " AND \($0) IS NOT TRUE" } ?? ""
      return "(\(value) IS NULL\(number))"
    case .isNaN(let operand):
      let sql = try self.operand(operand)
      guard let isNaN = sql.isNaN else {
        throw mismatch(operand, "is never NaN", hint: "the .last, .first or .at(step) of a metric")
      }
      return "(\(isNaN) IS TRUE)"
    }
  }

  /// Halves the list again and again, so that the tree is as flat as SQLite wants it.
  private mutating func joined(
    _ parts: some RandomAccessCollection<Filter>, by word: String
  ) throws(FilterError) -> String {
    if let only = parts.first, parts.count == 1 { return try condition(only) }
    let left = try joined(parts.prefix(parts.count / 2), by: word)
    return "(\(left) \(word) \(try joined(parts.dropFirst(parts.count / 2), by: word)))"
  }

  /// A test that is true of the value, or of one of the texts of a set.
  private func some(_ sql: OperandSQL, _ test: String) -> String {
    if let set = sql.set, sql.kind == .texts { return "EXISTS (SELECT 1 \(set) AND \(test))" }
    return "(\(test)) IS TRUE"
  }

  private mutating func comparison(
    _ left: FilterOperand, _ comparison: FilterComparison, _ right: FilterOperand
  ) throws(FilterError) -> String {
    let sign = comparison.rawValue
    switch (left, right) {
    case (.literal(let one), .literal(let other)):
      return "(\(bind(value(of: one))) \(sign) \(bind(value(of: other)))) IS TRUE"
    case (_, .literal(let literal)):
      let (sql, column, value) = try self.pair(left, literal)
      return some(sql, "\(column) \(sign) \(value)")
    case (.literal(let literal), _):
      let (sql, column, value) = try self.pair(right, literal)
      return some(sql, "\(value) \(sign) \(column)")
    default:
      let (one, other) = (try operand(left), try operand(right))
      if one.kind == .parameter, other.kind == .parameter {
        return "(\(one.sortValue) \(sign) \(other.sortValue)) IS TRUE"
      }
      if let text = one.text, let opposite = other.text, one.kind == .text || other.kind == .text {
        let sql = one.kind == .texts ? one : other
        return some(sql, "\(text) \(sign) \(opposite)")
      }
      for (operand, sql) in [(left, one), (right, other)] where !sql.isNumeric {
        throw mismatch(operand, "is no number")
      }
      return "(\(one.value) \(sign) \(other.value)) IS TRUE"
    }
  }

  /// The column of an operand that can be compared with a literal, and the bound literal.
  private mutating func pair(
    _ operand: FilterOperand, _ literal: FilterLiteral
  ) throws(FilterError) -> (sql: OperandSQL, column: String, value: String) {
    let sql = try self.operand(operand)
    switch (sql.kind, literal) {
    case (.instant, .text(let text)):
      guard let instant = CalendarInstant.seconds(of: text) else {
        throw mismatch(
          operand, "is an instant, and '\(text)' is no date",
          hint: "'2026-11-01', '2026-11-01 12:30' (UTC) or ago(30 days)")
      }
      return (sql, sql.value, bind(.real(instant)))
    case (.instant, .ago), (.instant, .integer), (.instant, .real),
      (.number, .integer), (.number, .real), (.number, .unsigned),
      (.parameter, .integer), (.parameter, .real), (.parameter, .unsigned),
      (.seed, .integer), (.seed, .real), (.seed, .unsigned), (.truth, .truth):
      return (sql, sql.value, bind(value(of: literal)))
    case (.text, .text), (.parameter, .text), (.texts, .text):
      return (sql, sql.text ?? sql.value, bind(value(of: literal)))
    case (.parameter, .truth(let truth)):
      return (sql, sql.text ?? sql.value, bind(.text(truth ? "true" : "false")))
    default:
      let wanted =
        switch sql.kind {
        case .number, .seed: ("is a number", "a number without quotes")
        case .text, .texts: ("is a text", "a text in quotes")
        case .instant: ("is an instant", "'2026-11-01' or ago(30 days)")
        case .truth: ("is true or false", "= true")
        case .parameter: ("is a setting", "a number, a text in quotes, true or false")
        }
      throw mismatch(
        operand, "\(wanted.0) and cannot be compared with \(Self.words(literal))", hint: wanted.1)
    }
  }

  private mutating func membership(
    _ operand: FilterOperand, _ values: [FilterLiteral]
  ) throws(FilterError) -> String {
    var columns: [String: [String]] = [:]
    var sql = OperandSQL(.number, "NULL")
    for literal in values {
      let (found, column, value) = try pair(operand, literal)
      sql = found
      columns[column, default: []].append(value)
    }
    let tests = columns.sorted { $0.key < $1.key }.map { column, values in
      some(sql, "\(column) IN (\(values.joined(separator: ", ")))")
    }
    return tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " OR ")))"
  }

  private func value(of literal: FilterLiteral) -> QueryValue {
    switch literal {
    case .integer(let number): .integer(number)
    case .unsigned(let number): .integer(Int64(bitPattern: number))
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    case .truth(let truth): .integer(truth ? 1 : 0)
    case .ago(let seconds): .real(vocabulary.now - seconds)
    }
  }

  private static func words(_ literal: FilterLiteral) -> String {
    switch literal {
    case .integer(let number): "\(number)"
    case .unsigned(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "the text '\(text)'"
    case .truth(let truth): truth ? "true" : "false"
    case .ago: "ago(…)"
    }
  }

  /// An error at the first name of an operand.
  func mismatch(_ operand: FilterOperand, _ words: String, hint: String? = nil) -> FilterError {
    guard let name = operand.firstName else { return FilterError(words, in: "", at: 0, hint: hint) }
    return FilterError("\(name.written) \(words)", in: name.source, at: name.position, hint: hint)
  }
}

extension OperandSQL {
  /// Whether it can stand in arithmetic and be compared with numbers.
  var isNumeric: Bool {
    switch kind {
    case .number, .instant, .seed, .parameter: true
    case .text, .texts, .truth: false
    }
  }
}

extension FilterOperand {
  /// The first name in it; nil if it is made of literals.
  var firstName: FilterName? {
    switch self {
    case .literal: nil
    case .name(let name): name
    case .arithmetic(let left, _, let right): left.firstName ?? right.firstName
    }
  }
}

extension FilterName {
  /// The name without its aspect.
  var written: String { (scope.map { $0 + "." } ?? "") + base }
}
