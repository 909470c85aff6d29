import SaddleRecording
import SaddleStatistics

extension RunStory {
  /// A sentence of the page's beginning and the section that shows what it says.
  struct LeadSentence: Hashable {
    /// The sentence.
    let text: String
    /// The section's name in links.
    let anchor: String
    /// What the link is called.
    let link: String
  }

  /// Three to six sentences on all runs where the record has as much to tell, each with the section that
  /// shows it; none for a page without runs.
  func leadSentences(_ supplement: ReportSupplement) -> [LeadSentence] {
    guard let only = comparison.runs.first else { return [] }
    let isAlone = comparison.runs.count == 1
    let summary = LeadSentence(text: lead, anchor: "summary", link: "summary")
    let own = isAlone ? parts(of: only) : [summary]
    let found =
      isAlone
      ? [closedGaps(supplement), measuredGaps, samples, cost(supplement)]
      : [
        verdicts, closedGaps(supplement), measuredGaps, trends, failures, seeds, samples,
        cost(supplement),
      ]
    var sentences = own.prefix(4) + found.compactMap(\.self)
    if sentences.count < 3, !isAlone { sentences += ends }
    return Array(sentences.prefix(6))
  }

  private func labels(_ indices: [Int]) -> String {
    let names = indices.prefix(3).map { comparison.runs[$0].label }
    let more = indices.count > 3 ? " and \(indices.count - 3) more" : ""
    return list(names) + more
  }

  /// What the first judged runs of each kind do.
  private var verdicts: LeadSentence? {
    var kinds: [String] = []
    var parts: [String] = []
    for run in comparison.runs {
      guard let verdict = run.history.verdict, !kinds.contains(verdict.kind) else { continue }
      kinds.append(verdict.kind)
      parts.append("\(run.label) \(VerdictWords.sentence(verdict))")
    }
    guard !parts.isEmpty else { return nil }
    return LeadSentence(
      text: parts.prefix(3).joined(separator: "; ") + ".", anchor: "portraits", link: "portraits")
  }

  /// Between which values the payoff and the field norm ended, where nothing more telling is known.
  private var ends: [LeadSentence] {
    [ReportedMetric.builtIn(.fieldNorm), .builtIn(.payoff)].compactMap { metric in
      let ends = comparison.runs.compactMap { $0[metric]?.last?.value }.filter(\.isFinite)
      guard let least = ends.min(), let greatest = ends.max() else { return nil }
      return LeadSentence(
        text: "\(metric.subject.prefix(1).uppercased() + metric.subject.dropFirst()) ended between "
          + "\(NumberText.typographic(least)) and \(NumberText.typographic(greatest)).",
        anchor: Self.section(of: metric), link: metric.shortTitle)
    }
  }

  /// What the gaps that were searched for came to.
  private var measuredGaps: LeadSentence? {
    let metric = ReportedMetric.custom("measured.dualityGap")
    guard let (best, worst) = extremes(of: metric) else { return nil }
    if let worst, !comparison.isSameGame {
      return LeadSentence(
        text: "By search, duality gaps ended between \(NumberText.typographic(best.value)) "
          + "(\(best.label)) and \(NumberText.typographic(worst.value)) (\(worst.label)), of different games.",
        anchor: "measured", link: "gaps by search")
    }
    var text = "By search, \(best.label) ended with "
    text += worst == nil ? "a duality gap of" : "the least duality gap,"
    text += " \(NumberText.typographic(best.value))"
    let run = comparison.runs.first { $0.label == best.label }
    if let primal = run?[.custom("measured.primalGap")]?.last?.value {
      text += ", and a primal gap of \(NumberText.typographic(primal))"
    }
    if let worst {
      text += "; \(worst.label) with the greatest, \(NumberText.typographic(worst.value))"
    }
    return LeadSentence(text: text + ".", anchor: "measured", link: "gaps by search")
  }

  /// Whose samples are nearest to the data, if it is the same for all.
  private var samples: LeadSentence? {
    guard !comparison.differences.contains(where: { $0.name == "data" }) else { return nil }
    let choices = [
      ("featureFrechetDistance", "a Fréchet distance of features of"),
      ("slicedW2", "a sliced W₂ distance of"),
    ]
    for (name, words) in choices {
      guard let (best, worst) = extremes(of: .custom(name)) else { continue }
      var text = "The samples of \(best.label) "
      text += worst == nil ? "ended at" : "ended nearest to the data, at"
      text += " \(words) \(NumberText.typographic(best.value))"
      let run = comparison.runs.first { $0.label == best.label }
      if let modes = run?[.custom("coveredModes")]?.last?.value, modes.isFinite {
        text += ", near \(NumberText.typographic(modes)) mode\(modes == 1 ? "" : "s")"
      }
      if let worst {
        text += "; those of \(worst.label) farthest, at \(NumberText.typographic(worst.value))"
      }
      return LeadSentence(text: text + ".", anchor: "quality", link: "samples against the data")
    }
    return nil
  }

  /// The runs whose last value of a metric is the least and the greatest; the latter nil for a single run.
  private func extremes(
    of metric: ReportedMetric
  ) -> (best: (label: String, value: Double), worst: (label: String, value: Double)?)? {
    let ends = comparison.runs.compactMap { run in
      run[metric]?.last.map { (label: run.label, value: $0.value) }
    }.filter(\.value.isFinite)
    guard let best = ends.min(by: { $0.value < $1.value }) else { return nil }
    return (best, ends.count > 1 ? ends.max { $0.value < $1.value } : nil)
  }

