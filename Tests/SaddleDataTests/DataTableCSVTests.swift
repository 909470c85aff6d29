import Foundation
import SaddleData
import SaddleGames
import Testing

@Suite struct DataTableCSVTests {
  private func read(_ text: String) throws(DataError) -> DataTable {
    try DataTable(csv: Array(text.utf8))
  }

  private func error(_ text: String) throws -> DataError {
    try #require(throws: DataError.self) { _ = try read(text) }
  }

  @Test("A header names the columns")
  func header() throws {
    let table = try read("width,height\n1,2\n3.5,-4e-1\n")
    #expect(table.columnNames == ["width", "height"])
    #expect(table.values == [1, 2, 3.5, -0.4])
    #expect(table.rowCount == 2)
  }

  @Test("A first row of numbers is data")
  func noHeader() throws {
    let table = try read("1,2\n3,4")
    #expect(table.columnNames == ["column1", "column2"])
    #expect(table.values == [1, 2, 3, 4])
  }

  @Test(
    "Every usual way to write the same table is read alike",
    arguments: [
      "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "\u{FEFF}a,b\n1,2\n3,4\n",
      "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n", "\"a\",\"b\"\n\"1\",2\n3,\"4\"\n",
      "a , b\n 1, 2\n3 ,\t4\n\n\n", "a,b\n+1,2.\n3e0,.4e+1\n  \n",
    ])
  func dialects(text: String) throws {
    #expect(try read(text) == DataTable(columnNames: ["a", "b"], values: [1, 2, 3, 4]))
  }

  @Test("Quoted names keep delimiters, doubled quotes and line breaks")
  func quotedNames() throws {
    let table = try read("\"a, \"\"b\"\"\",\"c\nd\",\n1,2,3\n")
    #expect(table.columnNames == ["a, \"b\"", "c\nd", "column3"])
  }

  @Test("One column needs no delimiter")
  func oneColumn() throws {
    #expect(try read("digit\n7\n8\n").values == [7, 8])
    #expect(try read("7").columnNames == ["column1"])
  }

  @Test(
    "Numbers are read to the nearest double",
    arguments: [
      "0.1", "123456789.123456789", "9007199254740993", "9007199254740991", "1e22", "1e23",
      "8.5e-23", "2.2250738585072011e-308", "1.7976931348623157e308", "-0", "4.9e-324",
      "0.000000000000000000000000000000000000001", "3.14159265358979323846264338327950288",
      "100000000000000000000000000000000000000", "1e-400", "7.0064923216240854e-46", "00012.50",
      "18446744073709551616", "0.30000000000000004", "12345678901234567890.",
      "+.12345678901234567890123", "-12345678901234567890123E-5",
      "1e0000000000000000000000000000001",
    ])
  func rounding(text: String) throws {
    let expected = try #require(Double(text))
    let value = try #require(try read("x\n\(text)\n").values.first)
    #expect(value.bitPattern == expected.bitPattern)
  }

  @Test("A thousand random doubles are read back to the bit")
  func roundTrip() throws {
    var random = CounterGenerator(seed: 1, stream: .start)
    let values = (0..<1_000).map { index in
      index % 2 == 0
        ? random.nextNormal()
        : Double(bitPattern: random.next() & 0xBFEF_FFFF_FFFF_FFFF)
    }
    let text = values.map { "\($0)" }.joined(separator: "\n")
    #expect(try read(text).values == values)
  }

  @Test(
    "A cell that holds no finite number is named by row and column",
    arguments: [
      ("p00,p01,p02\n1,2,3\n4,5,abc\n", "row 3, column 3 ('p02') of the table holds 'abc'"),
      ("1,2\n3,x\n", "row 2, column 2 of the table holds 'x'"),
      ("a,b\n1,nan\n", "row 2, column 2 ('b') of the table holds 'nan'"),
      ("1,NaN\n", "row 1, column 2 of the table holds 'NaN'"),
      ("a,b\n1,-inf\n", "row 2, column 2 ('b') of the table holds '-inf'"),
      ("a\n1e999\n", "row 2, column 1 ('a') of the table holds '1e999'"),
      ("a\n0x10\n", "row 2, column 1 ('a') of the table holds '0x10'"),
      ("a\n1 2\n", "row 2, column 1 ('a') of the table holds '1 2'"),
      ("a\n1e\n", "row 2, column 1 ('a') of the table holds '1e'"),
      ("a\n.\n", "row 2, column 1 ('a') of the table holds '.'"),
      ("a\n--1\n", "row 2, column 1 ('a') of the table holds '--1'"),
      ("a;b\n1;2,5\n", "row 2, column 2 ('b') of the table holds '2,5'"),
    ])
  func badCell(text: String, place: String) throws {
    let error = try error(text)
    #expect(error.code == .invalidData)
    #expect(error.message == place + ", which is not a finite number")
    #expect(error.hint != nil)
  }

