import SaddleStatistics
import Testing

@Suite("Correlation of ranks")
struct RankCorrelationTests {
  @Test("A rising curve has ρ = 1, a falling one −1, and chance makes neither")
  func monotone() {
    let x = (0..<8).map(Double.init)
    let rising = RankCorrelation(x, x.map { $0 * $0 * $0 })
    #expect(abs(rising.rho - 1) < 1e-12 && rising.p < 0.001)
    let falling = RankCorrelation(x, x.map { -$0 })
    #expect(abs(falling.rho + 1) < 1e-12 && falling.p < 0.001)
  }

  @Test("ρ is the textbook's, and equal values share their rank")
  func textbook() {
    // 1 − 6Σd²/n(n² − 1) for the ranks 1 2 3 4 5 against 2 1 4 3 5: Σd² = 4.
    let plain = RankCorrelation([10, 20, 30, 40, 50], [2, 1, 4, 3, 5])
    #expect(abs(plain.rho - 0.8) < 1e-12)
    // Of the 120 orders of five, 16 have |ρ| ≥ 0.8.
    #expect(abs(plain.p - 16.0 / 120) < 0.02)
    // Ranks 1, 2.5, 2.5, 4 against 1 … 4: 4.5/√(4.5 · 5).
    let tied = RankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])
    #expect(abs(tied.rho - 4.5 / 22.5.squareRoot()) < 1e-12)
    #expect(RankCorrelation([1, 1, 1], [1, 2, 3]).rho.isNaN)
  }

  @Test("The interval of a difference tells a quantity that follows from one that does not")
  func difference() throws {
    let z = (0..<20).map(Double.init)
    let scattered = z.map { ($0 * 7).truncatingRemainder(dividingBy: 20) }
    let interval = try #require(RankCorrelation.differenceInterval(z, scattered, against: z))
    #expect(interval.lowerBound > 0 && interval.upperBound < 2)
    let none = try #require(RankCorrelation.differenceInterval(z, z, against: scattered))
    #expect(none == 0...0)
  }
}
