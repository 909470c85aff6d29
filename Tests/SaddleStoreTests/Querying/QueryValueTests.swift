import SaddleStore
import Testing

@Suite("Values of a command line")
struct QueryValueTests {
  @Test(
    "Numbers are numbers, and quotes force text",
    arguments: [
      ("3", .integer(3)), ("-3", .integer(-3)), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .real(9.223372036854775807e18)), ("0.5", .real(0.5)),
      ("1e-3", .real(0.001)), ("-2.", .real(-2)), (".5", .real(0.5)), ("'3'", .text("3")),
      ("'it''s'", .text("it's")), ("''", .text("")), ("'", .text("'")), ("", .text("")),
      ("abc", .text("abc")), ("inf", .text("inf")), ("nan", .text("nan")), ("0x10", .text("0x10")),
      ("e", .text("e")), ("2026-01-02", .text("2026-01-02")), ("null", .text("null")),
      ("1 ", .text("1 ")), ("payoff", .text("payoff")),
    ] as [(String, QueryValue)])
  func parsing(text: String, value: QueryValue) {
    #expect(QueryValue(parsing: text) == value)
  }
}
