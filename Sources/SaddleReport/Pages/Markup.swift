/// HTML or SVG text that is safe to join: every string put into it is escaped, only markup is not.
///
///     let name = "<b> & co"
///     let cell: Markup = "<td>\(name)</td>"  // <td>&lt;b&gt; &amp; co</td>
struct Markup: Hashable, ExpressibleByStringInterpolation {
  /// The text.
  private(set) var text: String

  /// Takes text that is markup already.
  init(trusted text: String) { self.text = text }

  /// Takes a literal of this module as markup.
  init(stringLiteral value: String) { text = value }

  /// Takes a literal with its interpolated values, the strings among them escaped.
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Joins two pieces.
  static func + (left: Self, right: Self) -> Self { Self(trusted: left.text + right.text) }

  /// Appends a piece.
  static func += (left: inout Self, right: Self) { left.text += right.text }

  /// Collects literals as they are, strings escaped, markup as it is.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ words: String) { text += XMLText.escape(words) }

    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
  }
}

extension Sequence<Markup> {
  /// The pieces one after another.
  func joined(separator: Markup = "") -> Markup {
    Markup(trusted: map(\.text).joined(separator: separator.text))
  }
}
