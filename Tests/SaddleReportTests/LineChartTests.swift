import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct LineChartTests {
  private func chart(
    _ values: [[Double]], scale: HeightScale = .signed
  ) -> LineChart? {
    let lines = values.enumerated().map { index, values in
      PlottedSeries(
        run: index, label: "#\(index + 1)",
        series: MetricSeries(name: "payoff", steps: Array(values.indices), values: values))
    }
    let last = (values.map(\.count).max() ?? 1) - 1
    return scale.axis(covering: lines.map(\.series)).map {
      LineChart(title: "Payoff", lines: lines, steps: 0...last, heights: $0)
    }
  }

  @Test("A small chart is drawn to the letter")
  func golden() throws {
    let figure = try #require(chart([[0, 1, 0.5]])).figure
    #expect(figure.notes == ["Linear scale."])
    #expect(
      figure.drawing == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 270" role="img" aria-label="Payoff" \
        class="chart" data-frame="34 8 391.7 224" data-axis="0 2 -0.04 1.04 linear 0">
        <path class="grid" d="M34 223.7L425.7 223.7"/>
        <text class="tick end" x="28" y="227.3">0</text>
        <path class="grid" d="M34 182.2L425.7 182.2"/>
        <text class="tick end" x="28" y="185.8">0.2</text>
        <path class="grid" d="M34 140.7L425.7 140.7"/>
        <text class="tick end" x="28" y="144.3">0.4</text>
        <path class="grid" d="M34 99.3L425.7 99.3"/>
        <text class="tick end" x="28" y="102.9">0.6</text>
        <path class="grid" d="M34 57.8L425.7 57.8"/>
        <text class="tick end" x="28" y="61.4">0.8</text>
        <path class="grid" d="M34 16.3L425.7 16.3"/>
        <text class="tick end" x="28" y="19.9">1</text>
        <path class="axis" d="M34 232L425.7 232"/>
        <path class="axis" d="M34 232L34 236"/>
        <text class="tick middle" x="34" y="248">0</text>
        <path class="axis" d="M229.8 232L229.8 236"/>
        <text class="tick middle" x="229.8" y="248">1</text>
        <path class="axis" d="M425.7 232L425.7 236"/>
        <text class="tick middle" x="425.7" y="248">2</text>
        <text class="name middle" x="229.8" y="264">step</text>
        <path class="line r0 n0" data-run="#1" \
        d="M34 223.7l195.8-207.4l195.9 103.7"><title>#1</title></path>
        <path class="dot r0 n0" d="M425.7 120h0"/>
        <path class="leader r0 n0" d="M425.7 120L433.7 120"/>
        <text class="label r0 n0" x="437.7" y="124"><title>#1</title>#1</text>
        </svg>

        """)
  }

  @Test("Each line keeps its greatest point and its end in the drawing")
  func lines() throws {
    var spike = [Double](repeating: 0, count: 50_000)
    spike[31_415] = 9
    let figure = try #require(chart([spike, spike.map { -$0 }])).figure
    let page = XMLChecker(figure.drawing)
    #expect(page.complaints.isEmpty)
    let heights = page.paths.flatMap { PathReader.points(of: $0).map(\.y) }
    let axis = HeightScale.signed.axis(covering: [
      MetricSeries(name: "", steps: [0, 1], values: [-9, 9])
    ])
    let top = try #require(axis?.fraction(of: 9))
    #expect(heights.contains { ($0 - (8 + 224 * (1 - top))).magnitude < 0.2 })
    #expect(figure.notes.last?.hasPrefix("Thinned") == true)
  }

  @Test("What is not on a line is said: NaN, ∞, ≤ 0, lines under lines")
  func notes() throws {
    let values = [1, 10, .nan, .infinity, 0, -1, 100]
    let figure = try #require(chart([values, [2, 2], [2, 2]], scale: .logarithmic)).figure
    #expect(
      figure.notes == [
        "Logarithmic scale.", "2 points of #1 are ≤ 0: marked on the lower edge.",
        "1 point of #1 is ∞: marked on the upper edge.", "1 point of #1 is NaN: not drawn.",
        "#2 lies under #3: their values are the same.",
      ])
    #expect(figure.drawing.contains("class=\"edge r0 n0\""))
    #expect(XMLChecker(figure.drawing).complaints.isEmpty)
  }

  @Test("Values without any that can be drawn have no scale")
  func nothing() {
    #expect(chart([[.nan, .infinity]]) == nil)
    #expect(chart([[0, -1]], scale: .logarithmic) == nil)
  }

  @Test("A payoff of very different magnitudes gets a signed logarithmic scale")
  func signedLogarithmic() throws {
    let figure = try #require(chart([[1, -10, 1e9, -1e12], [1, 0.5, 0.25, 0.1]])).figure
    #expect(figure.notes.first == "Signed logarithmic scale, linear within ±0.1.")
    #expect(try #require(chart([[1, -10, 100]])).figure.notes == ["Linear scale."])
  }

  @Test("Labels at the ends of lines do not overlap")
  func labels() throws {
    let figure = try #require(chart((0..<10).map { [1, 2 + 0.001 * Double($0)] })).figure
    let heights = figure.drawing.split(separator: "\n")
      .filter { $0.hasPrefix("<text class=\"label ") }
      .compactMap { line in
        line.split(separator: "\"").enumerated().first { $0.element == " y=" }.flatMap {
          Double(line.split(separator: "\"")[$0.offset + 1])
        }
      }
      .sorted()
    #expect(heights.count == 10)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 12.8 })
  }
}
