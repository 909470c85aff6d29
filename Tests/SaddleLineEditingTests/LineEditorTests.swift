import SaddleLineEditing
import Testing

@Suite("Lines that are typed")
struct LineEditorTests {
  @Test(
    "Keys edit the line as they do elsewhere",
    arguments: [
      ("abc\r", "abc"), ("abc\u{7F}d\r", "abd"), ("abc\u{1B}[D\u{1B}[DX\r", "aXbc"),
      ("abc\u{1}X\u{5}Y\r", "XabcY"), ("abc\u{1B}OHX\u{1B}OFY\r", "XabcY"),
      ("abc\u{1B}[1~\u{1B}[3~\r", "bc"), ("one two\u{17}three\r", "one three"),
      ("one two\u{1B}bX\r", "one Xtwo"), ("one two\u{1}\u{1B}[1;5CX\r", "oneX two"),
      ("one two\u{1B}[1;5D\u{1B}[1;3DX\r", "Xone two"),
      ("one two\u{2}\u{2}\u{2}\u{15}\r", "two"), ("one two\u{1}\u{6}\u{B}\r", "o"),
      ("abc\u{1}\u{4}\r", "bc"), ("\u{7F}\u{1B}[D\u{1B}[3~a\u{1B}[C\u{1B}[C\r", "a"),
      ("x\u{1B}\u{1B}[Dy\r", "yx"), ("a\u{1B}[200~b\u{1B}[201~\r", "ab"),
      ("é格🙂\u{1B}[D\u{7F}\r", "é🙂"), ("e\u{301}x\u{7F}\u{7F}\r", ""), ("a\nb", "a"),
      ("a\u{1B}[99;99Xb\u{1B}Qc\r", "abc"),
    ])
  func keys(_ typed: String, _ line: String) {
    let typist = Typist()
    var editor = LineEditor(typist.device)
    #expect(typist.type(typed, into: &editor) == .line(line))
  }

  @Test("Ctrl-C gives a line up, Ctrl-D ends an empty one, and so does the end of the input")
  func endings() {
    let typist = Typist()
    var editor = LineEditor(typist.device)
    #expect(typist.type("abc\u{3}", into: &editor) == .cancelled)
    #expect(typist.type("\u{4}", into: &editor) == .endOfInput)
    #expect(typist.type("abc", into: &editor) == .endOfInput)
    #expect(editor.history.isEmpty)
  }

  @Test("Bytes that are no text and sequences that nobody knows never get into a line")
  func noise() {
    let typist = Typist(columns: 12)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
      var editor = LineEditor(typist.device) { _ in .init(length: 0, candidates: ["x", "y"]) }
      if case .line(let line) = typist.type(bytes, into: &editor) {
        #expect(
          !line.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(bytes)")
      }
    }
  }

  @Test("The history is walked with the arrows, and what was typed is not lost on the way")
  func history() {
    let typist = Typist()
    var editor = LineEditor(typist.device, history: ["one", "two"])
    let (up, down) = ("\u{1B}[A", "\u{1B}[B")
    #expect(typist.type("\(up)\r", into: &editor) == .line("two"))
    #expect(editor.history == ["one", "two"])
    #expect(typist.type("\(up)\(up)\(up)!\r", into: &editor) == .line("one!"))
    #expect(typist.type("new\(up)\(up)\(down)\(down)\(down)\r", into: &editor) == .line("new"))
    #expect(typist.type("  \r", into: &editor) == .line("  "))
    #expect(editor.history == ["one", "two", "one!", "new"])
  }

  @Test("A word is completed as far as it is clear, and then the choice is shown in columns")
  func completion() {
    let typist = Typist(columns: 24)
    let names = ["median(", "metric ", "methods "]
    var editor = LineEditor(typist.device) { head in
      let word = head.split(separator: " ").last.map(String.init) ?? ""
      return .init(length: word.count, candidates: names.filter { $0.hasPrefix(word.lowercased()) })
    }
    #expect(typist.type("a mED\t\r", into: &editor) == .line("a median("))
    #expect(typist.type("m\ttr\t1\r", into: &editor) == .line("metric 1"))
    #expect(typist.type("met\t\r", into: &editor) == .line("met"))
    #expect(typist.screen.lines.suffix(4) == ["> met", "metric   methods", "> met", ""])
    #expect(typist.type("x\t\r", into: &editor) == .line("x"))
  }

  @Test("A line that is longer than the terminal is wide moves under its cursor")
  func longLines() {
    let typist = Typist(columns: 10)
    var editor = LineEditor(typist.device)
    _ = typist.type("0123456789ab", into: &editor)
    #expect(typist.screen.lines.dropLast().last == "> 56789ab")
    _ = typist.type("0123456789ab\u{1}\u{1B}[C", into: &editor)
    #expect(typist.screen.lines.dropLast().last == "> 0123456")
    _ = typist.type("格格格格格", into: &editor)
    #expect(typist.screen.lines.dropLast().last == "> 格格格")
  }
}
