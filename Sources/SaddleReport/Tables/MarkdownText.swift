/// Words made safe for Markdown: they show as they are, on one line.
enum MarkdownText {
  /// Escapes what Markdown or HTML would read as markup; line breaks become spaces.
  static func escape(_ words: String) -> String {
    var text = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "~":
        text += "\\"
        text.unicodeScalars.append(scalar)
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "&": text += "&amp;"
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": text += " "
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        text += "�"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Code in a fence that nothing in it can end.
  static func code(_ text: String, language: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// What a heading is called in links, as GitHub makes it: letters and digits in lower case, hyphens
  /// for spaces.
  static func anchor(of heading: String) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || "-_".contains(character)
          ? character : nil
      })
  }

  /// A path in a link: each byte that is no letter, digit or one of `-._~/` as its hexadecimal code.
  static func path(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || "-._~/".unicodeScalars.contains(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + TabularText.Cell.hexadecimal([byte]).uppercased()
      }
    }
    return text
  }
}
