import SaddleCycles

/// Writes scores as Markdown.
enum ScoreText {
  static let opening = """
    # Scores of the cycle detector

    Made by `swift run -c release --package-path Benchmarks cycle-scores > docs/cycle-scores.md` from runs
    with known truth and seeds that no threshold has seen. `docs/cycles.md` says what the words mean. The hard
    runs are at the border of what can be told; on others like them the confidence was fitted
    (`cycle-scores --calibrate`).

    """

  static let header =
    "| Runs | Right | False cycles | Cycles found | Median error of T |\n|---|---|---|---|---|"

  static func row(_ name: String, _ score: DetectionScore) -> String {
    "| \(name) | \(percent(score.accuracy)) | \(score.falseCycles) | \(score.foundCycles) | "
      + "\(short(score.medianPeriodError)) |"
  }

  /// Truth by row, verdict by column.
  static func confusion(_ score: DetectionScore) -> String {
    let kinds = Verdict.Kind.allCases.filter { $0 != .chaotic }
    var lines = ["| truth \\ said | " + kinds.map(\.words).joined(separator: " | ") + " |"]
    lines.append("|---|" + kinds.map { _ in "---|" }.joined())
    for truth in kinds {
      guard let row = score.confusion[truth] else { continue }
      let cells = kinds.map { row[$0].map(String.init) ?? "" }
      lines.append("| \(truth.words) | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  /// How often verdicts of each confidence are right.
  static func reliability(_ said: [(confidence: Double, isRight: Bool)]) -> String {
    let edges = [0, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01]
    var lines = ["| Said | Runs | Mean said | Right |", "|---|---|---|---|"]
    for (low, high) in zip(edges, edges.dropFirst()) {
      let bin = said.filter { $0.confidence >= low && $0.confidence < high }
      guard !bin.isEmpty else { continue }
      let mean = bin.reduce(0) { $0 + $1.confidence } / Double(bin.count)
      let right = Double(bin.count { $0.isRight }) / Double(bin.count)
      lines.append(
        "| \(low)–\(min(high, 1)) | \(bin.count) | \(percent(mean)) | \(percent(right)) |")
    }
    return lines.joined(separator: "\n")
  }

  /// How often which kind of run was called what, most frequent first.
  static func kinds(of mistakes: [String]) -> String {
    var counts: [String: Int] = [:]
    for mistake in mistakes {
      let parts = mistake.split(separator: ":", maxSplits: 1)
      let name = parts[0].split(separator: " ").dropLast().joined(separator: " ")
      let claim = parts[1].split(separator: ",", maxSplits: 1)[0]
      counts["| \(name) |\(claim) |", default: 0] += 1
    }
    let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.key) \($0.value) |"
    }
    return (["| Kind of run | Mistake | Runs |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static func percent(_ share: Double) -> String { "\((1000 * share).rounded() / 10) %" }

  private static func short(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "\(value)" }
    var (digits, exponent) = (value, 0)
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    return "\((10 * digits).rounded() / 10)e\(exponent)"
  }
}