  @Test("The hint says what is wrong with the cell")
  func hints() throws {
    #expect(try error("a\nabc\n").hint == "keep only columns of decimal numbers such as -1.5e3")
    #expect(try error("a\ninf\n").hint == "fill or drop rows with missing or infinite values")
    #expect(try error("a;b\n1;2,5\n").hint == "write decimals with a point, as in 1.5")
  }

  @Test("A long cell is shortened in the message")
  func longCell() throws {
    let message = try error("a\n" + String(repeating: "é", count: 90) + "\n").message
    #expect(message.contains("holds '" + String(repeating: "é", count: 40) + "…'"))
  }

  @Test(
    "A malformed table is refused with one sentence",
    arguments: [
      ("", "the table is empty"),
      ("\n \r\n", "the table is empty"),
      ("\u{FEFF}", "the table is empty"),
      ("a,b\n", "the table holds a header and no rows"),
      ("a,b\n1,\n", "row 2, column 2 ('b') of the table is empty"),
      ("a,b\n1,2\n\n3,4\n", "row 3 of the table is empty"),
      ("\na,b\n1,2\n", "row 1 of the table is empty"),
      ("a,b\n1,2,3\n", "row 2 of the table has 3 cells and the first row has 2"),
      ("a,b\n1\n", "row 2 of the table has 1 cell and the first row has 2"),
      ("1,2\n3,4,\n", "row 2 of the table has 3 cells and the first row has 2"),
      (
        "a,b\n\"1,2\n3,4\n", "row 2, column 1 ('a') of the table opens a quote that is never closed"
      ),
      ("\"a\n1\n", "row 1, column 1 of the table opens a quote that is never closed"),
      ("a,b\n1,\"2\"3\n", "row 2, column 2 ('b') of the table goes on after its closing quote"),
      ("a,b;c\n1,2\n", "the first row of the table holds ',' and ';'"),
      ("a\tb,c\n1,2\n", "the first row of the table holds tabs and ','"),
      ("a\n1\u{0}\n", "the table holds a zero byte and so is no text"),
    ])
  func malformed(text: String, message: String) throws {
    let error = try error(text)
    #expect(error.code == .invalidData)
    #expect(error.message == message)
    #expect(error.hint != nil)
  }

  @Test("Text in another encoding is refused")
  func encoding() throws {
    let latin1: [UInt8] = [0x61, 0xE9, 0x0A, 0x31, 0x0A]
    let error = try #require(throws: DataError.self) { _ = try DataTable(csv: latin1) }
    #expect(error.message == "the table is not UTF-8 text")
  }

  @Test("A file is read, and a missing one, a directory and a sealed one are refused")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "table.csv").path
    try "a,b\n1,2\nx,4\n".write(toFile: file, atomically: true, encoding: .utf8)
    let bad = try #require(throws: DataError.self) { _ = try DataTable(csvFile: file) }
    #expect(
      bad.message == "row 3, column 1 ('a') of '\(file)' holds 'x', which is not a finite number")
    try "a,b\n1,2\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try DataTable(csvFile: file).values == [1, 2])

    let missing = try #require(throws: DataError.self) { _ = try DataTable(csvFile: "no.csv") }
    #expect(missing.code == .invalidData)
    #expect(missing.message == "there is no file 'no.csv'")
    let directory = try #require(throws: DataError.self) {
      _ = try DataTable(csvFile: folder.path)
    }
    #expect(directory.message == "'\(folder.path)' is a directory")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    // The superuser reads sealed files, so that this part only bites for other users.
    if !FileManager.default.isReadableFile(atPath: file) {
      let sealed = try #require(throws: DataError.self) { _ = try DataTable(csvFile: file) }
      #expect(sealed.message == "'\(file)' cannot be read")
    }
  }
}
