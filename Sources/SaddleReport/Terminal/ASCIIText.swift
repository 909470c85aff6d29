/// Text of reports in ASCII alone, for terminals that show no more.
enum ASCIIText {
  /// The text with numbers as programs write them, `−1.5×10⁻¹²` as `-1.5e-12`; `?` stands for what has no
  /// such form.
  static func text(_ text: String) -> String {
    var result = ""
    var isRaised = false
    for character in text {
      guard let raised = superscripts[character] else {
        isRaised = false
        result += character.isASCII ? String(character) : others[character] ?? "?"
        continue
      }
      if !isRaised {
        isRaised = true
        if result.hasSuffix("x10") {
          result.replaceSubrange(result.index(result.endIndex, offsetBy: -3)..., with: "e")
        } else if result.hasSuffix("10") {
          result.replaceSubrange(result.index(result.endIndex, offsetBy: -2)..., with: "1e")
        } else {
          result += "^"
        }
      }
      result.append(raised)
    }
    return result
  }

  private static let superscripts: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-",
  ]
  private static let others: [Character: String] = [
    "−": "-", "–": "-", "∞": "Inf", "±": "+-", "≤": "<=", "≥": ">=", "×": "x", "…": "~",
    "λ": "lambda", "’": "'",
  ]
}
