import Testing

@testable import SaddleReport

@Suite struct TerminalTableTests {
  private let sample = TabularText(
    columns: ["run", "name", TabularText.Column("steps", isCount: true), "gap"],
    rows: [
      [.integer(1), .text("circle"), .integer(12_000), .real(1.5)],
      [.integer(2), .text("a much longer name"), .integer(800), .real(1e-12)],
      [.integer(3), .text("格子 🎲"), .null, .real(.nan)],
    ],
    marks: [.init(row: 1, column: 3)])

  @Test("Numbers stand to the right, words to the left, the best has an asterisk")
  func plain() {
    #expect(
      sample.render(as: .table()) == """
        run  name                 steps    gap
        ───  ──────────────────  ──────  ─────
          1  circle              12,000    1.5
          2  a much longer name     800  1e-12*
          3  格子 🎲                       NaN

        """)
  }

  @Test("A width limit shortens the longest words and no number")
  func width() {
    #expect(
      sample.render(as: .table(width: 30)) == """
        run  name        steps    gap
        ───  ─────────  ──────  ─────
          1  circle     12,000    1.5
          2  a much l…     800  1e-12*
          3  格子 🎲              NaN

        """)
  }

  @Test("Bold takes the asterisk's place where the terminal can show it")
  func bold() {
    let text = sample.render(as: .table(emphasis: .bold))
    #expect(text.contains("800  \u{1B}[1m1e-12\u{1B}[0m\n"))
    #expect(!text.contains("*"))
  }

  @Test("Without emphasis there is no control character, whatever the cells hold")
  func controlCharacters() {
    let table = TabularText(
      columns: ["a\u{1B}[31m"], rows: [[.text("x\u{7}\r\ny\u{9B}\u{202E}")]])
    let text = table.render(as: .table())
    let isUnsafe = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory == .control && scalar != "\n"
    }
    #expect(!text.unicodeScalars.contains(where: isUnsafe))
    #expect(text.contains("x␇␍␊y��"))
    #expect(text.split(separator: "\n").count == 3)
  }

  @Test("No line is wider than the limit where words can give way", arguments: 28...60)
  func limit(width: Int) {
    for line in sample.render(as: .table(width: width)).split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= width)
    }
  }

  @Test("Columns are left out in the order given, only as many as a narrow terminal asks for")
  func narrow() {
    func names(_ width: Int) -> [String] {
      var table = sample
      table.leaveOut(["gap", "steps", "none"], toFit: width)
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
      return table.columns.map(\.name)
    }
    // 3 + 16 + 6 + 5 and three times two between them.
    #expect(names(36) == ["run", "name", "steps", "gap"])
    #expect(names(35) == ["run", "name", "steps"])
    #expect(names(28) == ["run", "name"])
    #expect(names(4) == ["run", "name"])
    var table = sample
    table.removeColumn(named: "name")
    #expect(table.marks == [.init(row: 1, column: 2)])
  }

  @Test(
    "Wide and combining characters are counted as terminals show them",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("格子", 4), ("🎲", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("λ‖∇", 3),
      ("", 0), ("❤️", 2), ("⏳", 2), ("🃏", 2), ("🟠", 2), ("🈁", 2), ("ﾊ", 1), ("1", 1), ("עברית", 5),
    ])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test("Eliding keeps to the width and says that something is missing")
  func elision() {
    #expect(DisplayWidth.elide("abcdef", to: 6) == "abcdef")
    #expect(DisplayWidth.elide("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.elide("格子格子", to: 4) == "格…")
    #expect(DisplayWidth.elide("abc", to: 0).isEmpty)
    #expect(DisplayWidth.elideMiddle("#4 optimistic stepSize 0.05", to: 16) == "#4 optimist…0.05")
    #expect(DisplayWidth.elideMiddle("#4 anEndlessWordWithoutSpaces", to: 8) == "#4 anEn…")
    #expect(DisplayWidth.elideMiddle("short one", to: 16) == "short one")
  }

  @Test("Prose is broken between words, at the width or before")
  func lineFilling() {
    #expect(LineFilling.filled("one two three four", width: 9) == "one two\nthree\nfour")
    #expect(LineFilling.filled("one two", width: nil) == "one two")
    #expect(LineFilling.filled("incomprehensible", width: 5) == "incomprehensible")
  }
}
