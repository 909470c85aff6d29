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
}
