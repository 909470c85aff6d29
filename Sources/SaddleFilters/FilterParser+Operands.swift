extension FilterParser {
  /// A sum of products.
  mutating func operand() throws(FilterError) -> FilterOperand {
    var left = try product()
    while true {
      if takes(sign: "+") {
        left = .arithmetic(left, .plus, try product())
      } else if takes(sign: "-") {
        left = .arithmetic(left, .minus, try product())
      } else {
        return left
      }
      try countOperation()
    }
  }

  private mutating func product() throws(FilterError) -> FilterOperand {
    var left = try factor()
    while true {
      if takes(sign: "*") {
        left = .arithmetic(left, .times, try factor())
      } else if takes(sign: "/") {
        left = .arithmetic(left, .over, try factor())
      } else {
        return left
      }
      try countOperation()
    }
  }

  /// A chain of operations is a tree as deep as it is long.
  private mutating func countOperation() throws(FilterError) {
    operations += 1
    guard operations <= Filter.deepest else {
      throw error("a filter has at most \(Filter.deepest) operations of arithmetic")
    }
  }

  private mutating func factor() throws(FilterError) -> FilterOperand {
    if token.kind == .sign("(") {
      index += 1
      let inner = try nested { parser throws(FilterError) in try parser.operand() }
      try expect(sign: ")", "to close the bracket")
      return inner
    }
    if token.kind == .sign("-") || token.kind == .sign("+") { return .literal(try literal()) }
    switch token.kind {
    case .text, .number: return .literal(try literal())
    case .quoted:
      let isName = index + 1 < tokens.count && tokens[index + 1].kind == .sign(".")
      return isName ? .name(try name()) : .literal(try literal())
    case .word:
      let isLiteral = ["true", "false", "ago", "inf"].contains(token.keyword ?? "")
      return isLiteral ? .literal(try literal()) : .name(try name())
    case .sign, .end:
      throw error("expected a name or a value, found \(token.words)")
    }
  }

  /// A value that is written out.
  mutating func literal() throws(FilterError) -> FilterLiteral {
    let start = token
    var sign = ""
    if takes(sign: "-") { sign = "-" } else if takes(sign: "+") { sign = "" }
    let value = take()
    switch value.kind {
    case .number(let digits): return try number(sign + digits, at: start.position)
    case .text(let text) where start == value: return .text(text)
    case .quoted(let text) where start == value: return .text(text)
    case .word where start == value || value.keyword == "inf":
      switch value.keyword {
      case "true": return .truth(true)
      case "false": return .truth(false)
      case "inf", "infinity": return .real(sign.isEmpty ? .infinity : -.infinity)
      case "ago": return try age()
      case let word:
        throw error(
          "expected a value, found the name \(value.words)", at: value.position,
          hint: word.map { "'\($0)', in quotes, if it is a text" })
      }
    default:
      throw error("expected a value, found \(value.words)", at: value.position)
    }
  }

  private func number(_ text: String, at position: Int) throws(FilterError) -> FilterLiteral {
    if let integer = Int64(text) { return .integer(integer) }
    if let unsigned = UInt64(text) { return .unsigned(unsigned) }
    guard let real = Double(text) else {
      throw error("'\(text)' is no number", at: position)
    }
    return .real(real)
  }

  /// `(30 days)` after AGO.
  private mutating func age() throws(FilterError) -> FilterLiteral {
    try expect(sign: "(", "after AGO")
    let count = take()
    guard case .number(let text) = count.kind, let number = Double(text) else {
      throw error(
        "expected a number, found \(count.words)", at: count.position, hint: "ago(30 days)")
    }
    let unit = take()
    guard let word = unit.keyword, let seconds = Self.units[word] else {
      throw error(
        "expected a unit of time, found \(unit.words)", at: unit.position,
        hint: "minutes, hours, days or weeks, as in ago(30 days)")
    }
    try expect(sign: ")", "to close ago(")
    return .ago(seconds: number * seconds)
  }

  private static let units: [String: Double] = [
    "s": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600,
    "hour": 3600, "hours": 3600, "d": 86_400, "day": 86_400, "days": 86_400, "w": 604_800,
    "week": 604_800, "weeks": 604_800,
  ]

  /// A field, parameter or metric with its aspect.
  private mutating func name() throws(FilterError) -> FilterName {
    let start = token
    var parts = [try namePart()]
    while token.kind == .sign("."), parts.count < 3 {
      // An aspect ends a name.
      let next = tokens[min(index + 1, tokens.count - 1)]
      if let word = next.keyword, FilterAspect.words.contains(word) {
        index += 2
        guard parts.count <= 2 else { break }
        return FilterName(
          scope: parts.count == 2 ? parts[0] : nil, base: parts[parts.count - 1],
          aspect: try aspect(word, at: next.position), source: source, position: start.position)
      }
      index += 1
      parts.append(try namePart())
    }
    guard parts.count <= 2 else {
      throw error("a name has at most one dot, and an aspect", at: start.position)
    }
    return FilterName(
      scope: parts.count == 2 ? parts[0] : nil, base: parts[parts.count - 1], source: source,
      position: start.position)
  }

  /// A word, or one with numbers in brackets as `proximalGap(0.1)`, or anything in quotes.
  private mutating func namePart() throws(FilterError) -> String {
    let part = take()
    switch part.kind {
    case .quoted(let text): return text
    case .word(let word):
      guard token.kind == .sign("("), isNumbered() else { return word }
      index += 1
      var numbers: [String] = []
      while !takes(sign: ")") {
        let sign = takes(sign: "-") ? "-" : ""
        guard case .number(let digits) = take().kind, let number = Double(sign + digits) else {
          break
        }
        numbers.append("\(number)")
        _ = takes(sign: ",")
      }
      return "\(word)(\(numbers.joined(separator: ",")))"
    default:
      throw error(
        "expected a name after the dot, found \(part.words)", at: part.position,
        hint: "one of \(FilterAspect.words.joined(separator: ", "))")
    }
  }

  /// Whether the bracket here holds nothing but numbers.
  private func isNumbered() -> Bool {
    var count = 0
    for token in tokens[(index + 1)...] {
      switch token.kind {
      case .number: count += 1
      case .sign(","), .sign("-"): continue
      case .sign(")"): return count > 0
      default: return false
      }
    }
    return false
  }

  private mutating func aspect(_ word: String, at position: Int) throws(FilterError) -> FilterAspect
  {
    switch word {
    case "last": return .last
    case "first": return .first
    case "argmin": return .argmin
    case "argmax": return .argmax
    case "count": return .count
    case "nans": return .nans
    case "at":
      try expect(sign: "(", "after at")
      let step = try wholeNumber("a step")
      try expect(sign: ")", "after the step")
      return .at(step: step)
    default:
      return .aggregate(FilterAggregate(rawValue: word) ?? .mean, try window())
    }
  }

  /// `(last 100)`, `(first 100)` or nothing.
  private mutating func window() throws(FilterError) -> FilterWindow {
    guard takes(sign: "(") else { return .all }
    let isLast = takes(keyword: "last")
    guard isLast || takes(keyword: "first") else {
      throw error(
        "expected LAST or FIRST and a number, found \(token.words)", hint: "mean(last 100)")
    }
    let count = try wholeNumber("how many values")
    guard count > 0 else { throw error("a window has at least one value") }
    try expect(sign: ")", "to close the window")
    return isLast ? .last(count) : .first(count)
  }

  private mutating func wholeNumber(_ what: String) throws(FilterError) -> Int64 {
    let value = take()
    guard case .number(let digits) = value.kind, let number = Int64(digits) else {
      throw error("expected \(what), found \(value.words)", at: value.position)
    }
    return number
  }
}
