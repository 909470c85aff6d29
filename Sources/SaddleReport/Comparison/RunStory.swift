import SaddleCycles
import SaddleRecording

/// What happened, in sentences computed from the record.
struct RunStory {
  let comparison: RunComparison

  init(_ comparison: RunComparison) { self.comparison = comparison }

  /// The report's first paragraph: how many runs of what, and which came nearest.
  var lead: String {
    let runs = comparison.runs
    guard let first = runs.first else { return "There are no runs to report." }
    guard runs.count > 1 else { return sentences(of: first) }
    let games = unique(runs.map(\.run.description.game))
    let methods = unique(runs.map(\.run.description.method))
    var text = "\(runs.count) runs of \(list(games)), trained with \(list(methods))."
    if let ranking { text += " \(ranking)" }
    return text
  }

  /// The paragraph of one run; it begins with the label.
  func sentences(of compared: RunComparison.ComparedRun) -> String {
    parts(of: compared).map(\.text).joined(separator: " ")
  }

  /// The sentences on one run, each with the section that shows it: how it ended, what it does, then what
  /// its metrics did.
  func parts(of compared: RunComparison.ComparedRun) -> [LeadSentence] {
    let run = compared.run
    let method = run.description.method
    var text = "\(compared.label) played \(run.description.game)"
    if !compared.label.contains(method) { text += " with \(method)" }
    let seed = "seed \(run.description.seed)"
    if !compared.label.hasSuffix(seed) { text += " from \(seed)" }
    text += " and \(run.statusSentence)."
    var parts = [LeadSentence(text: text, anchor: "summary", link: "summary")]
    if let verdict = compared.history.verdict {
      parts.append(
        LeadSentence(
          text: Self.sentences(of: verdict),
          anchor: verdict.period == nil ? "portraits" : "rotations", link: "what it does"))
    }
    let subjects: [ReportedMetric] = [
      .builtIn(.equilibriumDistance), .builtIn(.fieldNorm), .builtIn(.dualityGap),
      .builtIn(.primalGap), .builtIn(.payoff),
    ]
    for metric in subjects {
      guard let summary = compared[metric], let trend = Self.trend(of: summary) else { continue }
      parts.append(
        LeadSentence(
          text: "\(capitalized(metric.subject)) \(trend)\(Self.lost(summary)).",
          anchor: Self.section(of: metric), link: metric.shortTitle))
    }
    return parts
  }

  /// The section that draws a metric.
  static func section(of metric: ReportedMetric) -> String {
    switch metric {
    case .builtIn(.payoff), .builtIn(.minimizerLoss), .builtIn(.maximizerLoss): "payoff"
    case .builtIn(.equilibriumDistance): "distance"
    case .builtIn(.dualityGap), .builtIn(.primalGap), .proximalGap: "gaps"
    case .builtIn: "gradients"
    case .custom: metric.isMeasuredGap ? "measured" : metric.isOfSamples ? "quality" : "other"
    }
  }

  /// What `saddlebag cycles` said of a run, and what theory says beside it.
  private static func sentences(of verdict: RunVerdict) -> String {
    let word = Verdict.Kind(rawValue: verdict.kind)?.words ?? verdict.kind
    let share = Int((100 * verdict.confidence).rounded(.down))
    var text = "Judged as \(word) (\(share) %): \(verdict.evidence)."
    if let theory = verdict.theory { text += " By theory, \(theory)." }
    if let suggestion = verdict.suggestion { text += " Instead, \(suggestion)." }
    return text
  }

