/// Why a filter, a sort order or a list of columns makes no sense, and at which character.
public struct FilterError: Error, Hashable, Sendable {
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try; nil if there is none to give.
  public let hint: String?
  /// The text that was read.
  public let source: String
  /// Where in ``source`` the trouble begins, in characters from 0; its count for the end.
  public let position: Int

  /// Describes what is wrong with a text at a position.
  public init(_ message: String, in source: String, at position: Int, hint: String? = nil) {
    self.message = message
    self.hint = hint
    self.source = source
    self.position = position
  }

  /// The text with a caret under the character, as two lines that begin with two spaces.
  ///
  /// Of a long text only the surroundings are shown; line breaks and tabs are shown as spaces.
  public var pointer: String {
    let line = source.map { $0.isNewline || $0 == "\t" ? " " : $0 }
    let first = max(0, position - 60)
    let shown = line[first..<min(line.count, first + 100)]
    let before = first > 0 ? "…" : ""
    let after = first + 100 < line.count ? "…" : ""
    let indent = String(repeating: " ", count: position - first + before.count)
    return "  \(before)\(String(shown))\(after)\n  \(indent)^"
  }
}

extension FilterError: CustomStringConvertible {
  /// The message with its position, for logs and failed tests.
  public var description: String { "\(message) (at \(position) of «\(source)»)" }
}
