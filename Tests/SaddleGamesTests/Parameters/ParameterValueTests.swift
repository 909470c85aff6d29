import SaddleGames
import Testing

@Suite("Parameter values")
struct ParameterValueTests {
  @Test("Text is read as a value of the default's kind")
  func reads() {
    #expect(ParameterValue.real(0).parse("-1.5e-3") == .real(-0.0015))
    #expect(ParameterValue.real(0).parse(" 2 ") == .real(2))
    #expect(ParameterValue.integer(0).parse("-12") == .integer(-12))
    #expect(ParameterValue.flag(false).parse("true") == .flag(true))
    #expect(ParameterValue.choice("a").parse("b") == .choice("b"))
    #expect(ParameterValue.list([]).parse("1, 2.5,-3") == .list([1, 2.5, -3]))
    #expect(ParameterValue.list([1]).parse("") == .list([]))
    #expect(ParameterValue.matrix([[0]]).parse("1,2; 3,4") == .matrix([[1, 2], [3, 4]]))
    #expect(ParameterValue.matrix([[0]]).parse("7") == .matrix([[7]]))
  }

  @Test(
    "Text of another kind is refused",
    arguments: [
      (ParameterValue.real(0), "nan"), (.real(0), "inf"), (.real(0), "1e999"), (.real(0), ""),
      (.real(0), "1 2"), (.real(0), "1,2"), (.real(0), "two"), (.integer(0), "1.0"),
      (.integer(0), "99999999999999999999"), (.flag(true), "yes"), (.list([]), "1,,2"),
      (.list([]), "1;2"), (.list([]), "1,2,"), (.list([]), "1 2"), (.matrix([[0]]), ""),
      (.matrix([[0]]), "1,2;3"), (.matrix([[0]]), "1,2;"), (.matrix([[0]]), ";"),
      (.matrix([[0]]), "1,x;3,4"),
    ])
  func refuses(kind: ParameterValue, text: String) {
    #expect(kind.parse(text) == nil)
  }

  @Test(
    "Printed values read back as the same bits",
    arguments: [
      ParameterValue.real(0.1 + 0.2), .real(-1e-300), .real(1.0 / 3), .integer(.min), .flag(true),
      .choice("word"), .list([0.1, 1e22, -0.0]), .list([]),
      .matrix([[1.0 / 3, 2], [.leastNonzeroMagnitude, 4]]),
    ])
  func roundTrips(value: ParameterValue) {
    #expect(value.parse(value.description) == value)
  }
}
