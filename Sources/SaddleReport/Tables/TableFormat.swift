/// How a table is written.
public enum TableFormat: Hashable, Sendable {
  /// Aligned columns for a terminal, no wider than `width` columns where words can be shortened.
  case table(width: Int? = nil, emphasis: TerminalEmphasis = .plain)
  /// Comma-separated values, quoted as in RFC 4180, lines ended by a line feed.
  ///
  /// Numbers are exact; NaN and ±∞ read `NaN`, `Inf`, `-Inf`; nothing is an empty field and the
  /// empty text is `""`; bytes are hexadecimal.
  case csv
  /// One array of objects.
  ///
  /// Numbers are exact. JSON has no NaN or ±∞: they are the strings `"NaN"`, `"Infinity"` and
  /// `"-Infinity"`. Bytes are hexadecimal strings. Columns of the same name get `_2`, `_3`, …
  case json
  /// The objects of ``json``, one a line.
  case jsonl
  /// A table of GitHub's Markdown, with six significant digits.
  case markdown

  /// The names that users type.
  public static let names = ["table", "csv", "json", "jsonl", "markdown"]

  /// The format of a name that users type; nil if there is none.
  ///
  /// - Parameters:
  ///   - name: one of ``names``.
  ///   - width: the terminal's columns, if it is one.
  ///   - emphasis: how marked cells stand out in a terminal.
  public init?(named name: String, width: Int? = nil, emphasis: TerminalEmphasis = .plain) {
    switch name {
    case "table": self = .table(width: width, emphasis: emphasis)
    case "csv": self = .csv
    case "json": self = .json
    case "jsonl": self = .jsonl
    case "markdown": self = .markdown
    default: return nil
    }
  }
}

/// How marked cells stand out in a terminal.
public enum TerminalEmphasis: Hashable, Sendable {
  /// By an asterisk after the cell: safe in files and pipes.
  case plain
  /// By ANSI bold.
  case bold
}
