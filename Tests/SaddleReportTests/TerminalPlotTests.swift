import SaddleRecording
import Testing

@testable import SaddleReport

@Suite("Plots in a terminal")
struct TerminalPlotTests {
  private static let fall = SampleHistories.custom(1, values: [1, 0.1, 0.01, 0.001])
  private static let rise = SampleHistories.custom(2, values: [0.001, 0.1, .nan, 10, .infinity, 0])

  private func text(
    _ name: String, _ histories: [RunHistory], _ canvas: TerminalPlot.Canvas
  ) throws -> String {
    try #require(TerminalPlot(of: name, in: RunComparison(histories))).text(canvas)
  }

  @Test("One run is a line of braille between two axes, its heights logarithmic where that fits")
  func oneRun() throws {
    #expect(
      try text("dualityGap", [Self.fall], .init(width: 24, height: 8)) == """
        Duality gap by step, lo…
            1┤⠢⢄
             │  ⠉⠒⢄⡀
          0.1┤     ⠈⠒⢄⡀
         0.01┤        ⠈⠑⠤⡀
             │           ⠈⠑⠤⣀
        0.001┤               ⠑⠢
             └┬──────────┬─────
              0          2

        """)
  }

  @Test("Each run has its color and its name at its end; what is not drawn is said")
  func colors() throws {
    let canvas = TerminalPlot.Canvas(width: 40, height: 8, isColored: true)
    let drawn = try text("dualityGap", [Self.fall, Self.rise], canvas)
    #expect(
      drawn.replacing("\u{1B}[38;5;33m", with: "<").replacing("\u{1B}[38;5;208m", with: "{")
        .replacing("\u{1B}[0m", with: ">") == """
          Duality gap by step, logarithmic scale
             10┤             {⠂>         {#2 steps 5>
              1┤<⢄⡀>
               │ <⠈⠒⢄⡀>
            0.1┤   {⡠⠊><⠒⢄⡀>
           0.01┤ {⢀⠜>    <⠈⠑⠤⣀>
          0.001┤{⠔⠁>         <⠉⠒⠄>         <#1 steps 3>
               └┬───────┬────────┬────
                0       2        4
          Not drawn of the 6 points of #2 steps 5:
          1 at or below 0, 1 ∞, 1 NaN.

          """)
  }

  @Test("Without colors, the lines of several runs are of letters, without Unicode all is ASCII")
  func letters() throws {
    let runs = [Self.fall, Self.rise]
    let plain = try text("dualityGap", runs, .init(width: 40, height: 8))
    #expect(
      plain.hasPrefix(
        """
        Duality gap by step, logarithmic scale
           10┤           b         b #2 steps 5
            1┤a
             │ aaa
          0.1┤   bbaa
         0.01┤ bb    aaa
        0.001┤bb        aa         a #1 steps 3
             └┬──────┬───────┬────
              0      2       4

        """))
    #expect(!plain.contains("\u{1B}"))
    let ascii = try text("dualityGap", runs, .init(width: 40, height: 8, isUnicode: false))
    #expect(!ascii.contains { !$0.isASCII })
    #expect(ascii.contains("0.001+bb        aa         a #1 steps 3\n     ++------+-------+----\n"))
    #expect(ascii.hasPrefix("dualityGap by step") && ascii.hasSuffix("1 Inf, 1 NaN.\n"))
  }

  @Test("A spike of one step in ten thousand is drawn to its full height")
  func spike() throws {
    var values = [Double](repeating: 0, count: 10_000)
    values[4_321] = 5
    values[9_000] = -5
    let history = SampleHistories.custom(1, metric: "payoff", values: values)
    #expect(
      try text("payoff", [history], .init(width: 40, height: 9)).split(separator: "\n").dropFirst()
        .joined(separator: "\n") == """
           4┤               ⢰
           2┤               ⢸⡀
            │               ⢸⡇
           0┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⢹⡏⠉⠉⠉
          −2┤                               ⠈⡇
          −4┤                                ⠇
            └┬──────┬──────┬──────┬──────┬───────
             0    2,000  4,000  6,000  8,000
          """)
  }

  @Test("Every plot keeps to the width of its terminal", arguments: [30, 80, 200])
  func widths(_ width: Int) throws {
    for (name, histories) in SampleHistories.edgeCases {
      let comparison = RunComparison(histories)
      for metric in comparison.metricNames {
        guard let plot = TerminalPlot(of: metric, in: comparison) else { continue }
        for isUnicode in [true, false] {
          let lines = plot.text(.init(width: width, height: 20, isUnicode: isUnicode))
            .split(separator: "\n")
          let widest = lines.map { DisplayWidth.of($0) }.max() ?? 0
          #expect(widest <= width, "\(name), \(metric)")
          #expect(lines.count >= 9, "\(name), \(metric)")
        }
      }
    }
  }

  @Test("There is no plot of nothing, and no more runs in one than colors")
  func limits() throws {
    let names = ["no-runs", "no-steps", "all-nan"]
    for (name, histories) in SampleHistories.edgeCases where names.contains(name) {
      #expect(TerminalPlot(of: "dualityGap", in: RunComparison(histories)) == nil)
    }
    #expect(TerminalPlot(of: "payoff", in: RunComparison([Self.fall])) == nil)
    let many = try #require(SampleHistories.edgeCases.first { $0.name == "ten-runs" }).histories
    let drawn = try text("payoff", many, .init(width: 80, height: 20))
    #expect(drawn.hasSuffix("2 more runs are not drawn: a plot holds 8.\n"))
  }

  @Test(
    "Numbers become what programs write",
    arguments: [
      ("−1.5×10⁻¹²", "-1.5e-12"), ("10⁶", "1e6"), ("−10⁵", "-1e5"),
      ("‖v‖ ≤ ∞ ± 2", "?v? <= Inf +- 2"),
      ("x²", "x^2"), ("#1 stepSize 0.1", "#1 stepSize 0.1"),
    ])
  func ascii(_ text: String, _ expected: String) { #expect(ASCIIText.text(text) == expected) }
}
