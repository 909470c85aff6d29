/// Reads the rows of a CSV text as numbers, and says where it is wrong.
struct CSVReader {
  private let name: String
  private let start: Int
  private var scanner: CSVScanner
  /// The 1-based index of the row that the scanner stands at.
  private var row = 1

  /// Checks the encoding and finds the delimiter.
  init(_ bytes: [UInt8], name: String) throws(DataError) {
    self.name = name
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    try Self.checkText(bytes, name)
    guard !CSVScanner(bytes, delimiter: 0, position: start).isAtEnd else {
      throw DataError(
        .invalidData, "\(name) is empty", hint: "give it one row of numbers per sample")
    }
    let delimiter = try Self.delimiter(of: bytes[start...], name)
    scanner = CSVScanner(bytes, delimiter: delimiter, position: start)
  }

  private static func checkText(_ bytes: [UInt8], _ name: String) throws(DataError) {
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    guard isASCII || String(validating: bytes, as: UTF8.self) != nil else {
      throw DataError(
        .invalidData, "\(name) is not UTF-8 text",
        hint: "save it as UTF-8, for example with iconv -t UTF-8")
    }
    guard !bytes.contains(0) else {
      throw DataError(
        .invalidData, "\(name) holds a zero byte and so is no text",
        hint: "save the table as CSV in UTF-8")
    }
  }

  /// The one of comma, semicolon and tab that the first row uses outside quotes; a comma if none.
  private static func delimiter(
    of text: ArraySlice<UInt8>, _ name: String
  ) throws(DataError) -> UInt8 {
    var found: [UInt8] = []
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte.isLineBreak { break }
      let isDelimiter = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte)
      if isDelimiter, !found.contains(byte) { found.append(byte) }
    }
    guard found.count <= 1 else {
      let names = found.map {
        $0 == UInt8(ascii: "\t") ? "tabs" : "'\(Character(Unicode.Scalar($0)))'"
      }
      throw DataError(
        .invalidData, "the first row of \(name) holds \(names.joined(separator: " and "))",
        hint: "separate cells by commas alone and write decimals with a point")
    }
    return found.first ?? UInt8(ascii: ",")
  }

  /// The cells of the first row, and whether it is a header.
  ///
  /// It is one unless every cell spells a number, NaN and infinities included: those are data, and
  /// refused as such.
  mutating func firstRow() throws(DataError) -> (cells: [String], isHeader: Bool) {
    var cells: [String] = []
    var numberCount = 0
    var isLast = false
    while !isLast {
      let cell = try nextCell(column: cells.count + 1, names: nil)
      let text = scanner.text(of: cell)
      if Double(text) != nil { numberCount += 1 }
      cells.append(text)
      isLast = cell.endsRow
    }
    if cells == [""] { throw emptyRow() }
    row += 1
    return (cells, numberCount < cells.count)
  }

  /// Goes back to the first row.
  mutating func rewind() {
    scanner = CSVScanner(scanner.bytes, delimiter: scanner.delimiter, position: start)
    row = 1
  }

  /// The numbers of all rows from here on.
  mutating func numbers(columnNames: [String], isNamed: Bool) throws(DataError) -> [Double] {
    let names = isNamed ? columnNames : nil
    var values: [Double] = []
    // Rows have about the same length, so that one reservation is near enough.
    values.reserveCapacity((scanner.bytes.count - scanner.position) / 3)
    while scanner.position < scanner.bytes.count {
      var column = 0
      var isLast = false
      while !isLast {
        column += 1
        let cell = try nextCell(column: column, names: names)
        isLast = cell.endsRow
        if column == 1, isLast, cell.range.isEmpty, !cell.isQuoted {
          guard scanner.isAtEnd else { throw emptyRow() }
          return values
        }
        if column > columnNames.count { continue }
        guard let value = DecimalNumber.parse(scanner.bytes, in: cell.range), value.isFinite else {
          throw badCell(scanner.text(of: cell), column, names)
        }
        values.append(value)
      }
      guard column == columnNames.count else { throw ragged(column, columnNames.count) }
      row += 1
    }
    return values
  }

  private mutating func nextCell(
    column: Int, names: [String]?
  ) throws(DataError) -> CSVScanner.Cell {
    do throws(CSVScanner.Failure) {
      return try scanner.next()
    } catch {
      switch error {
      case .unclosedQuote:
        throw DataError(
          .invalidData, "\(place(column, names)) opens a quote that is never closed",
          hint: "close the quote, or double it if it belongs to the text")
      case .textAfterQuote:
        throw DataError(
          .invalidData, "\(place(column, names)) goes on after its closing quote",
          hint: "quote the whole cell, and double quotes that belong to the text")
      }
    }
  }

  private func place(_ column: Int, _ names: [String]?) -> String {
    let named = names.flatMap { $0.count >= column ? " ('\(Self.excerpt($0[column - 1]))')" : nil }
    return "row \(row), column \(column)\(named ?? "") of \(name)"
  }

  private func emptyRow() -> DataError {
    DataError(.invalidData, "row \(row) of \(name) is empty", hint: "delete blank lines")
  }

  private func ragged(_ count: Int, _ expected: Int) -> DataError {
    DataError(
      .invalidData,
      "row \(row) of \(name) has \(count) \(count == 1 ? "cell" : "cells") and the first row has"
        + " \(expected)",
      hint: "give every row the same number of cells")
  }

  private func badCell(_ text: String, _ column: Int, _ names: [String]?) -> DataError {
    let place = place(column, names)
    if text.isEmpty {
      return DataError(
        .invalidData, "\(place) is empty", hint: "fill or drop rows with missing values")
    }
    let hint =
      if let value = Double(text), !value.isFinite {
        "fill or drop rows with missing or infinite values"
      } else if Double(String(text.map { $0 == "," ? "." : $0 })) != nil {
        "write decimals with a point, as in 1.5"
      } else {
        "keep only columns of decimal numbers such as -1.5e3"
      }
    return DataError(
      .invalidData, "\(place) holds '\(Self.excerpt(text))', which is not a finite number",
      hint: hint)
  }

  /// At most 40 characters of a text, on one line.
  private static func excerpt(_ text: String) -> String {
    let line = String(text.prefix(40).map { $0.isNewline ? " " : $0 })
    return text.count > 40 ? line + "…" : line
  }
}
