#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DataTable {
  /// Reads a file of comma-separated numbers.
  ///
  /// RFC 4180 with UTF-8 text: quoted cells, CRLF, LF or CR, a byte order mark and trailing blank
  /// lines are accepted, and semicolons or tabs in place of commas where the first row uses only
  /// one of the three. The first row is a header unless all its cells are numbers. Every other cell
  /// must hold one finite decimal number, read to the nearest double; NaN, infinities, hexadecimal
  /// and empty cells are refused, as are rows of unequal length.
  ///
  /// - Throws: ``DataError`` with code `.invalidData`, which names row and column, counted from 1
  ///   as a spreadsheet does (a header is row 1).
  public init(csvFile path: String) throws(DataError) {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw DataError(
        .invalidData, "there is no file '\(path)'",
        hint: "check the path; Examples/data/digits.csv is a table to try")
    }
    guard !isDirectory else {
      throw DataError(
        .invalidData, "'\(path)' is a directory", hint: "name the CSV file in it")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DataError(
        .invalidData, "'\(path)' cannot be read", hint: "check its permissions with ls -l")
    }
    try self.init(csv: [UInt8](data), named: "'\(path)'")
  }

  /// Reads the text of a CSV file, under the rules of ``init(csvFile:)``.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 text.
  ///   - name: what messages call the text.
  /// - Throws: ``DataError`` with code `.invalidData`.
  public init(csv bytes: [UInt8], named name: String = "the table") throws(DataError) {
    var reader = try CSVReader(bytes, name: name)
    let first = try reader.firstRow()
    let columnCount = first.cells.count
    var names: [String]
    if first.isHeader {
      names = first.cells.enumerated().map { $1.isEmpty ? "column\($0 + 1)" : $1 }
    } else {
      names = (1...columnCount).map { "column\($0)" }
      reader.rewind()
    }
    let values = try reader.numbers(columnNames: names, isNamed: first.isHeader)
    guard !values.isEmpty else {
      throw DataError(
        .invalidData, "\(name) holds a header and no rows",
        hint: "give it one row of numbers per sample")
    }
    self.init(columnNames: names, values: values)
  }
}
