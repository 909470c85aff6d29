import SaddleRecording

extension HTMLReport {
  /// Bands over seeds and the table of means; nothing where no two runs differ by their seed only.
  var seedSection: Markup {
    guard let groups = RunGroups(seedsOf: comparison) else { return "" }
    let metrics = comparison.shownMetrics.filter { metric in
      switch metric {
      case .builtIn(.payoff), .builtIn(.fieldNorm), .builtIn(.equilibriumDistance),
        .builtIn(.dualityGap):
        true
      case .builtIn, .proximalGap, .custom: false
      }
    }
    let figures = metrics.compactMap { bands(of: $0, groups) }
    let table = groups.testTable
    let heads = table.columns.map { column -> Markup in "<th scope=\"col\">\(column.name)</th>" }
    let rows = table.rows.enumerated().map { row, cells -> Markup in
      let cells = cells.indices.map { column -> Markup in
        let words = table.cell(row, column).text(in: table.columns[column])
        let isBest = table.marks.contains(.init(row: row, column: column))
        return isBest ? "<td><strong>\(words)</strong></td>" : "<td>\(words)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return """
      <section id="seeds" class="group">
      <div class="say wide">
      <h2>Over the seeds</h2>
      <p>Runs that differ by their seed only are one line. The table has the means of the last values, ± \
      half the 95 % interval of Student’s t, and the chance p of a difference from the best group as large, \
      were there none: above 0.05 it is within seed noise.</p>
      <details\(figures.count > 2 ? "" : " open=\"open\"")><summary>Means and tests</summary>
      <div class="scroll"><table class="sortable">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      \(fold(FigureSQL.seeds(of: comparison.runs.map(\.run.id)), of: "table"))</details>
      </div>
      \(figures.joined())</section>

      """
  }

  private func bands(of metric: ReportedMetric, _ groups: RunGroups) -> Markup? {
    let bands = groups.groups.compactMap { group -> BandChart.Group? in
      let series = group.runs.compactMap { index -> PlottedSeries? in
        let run = comparison.runs[index]
        let found = run.history.series.first { ReportedMetric(seriesName: $0.name) == metric }
        guard let found, !found.steps.isEmpty else { return nil }
        return PlottedSeries(run: index, label: run.label, series: found)
      }
      guard let first = group.runs.first, !series.isEmpty else { return nil }
      let label = "\(groups.label(of: group)) ×\(series.count)"
      return BandChart.Group(color: first, label: label, series: series)
    }
    let all = bands.flatMap { $0.series.map(\.series) }
    let scale: HeightScale = metric.isBetterSmaller ? .logarithmic : .signed
    let steps = all.flatMap { [$0.steps.first, $0.steps.last].compactMap(\.self) }
    guard let heights = scale.axis(covering: all), let first = steps.min(), let last = steps.max()
    else { return nil }
    let chart = BandChart(title: metric.title, groups: bands, steps: first...last, heights: heights)
    let runs = bands.flatMap { $0.series.map { comparison.runs[$0.run].run.id } }.sorted()
    return figure(
      metric.title, drawing: Markup(trusted: chart.figure.drawing), notes: chart.figure.notes,
      sql: FigureSQL.points(of: metric, runs: runs))
  }

  /// Settings against the outcome, for three runs and more that differ in two settings and more.
  var settingSection: Markup {
    let differences = comparison.differences.filter { $0.group != .environment }
    guard comparison.runs.count > 2, differences.count > 1 else { return "" }
    let outcomes: [ReportedMetric] = [
      .builtIn(.dualityGap), .builtIn(.equilibriumDistance), .builtIn(.fieldNorm),
      .builtIn(.payoff),
    ]
    guard let outcome = outcomes.first(where: comparison.metrics.contains) else { return "" }
    let ends = comparison.runs.map { $0[outcome]?.last?.value }
    let axes =
      differences.prefix(6).map { ParallelCoordinates.Axis(title: $0.name, texts: $0.values) }
      + [ParallelCoordinates.Axis(title: "last \(outcome.shortTitle)", numbers: ends)]
    let chart = ParallelCoordinates(axes: axes, labels: comparison.runs.map(\.label)).figure
    return """
      <section id="settings">
      <h2>Settings and outcome</h2>
      \(figure(
        "Every run across its settings to its last \(outcome.shortTitle)",
        drawing: Markup(trusted: chart.drawing), notes: chart.notes,
        sql: FigureSQL.settings(of: comparison.runs.map(\.run.id))))</section>

      """
  }
}
