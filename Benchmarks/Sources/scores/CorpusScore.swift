import Foundation
import SaddleCycles

/// Scores on labelled runs that another program made.
///
/// `labels.csv` in the folder has a line per run: its file, the truth, what else is right (joined by blanks),
/// the period or nothing, the channels of each player (joined by blanks), and whether the last column is the
/// step size. Each file holds little-endian doubles, row by row.
struct CorpusScore {
  private var runs = JudgedRuns()

  /// Reads and judges all.
  init(folder: String) throws {
    let folder = URL(filePath: folder)
    let labels = try String(
      contentsOf: folder.appending(path: "labels.csv"), encoding: .utf8)
    for line in labels.split(separator: "\n") {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let truth = Verdict.Kind(rawValue: fields[1]) else { continue }
      let run = try Self.run(
        Data(contentsOf: folder.appending(path: fields[0])), truth, fields)
      try runs.judge(run, name: fields[0])
    }
  }

  private static func run(
    _ data: Data, _ truth: Verdict.Kind, _ fields: [String]
  ) throws -> LabelledRun {
    let widths = fields[4].split(separator: " ").compactMap { Int($0) }
    let channels = widths.reduce(0, +)
    let hasSizes = fields[5] == "yes"
    let width = channels + (hasSizes ? 1 : 0)
    let values = data.withUnsafeBytes { bytes in
      (0..<(bytes.count / 8)).map { index in
        Double(
          bitPattern: UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
      }
    }
    let rows = stride(from: 0, to: values.count, by: max(1, width)).map { start in
      Array(values[start..<(start + channels)])
    }
    let sizes =
      hasSizes ? stride(from: channels, to: values.count, by: width).map { values[$0] } : nil
    var first = 0
    let players = widths.map { count in
      defer { first += count }
      return first..<(first + count)
    }
    return LabelledRun(
      rows, truth,
      or: Set(fields[2].split(separator: " ").compactMap { .init(rawValue: String($0)) }),
      period: Double(fields[3]), players: players, stepSizes: sizes)
  }

  /// The score, the confusion, the reliability and the mistakes.
  var text: String {
    """
    \(ScoreText.header)
    \(ScoreText.row("\(runs.score.runCount) runs", runs.score))

    \(ScoreText.confusion(runs.score))

    \(ScoreText.reliability(runs.said))

    \(runs.score.mistakes.map { "- \($0)" }.joined(separator: "\n"))
    """
  }
}
