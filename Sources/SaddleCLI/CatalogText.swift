import SaddleGames

/// How the catalogs of games and methods are printed.
enum CatalogText {
  /// One entry of a listing: name and mathematics, then what it is for.
  static func line(_ name: String, _ formula: String, _ summary: String) -> String {
    let gap = String(repeating: " ", count: max(1, 30 - name.count))
    return "\(name)\(gap)\(formula)\n\(String(repeating: " ", count: 30))\(summary)"
  }

  /// The whole of an entry.
  static func page(
    _ name: String, _ formula: String, _ summary: String, source: String,
    parameters: [ParameterDescription]
  ) -> String {
    var lines = [
      "\(name): \(summary)",
      "  mathematics  \(formula)",
      "  source       \(source)",
    ]
    let width = parameters.map(\.name.count).max() ?? 0
    for (index, parameter) in parameters.enumerated() {
      let title = index == 0 ? "parameters " : "           "
      let padding = String(repeating: " ", count: width - parameter.name.count)
      let choices =
        parameter.choices.isEmpty ? "" : " (\(parameter.choices.joined(separator: " | ")))"
      lines.append(
        "  \(title)  \(parameter.name)\(padding)  \(parameter.summary)\(choices)"
          + "; default \(parameter.defaultValue)")
    }
    return lines.joined(separator: "\n")
  }
}
