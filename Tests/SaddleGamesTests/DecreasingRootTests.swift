import SaddleGames
import Testing

@Suite struct DecreasingRootTests {
  @Test("The root is found to the last bit")
  func root() {
    #expect(decreasingRoot(from: 0, to: 4) { 2 - $0 * $0 } - 2.0.squareRoot() < 5e-16)
    #expect(decreasingRoot(from: -1e3, to: 1e3) { 0.1 - $0 } == 0.1)
  }

  @Test("Without a change of sign the nearer end is taken, and NaN comes back")
  func ends() {
    #expect(decreasingRoot(from: 1, to: 2) { 0 - $0 } == 1)
    #expect(decreasingRoot(from: 1, to: 2) { 9 - $0 } == 2)
    #expect(decreasingRoot(from: .nan, to: .nan) { $0 }.isNaN)
  }
}
