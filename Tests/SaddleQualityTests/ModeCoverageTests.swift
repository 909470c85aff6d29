import RealModule
import SaddleData
import SaddleQuality
import Testing

@Suite("Mode coverage")
struct ModeCoverageTests {
  private let square = GaussianMixture(
    centers: [.init(x: 0, y: 0), .init(x: 10, y: 0), .init(x: 0, y: 10), .init(x: 10, y: 10)],
    deviation: 1)

  @Test("A point counts within three deviations of the nearest mode, and not beyond")
  func rule() {
    let coverage = ModeCoverage(of: [2.99, 0, 3.01, 0, 10, 3, 5, 5, .nan, 0], in: square)
    #expect(coverage.countPerMode == [1, 1, 0, 0])
    #expect(coverage.coveredModes == 2)
    #expect(coverage.modeCount == 4)
    #expect(coverage.highQualityFraction == 0.4)
  }

  @Test("A collapsed generator covers one mode in full quality; nothing covers none")
  func collapse() {
    let coverage = ModeCoverage(of: [10, 10, 10, 10], in: square)
    #expect(coverage.coveredModes == 1 && coverage.highQualityFraction == 1)
    #expect(ModeCoverage(of: [], in: square).highQualityFraction.isNaN)
  }

  @Test("The data themselves cover every mode, with 98.9 % of high quality")
  func real() throws {
    for name in ["ring", "grid"] {
      let data = try Dataset(specification: name)
      let mixture = try #require(data.mixture)
      let coverage = ModeCoverage(of: data.samples(rows: Array(0..<2_500)), in: mixture)
      #expect(coverage.coveredModes == coverage.modeCount)
      #expect(abs(coverage.highQualityFraction - (1 - Double.exp(-4.5))) < 0.01)
    }
  }
}
