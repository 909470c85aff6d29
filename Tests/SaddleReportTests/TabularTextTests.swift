import FoundationEssentials
import Testing

@testable import SaddleReport

@Suite struct TabularTextTests {
  private let sample = TabularText(
    columns: ["name", TabularText.Column("steps", isCount: true), "value", "data"],
    rows: [
      [.text("a, \"b\""), .integer(12_000), .real(0.1), .null],
      [.text(""), .integer(-1), .real(.nan), .blob([0, 255, 16])],
      [.text("two\nlines"), .null, .real(-.infinity)],
    ],
    marks: [.init(row: 0, column: 2)])

  @Test("CSV quotes as RFC 4180 and tells nothing from the empty text")
  func csv() {
    #expect(
      sample.render(as: .csv) == """
        name,steps,value,data
        "a, ""b""\",12000,0.1,
        "",-1,NaN,00ff10
        "two
        lines",,-Inf,

        """)
  }

  @Test("JSON has numbers, null and strings for what JSON has no numbers for")
  func json() {
    #expect(
      sample.render(as: .json) == #"""
        [
        {"name":"a, \"b\"","steps":12000,"value":0.1,"data":null},
        {"name":"","steps":-1,"value":"NaN","data":"00ff10"},
        {"name":"two\nlines","steps":null,"value":"-Infinity","data":null}
        ]

        """#)
  }

  @Test("JSON lines are the objects of the array, one a line")
  func jsonLines() {
    let lines = sample.render(as: .jsonl).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == #"{"name":"a, \"b\"","steps":12000,"value":0.1,"data":null}"#)
  }

  @Test("Markdown escapes, aligns numbers to the right and marks in bold")
  func markdown() {
    #expect(
      sample.render(as: .markdown) == """
        | name | steps | value | data |
        | --- | ---: | ---: | --- |
        | a, "b" | 12,000 | **0.1** |  |
        |  | -1 | NaN | 3 bytes |
        | two lines |  | -Inf |  |

        """)
    let hostile = TabularText(columns: ["a|b"], rows: [[.text("<i>*x*_|\\`&")]])
    #expect(
      hostile.render(as: .markdown).contains(#"| &lt;i&gt;\*x\*\_\|\\\`&amp; |"#))
  }

  @Test("Columns of the same name get numbers in JSON")
  func duplicateNames() {
    let table = TabularText(
      columns: ["a", "a", "a_2"], rows: [[.integer(1), .integer(2), .integer(3)]])
    #expect(table.render(as: .jsonl) == "{\"a\":1,\"a_2\":2,\"a_2_2\":3}\n")
  }

  @Test("An empty table is a heading in CSV and an empty array in JSON")
  func emptyTables() {
    let table = TabularText(columns: ["a"])
    #expect(table.render(as: .csv) == "a\n")
    #expect(table.render(as: .json) == "[]\n")
    #expect(table.render(as: .jsonl).isEmpty)
    #expect(TabularText(columns: []).render(as: .table()).isEmpty)
  }

  @Test("Any doubles and texts come back from CSV and JSON as the same bits")
  func roundTrips() throws {
    var random = SeededGenerator(state: 3)
    let letters = ["a", "é", "🎲", "\"", ",", "\n", "\r", "\\", " ", "\u{7}", "\u{2028}", "<"]
    var table = TabularText(columns: ["x", "words"])
    for _ in 0..<500 {
      let bits = Double(bitPattern: random.next())
      let words = (0..<6).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      table.rows.append([.real(bits.isFinite ? bits : 0), .text(words)])
    }
    let fields = CSVReader.rows(table.render(as: .csv)).dropFirst()
    let data = Data(table.render(as: .json).utf8)
    let objects = try JSONDecoder().decode([Object].self, from: data)
    #expect(fields.count == 500 && objects.count == 500)
    for ((row, field), object) in zip(zip(table.rows, fields), objects) {
      guard case .real(let number) = row[0], case .text(let words) = row[1] else { continue }
      #expect(Double(field[0].text)?.bitPattern == number.bitPattern)
      #expect(field[1].text.unicodeScalars.elementsEqual(words.unicodeScalars))
      #expect(object.x.bitPattern == number.bitPattern)
      #expect(object.words.unicodeScalars.elementsEqual(words.unicodeScalars))
    }
  }

  private struct Object: Decodable {
    var x: Double
    var words: String
  }

  @Test("Each format has a name, and no other name is one", arguments: TableFormat.names)
  func names(name: String) {
    #expect(TableFormat(named: name) != nil)
    #expect(TableFormat(named: name + "x") == nil)
  }
}
