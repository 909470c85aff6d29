/// A word of a filter.
struct FilterToken: Hashable {
  enum Kind: Hashable {
    /// Letters, digits and `_`, not beginning with a digit.
    case word(String)
    /// Text in single quotes.
    case text(String)
    /// Text in double quotes or backticks: a name where one may stand, else text.
    case quoted(String)
    /// A number as written.
    case number(String)
    /// An operator, a bracket, a comma or a dot.
    case sign(String)
    /// The end of the text.
    case end
  }

  let kind: Kind
  /// Where it begins, in characters.
  let position: Int

  /// The word in small letters, to compare with keywords; nil if it is no bare word.
  var keyword: String? {
    if case .word(let word) = kind { word.lowercased() } else { nil }
  }

  /// What to call it in an error.
  var words: String {
    switch kind {
    case .word(let word): "'\(word)'"
    case .text(let text), .quoted(let text): "the text '\(text)'"
    case .number(let number): "'\(number)'"
    case .sign(let sign): "'\(sign)'"
    case .end: "the end"
    }
  }
}

/// Cuts a filter into words.
struct FilterTokenizer {
  private let source: String
  private let characters: [Character]
  private var index = 0

  private static let signs = [
    "<=", ">=", "!=", "<>", "==", "=", "<", ">", "(", ")", ",", ".", "+", "-", "*", "/",
  ]

  /// All words of a text, the end last.
  ///
  /// - Throws: ``FilterError`` at a character that begins no word, or a quote that is not closed.
  static func tokens(of source: String) throws(FilterError) -> [FilterToken] {
    var tokenizer = FilterTokenizer(source)
    var tokens: [FilterToken] = []
    while let token = try tokenizer.next() { tokens.append(token) }
    return tokens + [FilterToken(kind: .end, position: tokenizer.characters.count)]
  }

  private init(_ source: String) {
    self.source = source
    characters = Array(source)
  }

  private mutating func next() throws(FilterError) -> FilterToken? {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    guard index < characters.count else { return nil }
    let start = index
    let first = characters[index]
    let kind: FilterToken.Kind
    if first == "'" {
      kind = .text(try quotation())
    } else if first == "\"" || first == "`" {
      kind = .quoted(try quotation())
    } else if Self.isDigit(first) || (first == "." && Self.isDigit(peek(1))) {
      kind = .number(number())
    } else if first.isLetter || first == "_" {
      kind = .word(run { $0.isLetter || $0.isNumber || $0 == "_" })
    } else if let sign = Self.signs.first(where: { starts(with: $0) }) {
      index += sign.count
      kind = .sign(sign)
    } else {
      throw FilterError(
        "'\(first)' means nothing in a filter", in: source, at: start,
        hint: "texts in quotes, as in game = 'bilinear'")
    }
    return FilterToken(kind: kind, position: start)
  }

  private func peek(_ offset: Int) -> Character? {
    characters.indices.contains(index + offset) ? characters[index + offset] : nil
  }

  private func starts(with sign: String) -> Bool {
    sign.enumerated().allSatisfy { peek($0.offset) == $0.element }
  }

  private mutating func run(_ belongs: (Character) -> Bool) -> String {
    let start = index
    while index < characters.count, belongs(characters[index]) { index += 1 }
    return String(characters[start..<index])
  }

  /// Text up to the same quote, which stands for itself when doubled.
  private mutating func quotation() throws(FilterError) -> String {
    let (start, quote) = (index, characters[index])
    index += 1
    var text = ""
    while index < characters.count {
      if characters[index] != quote {
        text.append(characters[index])
        index += 1
      } else if peek(1) == quote {
        text.append(quote)
        index += 2
      } else {
        index += 1
        return text
      }
    }
    throw FilterError(
      "the quote is never closed", in: source, at: start,
      hint: "another \(quote) at the end of the text")
  }

  /// Digits, a point, an exponent, as far as they make a number.
  private mutating func number() -> String {
    var text = run(Self.isDigit)
    if peek(0) == ".", Self.isDigit(peek(1)) || !(peek(1)?.isLetter ?? false) {
      index += 1
      text += "." + run(Self.isDigit)
    }
    guard let mark = peek(0), mark == "e" || mark == "E" else { return text }
    let isSigned = peek(1) == "-" || peek(1) == "+"
    guard Self.isDigit(peek(isSigned ? 2 : 1)) else { return text }
    text.append("e")
    if isSigned, let sign = peek(1) { text.append(sign) }
    index += isSigned ? 2 : 1
    return text + run(Self.isDigit)
  }

  private static func isDigit(_ character: Character?) -> Bool {
    character.map { ("0"..."9").contains($0) } ?? false
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