  /// Which runs came near which kind of equilibrium.
  private func closedGaps(_ supplement: ReportSupplement) -> LeadSentence? {
    let curves = comparison.runs.map {
      GapCurve($0, readings: supplement.gaps[$0.run.id] ?? [])
    }
    guard curves.contains(where: { $0.points.count > 1 }) else { return nil }
    let closed = curves.map(\.closedPenalty)
    let nash = closed.indices.filter { closed[$0] == .infinity }
    let proximal = closed.indices.filter { closed[$0].map { $0 > 0 && $0.isFinite } ?? false }
    let stackelberg = closed.indices.filter { closed[$0] == 0 }
    var parts: [String] = []
    if !nash.isEmpty { parts.append("\(labels(nash)) closed the Nash gap") }
    if let first = proximal.first, let penalty = closed[first] {
      parts.append(
        "\(labels(proximal)) closed the λ-proximal gap only (λ = "
          + "\(NumberText.typographic(penalty)))")
    }
    if !stackelberg.isEmpty {
      parts.append("\(labels(stackelberg)) closed the primal gap only")
    }
    let text =
      parts.isEmpty
      ? "No run closed a gap, not even the primal one, to a hundredth of where it began."
      : "To a hundredth of where it began or better, \(parts.joined(separator: "; "))."
    return LeadSentence(text: text, anchor: "gap-curve", link: "gaps by λ")
  }

  /// The fastest fall and the fastest growth that are exponential.
  private var trends: LeadSentence? {
    for metric in [ReportedMetric.builtIn(.equilibriumDistance), .builtIn(.fieldNorm)] {
      let trends = comparison.runs.indices.compactMap { index -> (Int, ExponentialTrend)? in
        let series = comparison.runs[index].history.series.first {
          ReportedMetric(seriesName: $0.name) == metric
        }
        guard let trend = series.flatMap(ExponentialTrend.init), trend.fit > 0.9 else { return nil }
        return (index, trend)
      }
      guard let best = trends.min(by: { $0.1.factor < $1.1.factor }),
        let worst = trends.max(by: { $0.1.factor < $1.1.factor })
      else { continue }
      var parts: [String] = []
      for (index, trend) in best.0 == worst.0 ? [best] : [best, worst] {
        let verb = trend.factor < 1 ? "falls" : "grows"
        parts.append(
          "\(verb) by a factor \(NumberText.typographic(trend.factor, digits: 6)) per step in "
            + comparison.runs[index].label)
      }
      return LeadSentence(
        text: "In the second half, \(metric.subject) \(parts.joined(separator: ", and "))"
          + " (r² > 0.9).",
        anchor: Self.section(of: metric), link: metric.shortTitle)
    }
    return nil
  }

  /// Which runs broke off.
  private var failures: LeadSentence? {
    let failed = comparison.runs.indices.filter { index in
      switch comparison.runs[index].run.status {
      case .ended(.diverged), .ended(.nonfinite), .crashed: true
      case .ended, .running: false
      }
    }
    guard let first = failed.first else { return nil }
    let run = comparison.runs[first]
    let text =
      failed.count == 1
      ? "\(run.label) \(run.run.statusSentence)."
      : "\(failed.count) runs broke off: \(labels(failed))."
    return LeadSentence(text: text, anchor: "summary", link: "how runs ended")
  }

  /// Whether the groups of seeds differ beyond seed noise.
  private var seeds: LeadSentence? {
    guard let groups = RunGroups(seedsOf: comparison), groups.groups.count > 1 else { return nil }
    let metrics: [ReportedMetric] = [
      .builtIn(.dualityGap), .builtIn(.equilibriumDistance), .builtIn(.fieldNorm),
    ]
    for metric in metrics {
      guard let best = groups.best(in: metric) else { continue }
      let reference = groups.sample(of: metric, in: groups.groups[best])
      let tests = groups.groups.indices.filter { $0 != best }
        .compactMap { MeanTest(reference, groups.sample(of: metric, in: groups.groups[$0])) }
      guard let closest = tests.max(by: { $0.p < $1.p }) else { continue }
      let name = groups.label(of: groups.groups[best])
      let verdict =
        closest.isSeedNoise
        ? "its lead over the next is within seed noise"
        : "its lead over every other group is beyond seed noise"
      return LeadSentence(
        text: "Over the seeds, \(name) has the least \(metric.subject.dropArticle) "
          + "(\(RunGroups.words(reference))); \(verdict) (\(closest.kind.rawValue), "
          + "p = \(NumberText.typographic(closest.p, digits: 2))).",
        anchor: "seeds", link: "seeds")
    }
    return nil
  }

  private func cost(_ supplement: ReportSupplement) -> LeadSentence? {
    let timed = comparison.runs.compactMap { run -> (String, Double, Int)? in
      guard let seconds = supplement.costs[run.run.id]?.wallSeconds, seconds > 0,
        let last = run.run.lastStep, last > 0
      else { return nil }
      return (run.label, seconds, last)
    }
    guard let longest = timed.max(by: { $0.1 < $1.1 }) else { return nil }
    let perStep = NumberText.typographic(longest.1 / Double(longest.2) * 1e6, digits: 3)
    let subject = comparison.runs.count > 1 ? "The longest run, \(longest.0)," : "The run"
    return LeadSentence(
      text: "\(subject) took \(NumberText.typographic(longest.1, digits: 3)) s for "
        + "\(NumberText.count(longest.2)) steps, \(perStep) µs each.",
      anchor: "cost", link: "time and storage")
  }
}

extension String {
  /// Without `the` at its beginning.
  fileprivate var dropArticle: String { hasPrefix("the ") ? String(dropFirst(4)) : self }
}
