import Foundation
import SaddleRecording
import SaddleReport
import Testing

private let sampleFolder = ProcessInfo.processInfo.environment["SADDLEBAG_REPORT_SAMPLES"]

/// Writes sample reports to the folder named by `SADDLEBAG_REPORT_SAMPLES`, for people to look at.
@Suite(.enabled(if: sampleFolder != nil))
struct SampleReports {
  @Test("Sample reports of every kind can be written")
  func write() throws {
    let folder = URL(fileURLWithPath: try #require(sampleFolder), isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var samples = SampleHistories.edgeCases
    samples.append(
      (
        "far",
        SampleHistories.Motion.allCases.enumerated().map { index, motion in
          SampleHistories.bilinear(Int64(index + 1), motion, steps: 20_000)
        }
      ))
    samples.append(
      (
        "near",
        SampleHistories.Motion.allCases.enumerated().map { index, motion in
          SampleHistories.bilinear(
            Int64(index + 1), motion, stepSize: 0.03, steps: 2_000,
            status: index == 0 ? .crashed : .ended(.stepLimit))
        }
      ))
    samples.append(("one", [SampleHistories.bilinear(7, .extragradient, steps: 400)]))
    samples.append(("noise", [noise(1, deviation: 0.05), noise(2, deviation: 0.2)]))
    for sample in samples {
      let date = Date(timeIntervalSince1970: 1_790_000_000)
      let page = HTMLReport(
        sample.histories, title: "Sample: \(sample.name)", storePath: "saddlebag.db",
        generatedAt: date, version: "0.1.0"
      ).text
      let markdown = MarkdownReport(
        sample.histories, title: "Sample: \(sample.name)", storePath: "saddlebag.db",
        generatedAt: date, version: "0.1.0"
      ).text
      let terminal = RunComparison(sample.histories).text(width: 100)
      for (text, ending) in [(page, "html"), (markdown, "md"), (terminal, "txt")] {
        let file = folder.appendingPathComponent("\(sample.name).\(ending)")
        try text.write(to: file, atomically: true, encoding: .utf8)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
      }
    }
  }

  /// Extragradient with noise: falls, then wanders.
  private func noise(_ id: Int64, deviation: Double) -> RunHistory {
    var random = SeededGenerator(state: UInt64(id))
    var (x, y) = (1.0, 1.0)
    var xs: [[Double]] = []
    var ys: [[Double]] = []
    for _ in 0...20_000 {
      xs.append([x, 0.5, 0.2])
      ys.append([y, 0.1, 0.3])
      (x, y) = SampleHistories.Motion.extragradient.next(x, y, 0.05)
      x += deviation * Double.random(in: -0.05...0.05, using: &random)
      y += deviation * Double.random(in: -0.05...0.05, using: &random)
    }
    let run = SampleHistories.run(
      id, game: "noisy <bilinear> & co 🎲", method: "extragradient", seed: UInt64(id),
      count: xs.count, shape: (3, 3),
      equilibria: [
        RecordedEquilibrium(
          kind: "proximal", proximalOrder: 1.97, note: "maximin, not minimax",
          profile: [0, 0, 0, 0, 0, 0])
      ])
    return SampleHistories.history(run, xs, ys)
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
