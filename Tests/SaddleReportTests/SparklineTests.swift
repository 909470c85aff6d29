import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct SparklineTests {
  private func line(_ values: [Double], isLogarithmic: Bool = false, width: Int = 16) -> String {
    Sparkline.text(
      MetricSeries(name: "m", steps: Array(values.indices), values: values),
      isLogarithmic: isLogarithmic, width: width)
  }

  @Test("The least value is the lowest block, the greatest the highest")
  func linear() {
    #expect(line([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
    #expect(line([3, 3, 3]) == "▅▅▅")
  }

  @Test("Logarithmic heights fall evenly for a geometric series")
  func logarithmic() {
    let values = (0..<8).map { Double("1e-\($0)") ?? 0 }
    #expect(line(values, isLogarithmic: true) == "█▇▆▅▄▃▂▁")
    #expect(line([1, 0, -1], isLogarithmic: true) == "▅▅▅")
  }

  @Test("Long series are averaged, holes are spaces, nothing is an empty text")
  func shares() {
    #expect(line((0..<1_000).map(Double.init), width: 8) == "▁▂▃▄▅▆▇█")
    #expect(line([0, .nan, 1]) == "▁ █")
    #expect(line([]).isEmpty)
    #expect(line([.nan, .infinity]).isEmpty)
    #expect(line([-.infinity, -.infinity], isLogarithmic: true).isEmpty)
    #expect(line([1, -.infinity, 10, .infinity], isLogarithmic: true) == "▁ █ ")
  }

  @Test("No magnitudes are too large or too small")
  func magnitudes() {
    let greatest = Double.greatestFiniteMagnitude
    #expect(line([-greatest, greatest]) == "▁█")
    #expect(line([0, .leastNonzeroMagnitude]).count == 2)
  }
}
