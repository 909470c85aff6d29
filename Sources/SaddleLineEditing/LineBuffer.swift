/// A line that is being typed, and where the cursor stands in it.
public struct LineBuffer: Hashable, Sendable {
  /// The characters; a letter and its combining marks are one.
  public private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  public private(set) var cursor: Int

  /// A line with the cursor behind it.
  public init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// The line.
  public var text: String { String(characters) }
  /// What stands before the cursor.
  public var head: String { String(characters[..<cursor]) }

  /// Puts text in at the cursor, which goes behind it.
  public mutating func insert(_ text: String) {
    replaceHead(with: head + text)
  }

  /// Puts text in place of what stands before the cursor.
  public mutating func replaceHead(with text: String) {
    // As one text, so that a combining mark joins the letter before it.
    let head = Array(text)
    characters.replaceSubrange(..<cursor, with: head)
    cursor = head.count
  }

  /// Does what a key asks for, as far as it is an affair of this line.
  public mutating func apply(_ key: Key) {
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .wordLeft: cursor = startOfWord
    case .wordRight: cursor = endOfWord
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .deleteBackward: remove(max(0, cursor - 1)..<cursor)
    case .deleteForward, .endOfInput: remove(cursor..<min(characters.count, cursor + 1))
    case .killWord: remove(startOfWord..<cursor)
    case .killToStart: remove(0..<cursor)
    case .killToEnd: remove(cursor..<characters.count)
    case .enter, .complete, .older, .newer, .cancel, .clearScreen: break
    }
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var startOfWord: Int {
    var place = cursor
    while place > 0, !Self.isOfWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isOfWord(characters[place - 1]) { place -= 1 }
    return place
  }

  private var endOfWord: Int {
    var place = cursor
    while place < characters.count, !Self.isOfWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isOfWord(characters[place]) { place += 1 }
    return place
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
