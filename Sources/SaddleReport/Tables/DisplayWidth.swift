/// How many columns of a terminal a text takes.
///
/// A good guess, as terminals differ: two for East Asian wide characters and emoji, none for marks
/// that combine with the character before, one for the rest (Unicode Standard Annex 11).
package enum DisplayWidth {
  /// The columns of a text.
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if first.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The text cut to at most `width` columns, with `…` in place of what was cut.
  static func elide(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let next = of(character)
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// The text cut to at most `width` columns, with `…` before its last word if that is short: what tells
  /// `#4 optimistic-gda stepSize 0.05` from its neighbors stands at both ends.
  static func elideMiddle(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    let last = String(text.split(separator: " ").last ?? "")
    guard of(last) * 2 <= width, of(last) < of(text) else { return elide(text, to: width) }
    return elide(text, to: width - of(last)) + last
  }

  /// The text on one line, with a visible picture for each control character.
  ///
  /// A name from a store cannot move the cursor, ring the bell or turn the reading direction.
  package static func printable(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(picture(of: scalar)) }
    return String(scalars)
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "�"
    case 0x7F: "␡"
    case 0x80...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: "�"
    default: scalar
    }
  }

  /// The East Asian wide characters that are no emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
    0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