  /// What a metric did: `fell from 1.414 to 2×10⁻⁹`; nil if it was never measured.
  static func trend(of summary: MetricSummary) -> String? {
    guard let first = summary.first?.value, let last = summary.last?.value else { return nil }
    let (from, to) = (NumberText.typographic(first), NumberText.typographic(last))
    guard summary.count > 1 else { return "was \(from)" }
    guard summary.least != nil else { return "was never finite" }
    guard first.isFinite, last.isFinite else { return "went from \(from) to \(to)" }
    guard let least = summary.least, let greatest = summary.greatest else { return nil }
    guard summary.metric.isBetterSmaller else {
      let range = from == to ? "began and ended at \(to)" : "went from \(from) to \(to)"
      if isNear(least.value, greatest.value) { return "stayed near \(to)" }
      return range + between(least.value, greatest.value)
    }
    if isNear(least.value, greatest.value) { return "stayed near \(to)" }
    if isNear(first, last) {
      return "ended where it began, near \(to)" + between(least.value, greatest.value)
    }
    let verb = last < first ? "fell" : "grew"
    return "\(verb) from \(from) to \(to)" + turn(summary, from: first, to: last)
  }

  /// How many values of a metric are no numbers, if any.
  private static func lost(_ summary: MetricSummary) -> String {
    let counts = [(summary.nanCount, "NaN"), (summary.infiniteCount, "infinite")]
    let words = counts.filter { $0.0 > 0 }.map { count, kind in
      "\(NumberText.count(count)) value\(count == 1 ? " was" : "s were") \(kind)"
    }
    return words.isEmpty ? "" : "; " + words.joined(separator: " and ")
  }

  /// Where the metric was far outside of its first and last value, if anywhere.
  private static func turn(_ summary: MetricSummary, from first: Double, to last: Double) -> String
  {
    if let best = summary.best, best.value.magnitude < 0.5 * min(first.magnitude, last.magnitude) {
      return ", at best \(NumberText.typographic(best.value)) at step "
        + NumberText.count(best.step)
    }
    if let greatest = summary.greatest, greatest.value > 2 * max(first, last) {
      return ", with a peak of \(NumberText.typographic(greatest.value)) at step "
        + NumberText.count(greatest.step)
    }
    return ""
  }

  private static func between(_ least: Double, _ greatest: Double) -> String {
    ", between \(NumberText.typographic(least)) and \(NumberText.typographic(greatest))"
  }

  /// Within 5 % of the larger magnitude.
  private static func isNear(_ one: Double, _ other: Double) -> Bool {
    (one / 2 - other / 2).magnitude <= 0.025 * max(one.magnitude, other.magnitude)
  }

  /// Which run ended nearest to an equilibrium, by the most telling metric that ranks them.
  private var ranking: String? {
    let choices: [(metric: ReportedMetric, best: String, worst: String)] = [
      (
        .builtIn(.equilibriumDistance), "ended nearest to a known equilibrium, at distance",
        "farthest, at"
      ),
      (.builtIn(.dualityGap), "ended with the least duality gap,", "with the greatest,"),
      (.builtIn(.fieldNorm), "ended with the least field norm ‖v‖,", "with the greatest,"),
    ]
    for choice in choices {
      let best = comparison.bestRuns(in: choice.metric, by: \.last).sorted()
      guard let first = best.first,
        let value = comparison.runs[first][choice.metric]?.last?.value
      else { continue }
      var text = list(best.map { comparison.runs[$0].label })
      text += " \(choice.best) \(NumberText.typographic(value))"
      if let (label, value) = worst(in: choice.metric) {
        text +=
          value.isNaN
          ? "; \(label) at NaN" : "; \(label) \(choice.worst) \(NumberText.typographic(value))"
      }
      return text + "."
    }
    return nil
  }

  private func worst(in metric: ReportedMetric) -> (label: String, value: Double)? {
    comparison.runs.compactMap { run in
      run[metric]?.last.map { (label: run.label, value: $0.value) }
    }.max { $0.value < $1.value || $1.value.isNaN }
  }

  private func unique(_ names: [String]) -> [String] {
    var result: [String] = []
    for name in names where !result.contains(name) { result.append(name) }
    return result
  }

  func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private func capitalized(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }
}
