import Testing

@testable import SaddleStatistics

@Suite("Student's t and tests of means")
struct StudentTTests {
  @Test(
    "Critical values are those of the tables",
    arguments: [
      (1.0, 12.706204736432095), (2, 4.302652729911275), (4, 2.7764451051977987),
      (9, 2.2621571628540993), (29, 2.045229642132703), (1000, 1.9623390808264078),
    ])
  func critical(degrees: Double, expected: Double) {
    #expect(abs(StudentT.critical(tail: 0.05, degrees: degrees) - expected) < 1e-9 * expected)
  }

  @Test("The chance of |T| ≥ t has closed forms for one and two degrees of freedom")
  func closedForms() {
    for t in [0.0, 0.1, 1, 3, 10, 1e3] {
      let two = 1 - t / (2 + t * t).squareRoot()
      #expect(abs(StudentT.twoSided(t, degrees: 2) - two) < 1e-12)
      #expect(StudentT.twoSided(-t, degrees: 7) == StudentT.twoSided(t, degrees: 7))
    }
    #expect(abs(StudentT.twoSided(1, degrees: 1) - 0.5) < 1e-13)
    #expect(StudentT.twoSided(.infinity, degrees: 3) == 0)
  }

  private func sample(_ values: [Double], seeds: [UInt64]? = nil) -> SeedSample {
    let seeds = seeds ?? values.indices.map { UInt64($0) }
    return SeedSample(zip(seeds, values).map { ($0, $1) })
  }

  @Test("A mean has the interval of the textbook; values that are not finite are counted apart")
  func interval() throws {
    let five = sample([1, 2, 3, 4, 5, .nan, .infinity])
    #expect(five.mean == 3 && five.nonfiniteCount == 2)
    #expect(abs(try #require(five.halfInterval) - 2.7764451051977987 * (0.5).squareRoot()) < 1e-9)
    #expect(sample([7]).halfInterval == nil && sample([]).mean == nil)
  }

  @Test("Equal seeds are paired, others get Welch's test, with the p of R's t.test")
  func tests() throws {
    let one = sample([30.02, 29.99, 30.11, 29.97, 30.01, 29.99])
    let other = sample([29.89, 29.93, 29.72, 29.98, 30.02, 29.98], seeds: [9, 8, 7, 6, 5, 4])
    let welch = try #require(MeanTest(one, other))
    #expect(welch.kind == .welch && welch.isSeedNoise)
    #expect(abs(welch.p - 0.0907733) < 1e-6)
    let paired = try #require(MeanTest(sample([1, 2, 3, 4]), sample([1.5, 2.4, 3.6, 4.5])))
    #expect(paired.kind == .paired && !paired.isSeedNoise)
    #expect(abs(paired.difference - 0.5) < 1e-12)
    #expect(abs(paired.p - 0.0011722164447) < 1e-9)
    #expect(MeanTest(sample([1]), sample([1, 2])) == nil)
    #expect(MeanTest(sample([1, 1]), sample([1, 1]))?.p == 1)
    #expect(MeanTest(sample([1, 1]), sample([2, 2]))?.p == 0)
  }
}
