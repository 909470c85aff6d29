import SaddleRecording

extension HTMLReport {
  /// One column per run: what it was, how it ended, where its metrics stand.
  var summarySection: Markup {
    let heads = comparison.runs.enumerated().map { index, run -> Markup in
      "<th scope=\"col\">\(swatch(index))\(run.label)</th>"
    }
    let note: Markup =
      comparison.summaryMetrics.contains { !comparison.bestRuns(in: $0, by: \.last).isEmpty }
      ? "<p class=\"notes\">Bold: the last value nearest to 0 of all runs.</p>\n" : ""
    return """
      <section id="summary">
      <h2>Summary</h2>
      <div class="scroll"><table class="summary">
      <thead><tr><td></td>\(heads.joined())</tr></thead>
      <tbody>
      \(settingRows)\(metricRows)</tbody>
      </table></div>
      \(note)\(fold(FigureSQL.summary(of: comparison.runs.map(\.run.id)), of: "table"))\
      \(sharedSettings)</section>

      """
  }

  /// The colored square that stands for a run.
  func swatch(_ index: Int) -> Markup {
    "<span class=\"swatch \(Palette.style(of: index))\"></span>"
  }

  private var settingRows: Markup {
    let runs = comparison.runs.map(\.run)
    var rows = wordRow("name", runs.map(\.description.name))
    rows += wordRow("game", runs.map(\.description.game))
    rows += wordRow("method", runs.map(\.description.method))
    rows += wordRow("seed", runs.map { String($0.description.seed) })
    for parameter in comparison.differences
    where parameter.group != .run || parameter.name == "experiment" {
      rows += wordRow(parameter.name, parameter.values.map { $0 ?? "–" })
    }
    rows += wordRow("steps recorded", runs.map { NumberText.count($0.stepCount) })
    rows += wordRow("status", runs.map(\.statusWords))
    let verdicts = comparison.runs.map(\.history.verdict)
    if verdicts.contains(where: { $0 != nil }) {
      rows += wordRow("verdict", verdicts.map { $0.map(VerdictWords.brief) ?? "–" })
    }
    return rows
  }

  private var metricRows: Markup {
    comparison.summaryMetrics.map { metric -> Markup in
      let best = comparison.bestRuns(in: metric, by: \.last)
      let cells = comparison.runs.enumerated().map { index, run -> Markup in
        guard let value = run[metric]?.last?.value else { return "<td>–</td>" }
        return
          "<td class=\"run\" title=\"\(value.description)\">\(number(value, isBest: best.contains(index)))</td>"
      }
      return "<tr><th scope=\"row\">last \(metric.shortTitle)</th>\(cells.joined())</tr>\n"
    }.joined()
  }

  private func wordRow(_ name: String, _ words: [String]) -> Markup {
    let cells = words.map { text -> Markup in
      let isLong = text.split(separator: " ").contains { $0.count > 24 }
      return isLong ? "<td class=\"long\">\(text)</td>" : "<td>\(text)</td>"
    }
    return "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>\n"
  }

  /// A value in four digits.
  func number(_ value: Double, isBest: Bool) -> Markup {
    let text = NumberText.typographic(value)
    return isBest ? "<strong>\(text)</strong>" : "\(text)"
  }

  private var sharedSettings: Markup {
    let shown = comparison.sharedParameters.filter { parameter in
      !["game", "method", "seed"].contains(parameter.name) || parameter.group != .run
    }
    guard !shown.isEmpty else { return "" }
    let items = shown.map { parameter -> Markup in
      let value = parameter.values.first.flatMap(\.self) ?? ""
      return "<dt>\(parameter.name)</dt><dd>\(value.isEmpty ? "(empty)" : value)</dd>\n"
    }
    let title = comparison.runs.count > 1 ? "Settings that all runs share" : "All settings"
    return """
      <details>
      <summary>\(title)</summary>
      <dl>
      \(items.joined())</dl>
      \(fold(FigureSQL.settings(of: comparison.runs.map(\.run.id)), of: "list"))</details>

      """
  }
}
