import Foundation
import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct SpectrumChartTests {
  private func spectrum(_ points: [(Double, Double)], isStableInside: Bool = true)
    -> ReportSupplement.Spectrum
  {
    ReportSupplement.Spectrum(
      isScaled: true, eigenvalues: points.map { .init(x: $0.0, y: $0.1) },
      boundary: [
        .init(x: 0, y: 0), .init(x: 1, y: -1), .init(x: 2, y: 0), .init(x: 1, y: 1),
        .init(x: 0, y: 0),
      ],
      isStableInside: isStableInside, rate: 1.0112, period: 42)
  }

  @Test(
    "Eigenvalues and the region are drawn; far smaller ones are looked at closely, and it is said")
  func close() throws {
    let far = try #require(SpectrumChart([(0, "a", spectrum([(0.5, 0.5), (0.5, -0.5)]))])).figure
    #expect(XMLChecker(far.drawing).complaints.isEmpty)
    #expect(far.drawing.contains("a: 0.5 − 0.5i") && far.drawing.contains("class=\"region\""))
    #expect(far.notes == ["Shaded: where a step contracts."])
    let near = try #require(SpectrumChart([(0, "a", spectrum([(0, 0.01), (0, -0.01)]))])).figure
    #expect(near.notes.last == "Only the part near 0 is shown, where the eigenvalues are.")
  }

  @Test(
    "Any eigenvalues are drawn without a number that is none",
    arguments: [
      [], [(.nan, 0)], [(.infinity, 0), (1, 1)], [(0, 0)], [(1e300, -1e300)], [(1e-300, 0)],
    ] as [[(Double, Double)]], [true, false])
  func anyNumbers(points: [(Double, Double)], isStableInside: Bool) throws {
    let one = spectrum(points, isStableInside: isStableInside)
    guard let figure = SpectrumChart([(3, "b", one)])?.figure else {
      #expect(points.allSatisfy { !$0.0.isFinite })
      return
    }
    let checker = XMLChecker(figure.drawing)
    #expect(checker.complaints.isEmpty)
    #expect(checker.paths.allSatisfy { !$0.contains("n") && !$0.contains("N") })
  }

  @Test("A report shows a chart per region with its table and SQL, and none where nothing is known")
  func section() {
    let history = SampleHistories.bilinear(1, .simultaneous, steps: 10)
    let report = { (spectra: [Run.ID: ReportSupplement.Spectrum]) in
      var supplement = ReportSupplement()
      supplement.spectra = spectra
      return HTMLReport(
        [history], title: "t", storePath: "s.db", generatedAt: .init(timeIntervalSince1970: 0),
        version: "0", supplement: supplement
      ).text
    }
    let page = report([Run.ID(1): spectrum([(0, 0.1), (0, -0.1)])])
    #expect(page.contains("Eigenvalues and stability") && page.contains(">1.0112<"))
    #expect(page.contains("FROM knownEquilibrium WHERE runID IN (1)"))
    #expect(!report([:]).contains("Eigenvalues and stability"))
  }
}
