import Testing

@testable import SaddleReport

@Suite struct VerdictWordsTests {
  @Test(
    "A period has as many digits as its error leaves",
    arguments: [
      (41.8234, 0.1, "41.8 ± 0.1"), (41.8234, 2, "42 ± 2"), (62.81234567, 4.2e-5, "62.8123"),
      (62.81234567, nil, "62.81"), (0.5, 0.001, "0.5 ± 0.001"), (3, 30, "3 ± 30"),
    ] as [(Double, Double?, String)])
  func digits(value: Double, error: Double?, words: String) {
    #expect(VerdictWords.words(value, error: error) == words)
  }
}
