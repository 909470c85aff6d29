import SaddleRecording

extension HTMLReport {
  /// A section per group of metrics, then the phase portraits.
  var figureSections: Markup {
    let groups = MetricGroup.all(of: comparison)
    let sections = groups.map(section)
    let none: Markup =
      groups.isEmpty
      ? "<section id=\"figures\">\n<h2>Figures</h2>\n<p>No step is recorded, so there is nothing to"
        + " draw.</p>\n</section>\n" : ""
    return none + sections.joined() + penaltySection + portraitSection + rotationSection
      + spectrumSection + seedSection + settingSection + lineageSection + pictureSection
      + costSection
  }

  private func section(_ group: MetricGroup) -> Markup {
    let series = group.metrics.map { metric in lines(of: metric).map(\.series) }
    let (axes, areShared) = group.axes(of: series)
    let steps = series.joined().flatMap { [$0.steps.first, $0.steps.last].compactMap(\.self) }
    let range = (steps.min() ?? 0)...(steps.max() ?? 0)
    let figures = zip(group.metrics, axes).map { figure(of: $0, over: range, heights: $1) }
    let shared = areShared ? " The figures of this section share their scale." : ""
    return """
      <section id="\(group.id)" class="group">
      <div class="say">
      <h2>\(group.heading)</h2>
      <p>\(group.prose)\(shared)</p>
      \(valueTable(of: group))</div>
      \(figures.joined())</section>

      """
  }

  private func figure(
    of metric: ReportedMetric, over steps: ClosedRange<Int>, heights: AxisScale?
  ) -> Markup {
    let lines = lines(of: metric)
    let sql = FigureSQL.points(of: metric, runs: lines.map { comparison.runs[$0.run].run.id })
    guard let heights else {
      let kind = metric.isBetterSmaller ? "positive and finite" : "finite"
      let note = "No value is \(kind), so there is nothing to draw."
      return figure(metric.title, drawing: "", notes: [note], sql: sql)
    }
    let chart = LineChart(title: metric.title, lines: lines, steps: steps, heights: heights)
    let figure = chart.figure
    return self.figure(
      metric.title, drawing: Markup(trusted: figure.drawing), notes: figure.notes, sql: sql)
  }

  func figure(_ title: String, drawing: Markup, notes: [String], sql: String) -> Markup {
    """
    <figure>
    <figcaption>\(title)</figcaption>
    \(drawing)<p class="notes">\(notes.joined(separator: " "))</p>
    \(fold(sql, of: "figure"))</figure>

    """
  }

  /// The SQL of a figure or a table, folded.
  func fold(_ sql: String, of what: String) -> Markup {
    """
    <details><summary>SQL of this \(what)</summary>
    <pre>\(sql)</pre>
    </details>

    """
  }

  /// The runs that have points of a metric.
  func lines(of metric: ReportedMetric) -> [PlottedSeries] {
    comparison.runs.enumerated().compactMap { index, run in
      let series = run.history.series.first { ReportedMetric(seriesName: $0.name) == metric }
      guard let series, !series.steps.isEmpty else { return nil }
      return PlottedSeries(run: index, label: run.label, series: series)
    }
  }

  /// First, last and best value of each metric and run; folded where they are many.
  private func valueTable(of group: MetricGroup) -> Markup {
    var rows: [Markup] = []
    for metric in group.metrics {
      let own = valueRows(of: metric)
      guard group.metrics.count > 1, let first = own.first else {
        rows += own.map { row in "<tr>\(row)</tr>\n" }
        continue
      }
      rows.append("<tr><td>\(metric.shortTitle)</td>\(first)</tr>\n")
      rows += own.dropFirst().map { row in "<tr><td>\(metric.shortTitle)</td>\(row)</tr>\n" }
    }
    let runs = comparison.runs.map(\.run.id)
    return fold(rows, under: heads(of: group))
      + fold(FigureSQL.values(of: group.metrics, runs: runs), of: "table")
  }

  /// The cells of each run that has a metric.
  private func valueRows(of metric: ReportedMetric) -> [Markup] {
    let bestLast = comparison.bestRuns(in: metric, by: \.last)
    let bestEver = comparison.bestRuns(in: metric, by: \.best)
    return comparison.runs.enumerated().compactMap { index, run in
      guard let summary = run[metric], let first = summary.first, let last = summary.last else {
        return nil
      }
      let ranges = metric.isBetterSmaller ? [summary.best] : [summary.least, summary.greatest]
      let extremes = ranges.map { point -> Markup in
        guard let point else { return "<td class=\"number\">–</td>" }
        let value = number(point.value, isBest: bestEver.contains(index))
        let step = "at step \(NumberText.count(point.step))"
        return
          "<td class=\"number\" data-value=\"\(point.value.description)\" title=\"\(step)\">\(value)</td>"
      }
      return """
        <td class="run" title="\(run.label)">\(swatch(index))\(DisplayWidth.elide(run.label, to: 24))</td>\
        <td class="number" data-value="\(first.value.description)">\(number(first.value, isBest: false))</td>\
        <td class="number" data-value="\(last.value.description)">\(number(last.value, isBest: bestLast.contains(index)))</td>\
        \(extremes.joined())
        """
    }
  }

  private func heads(of group: MetricGroup) -> Markup {
    let isRanked = group.metrics.allSatisfy(\.isBetterSmaller)
    let names = isRanked ? ["first", "last", "best"] : ["first", "last", "least", "greatest"]
    let heads = names.map { name -> Markup in "<th scope=\"col\" class=\"number\">\(name)</th>" }
    let metric: Markup = group.metrics.count > 1 ? "<th scope=\"col\">metric</th>" : ""
    return "<tr>\(metric)<th scope=\"col\">run</th>\(heads.joined())</tr>"
  }

  private func fold(_ rows: [Markup], under head: Markup) -> Markup {
    let table: Markup = """
      <div class="scroll"><table class="sortable">
      <thead>\(head)</thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
    guard rows.count > 12 else { return table }
    return "<details><summary>Values</summary>\n\(table)</details>\n"
  }
}
