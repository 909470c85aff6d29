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

  @Test("No code ends its fence")
  func code() {
    #expect(MarkdownText.code("SELECT 1;", language: "sql") == "```sql\nSELECT 1;\n```")
    #expect(MarkdownText.code("'````'", language: "sql").hasPrefix("`````sql\n"))
  }

  @Test("Headings are linked as GitHub names them, and paths keep their bytes")
  func links() {
    #expect(MarkdownText.anchor(of: "Gaps by λ") == "gaps-by-λ")
    #expect(
      MarkdownText.anchor(of: "Known equilibria of dirac-gan (a 1.0)")
        == "known-equilibria-of-dirac-gan-a-10")
    #expect(MarkdownText.path("a b-figures/(1).svg") == "a%20b-figures/%281%29.svg")
    #expect(MarkdownText.path("é") == "%C3%A9")
  }
}
