import SaddleStore
import Testing

@Suite("Values of queries")
struct QueryValueTests {
  @Test(
    "A word of a command line is the value that a person means",
    arguments: [
      ("3", 3), ("-7", -7), ("+5", 5), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", 9_223_372_036_854_775_808.0), ("0.5", 0.5), ("-2.", -2.0),
      (".25", 0.25), ("1e-3", 0.001), ("1E3", 1000.0), ("payoff", "payoff"), ("", ""), ("e", "e"),
      ("nan", "nan"), ("inf", "inf"), ("0x10", "0x10"), ("1-2", "1-2"), ("'3'", "3"),
      ("'it''s'", "it's"), ("'", "'"), ("''", ""), ("proximalGap(1.0)", "proximalGap(1.0)"),
      (" 3", " 3"), ("3 ", "3 "),
    ] as [(String, QueryValue)])
  func parsing(_ text: String, _ value: QueryValue) {
    #expect(QueryValue(parsing: text) == value)
  }
}
