import Testing

@testable import SaddleReport

@Suite struct MarkdownTextTests {
  @Test("Nothing in a name is markup")
  func escape() {
    #expect(MarkdownText.escape("a_b*[x](y)") == #"a\_b\*\[x\](y)"#)
    #expect(MarkdownText.escape("<script>&") == "&lt;script&gt;&amp;")
    #expect(MarkdownText.escape("one\ntwo") == "one two")
    #expect(MarkdownText.escape("\u{202E}a\u{1B}") == "�a�")
  }
}
