/// Splits CSV text into cells, one at a time, without copying.
struct CSVScanner {
  /// Where a cell lies, without its quotes and the blanks around it.
  struct Cell {
    /// The bytes of its text; quotes inside a quoted cell are still doubled.
    var range: Range<Int>
    /// Whether it stood in quotes.
    var isQuoted: Bool
    /// Whether it is the last of its row.
    var endsRow: Bool
  }

  /// Why a cell could not be read.
  enum Failure: Error {
    /// A quote opens and none closes.
    case unclosedQuote
    /// Text follows a closing quote.
    case textAfterQuote
  }

  /// The whole text.
  let bytes: [UInt8]
  /// What separates cells.
  let delimiter: UInt8
  /// Where the next cell begins.
  private(set) var position: Int

  /// Starts at a position.
  init(_ bytes: [UInt8], delimiter: UInt8, position: Int) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.position = position
  }

  /// Whether only blank lines, or nothing, are left.
  var isAtEnd: Bool {
    bytes[position...].allSatisfy { $0.isLineBreak || $0.isBlank }
  }

  /// The next cell; a file that ends in a delimiter ends in an empty cell.
  mutating func next() throws(Failure) -> Cell {
    var start = position
    while start < bytes.count, bytes[start].isBlank, bytes[start] != delimiter { start += 1 }
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      return try quotedCell(from: start + 1)
    }
    var end = start
    while end < bytes.count, bytes[end] != delimiter, !bytes[end].isLineBreak { end += 1 }
    position = end
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return Cell(range: start..<end, isQuoted: false, endsRow: finishCell())
  }

  private mutating func quotedCell(from start: Int) throws(Failure) -> Cell {
    let quote = UInt8(ascii: "\"")
    var end = start
    while true {
      guard end < bytes.count else { throw .unclosedQuote }
      guard bytes[end] == quote else {
        end += 1
        continue
      }
      guard end + 1 < bytes.count, bytes[end + 1] == quote else { break }
      end += 2
    }
    position = end + 1
    while position < bytes.count, bytes[position].isBlank, bytes[position] != delimiter {
      position += 1
    }
    guard position == bytes.count || bytes[position] == delimiter || bytes[position].isLineBreak
    else { throw .textAfterQuote }
    return Cell(range: start..<end, isQuoted: true, endsRow: finishCell())
  }

  /// Steps over the delimiter or line break at `position`; true at the end of a row.
  private mutating func finishCell() -> Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    position += 1
    if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
      position += 1
    }
    return byte != delimiter
  }

  /// The text of a cell, with doubled quotes made single.
  func text(of cell: Cell) -> String {
    let text = String(decoding: bytes[cell.range], as: UTF8.self)
    guard cell.isQuoted else { return text }
    let parts = text.split(separator: "\"\"", omittingEmptySubsequences: false)
    return parts.joined(separator: "\"")
  }
}

extension UInt8 {
  /// Whether this is CR or LF.
  var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  /// Whether this is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
