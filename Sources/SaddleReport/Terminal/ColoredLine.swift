/// A line of a terminal, of which stretches have a color.
struct ColoredLine {
  /// The characters without their colors.
  private(set) var plain = ""
  /// The characters with the codes that color them (ECMA-48 SGR, 256 colors), ended by the default color.
  var text: String { color == nil ? coded : coded + Self.reset }

  private var coded = ""
  private var color: Int?
  private static let reset = "\u{1B}[0m"

  /// Adds characters.
  ///
  /// - Parameters:
  ///   - characters: what is added.
  ///   - color: one of 256; nil for the terminal's own.
  mutating func add(_ characters: String, color: Int?) {
    if color != self.color {
      if self.color != nil { coded += Self.reset }
      if let color { coded += "\u{1B}[38;5;\(color)m" }
      self.color = color
    }
    coded += characters
    plain += characters
  }

  /// Adds characters in the terminal's own color.
  static func += (line: inout Self, characters: String) { line.add(characters, color: nil) }
}
