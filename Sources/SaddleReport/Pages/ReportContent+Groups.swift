import SaddleRecording

extension ReportContent {
  /// Bands over seeds and the table of means; nothing where no two runs differ by their seed only.
  var seedSection: ReportSection? {
    guard let groups = RunGroups(seedsOf: comparison) else { return nil }
    let metrics = comparison.shownMetrics.filter { metric in
      switch metric {
      case .builtIn(.payoff), .builtIn(.fieldNorm), .builtIn(.equilibriumDistance),
        .builtIn(.dualityGap):
        true
      case .builtIn, .proximalGap: false
      case .custom: metric.isBetterSmaller
      }
    }
    let figures = metrics.enumerated().flatMap { place, metric in
      [
        bands(of: metric, "seeds-\(place + 1)", groups),
        lastValues(of: metric, "seeds-\(place + 1)-last", groups),
      ].compactMap(\.self)
    }
    let table = groups.testTable
    let rows = table.rows.indices.map { row in
      table.columns.indices.map { column in
        let cell = table.cell(row, column)
        var shown = ReportTable.Cell(cell.text(in: table.columns[column]))
        if case .real(let number) = cell { shown.number = number }
        shown.isBest = table.marks.contains(.init(row: row, column: column))
        return shown
      }
    }
    return ReportSection(
      id: "seeds", heading: "Over the seeds", layout: .pairsBelow,
      blocks: [
        .prose(
          "Runs that differ by their seed only are one line. The table has the means of the last values, "
            + "± half the 95 % interval of Student’s t, and the chance p of a difference from the best "
            + "group as large, were there none: above 0.05 it is within seed noise."),
        .table(
          ReportTable(
            fold: rows.count > 12 ? "Means and tests" : nil,
            columns: table.columns.map { ReportTable.Column($0.name) }, rows: rows,
            sql: FigureSQL.seeds(of: ids))),
        .figures(figures),
      ])
  }

  private func bands(
    of metric: ReportedMetric, _ name: String, _ groups: RunGroups
  ) -> ReportFigure? {
    let bands = groups.groups.compactMap { group -> BandChart.Group? in
      let members = Set(group.runs)
      let series = lines(of: metric).filter { members.contains($0.run) }
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
    return ReportFigure(
      name, metric.title, chart.figure, sql: FigureSQL.points(of: metric, runs: runs))
  }

  private func lastValues(
    of metric: ReportedMetric, _ name: String, _ groups: RunGroups
  ) -> ReportFigure? {
    let rows = groups.groups.map { group in
      let values = group.runs.compactMap { index -> (run: String, value: Double)? in
        let run = comparison.runs[index]
        guard let value = run[metric]?.last?.value, value.isFinite else { return nil }
        return (run.label, value)
      }
      return SeedChart.Group(
        color: group.runs.first ?? 0, label: groups.label(of: group), values: values,
        sample: groups.sample(of: metric, in: group))
    }.filter { !$0.values.isEmpty }
    let all = rows.flatMap { $0.values.map(\.value) }
    let scale: HeightScale = metric.isBetterSmaller ? .logarithmic : .signed
    guard
      let axis = scale.axis(covering: [
        MetricSeries(name: "", steps: Array(all.indices), values: all)
      ])
    else { return nil }
    let title = "\(metric.title): last value of each run"
    return ReportFigure(
      name, title, SeedChart(title: title, groups: rows, axis: axis).figure,
      sql: FigureSQL.values(
        of: [metric],
        runs: groups.groups.flatMap(\.runs).sorted().map {
          comparison.runs[$0].run.id
        }))
  }

  /// Settings against the outcome, for three runs and more that differ in two settings and more.
  var settingSection: ReportSection? {
    let differences = comparison.tellingDifferences.filter { $0.group != .environment }
    guard comparison.runs.count > 2, differences.count > 1 else { return nil }
    let outcomes: [ReportedMetric] = [
      .builtIn(.dualityGap), .builtIn(.equilibriumDistance), .custom("measured.dualityGap"),
      .builtIn(.fieldNorm), .builtIn(.payoff),
    ]
    guard let outcome = outcomes.first(where: comparison.metrics.contains) else { return nil }
    let ends = comparison.runs.map { $0[outcome]?.last?.value }
    let axes =
      differences.prefix(6).map { ParallelCoordinates.Axis(title: $0.name, texts: $0.values) }
      + [ParallelCoordinates.Axis(title: "last \(outcome.shortTitle)", numbers: ends)]
    let chart = ParallelCoordinates(axes: axes, labels: comparison.runs.map(\.label))
    let title = "Every run across its settings to its last \(outcome.shortTitle)"
    let figure = ReportFigure(
      "settings", title, chart.figure, sql: FigureSQL.settings(of: ids))
    return ReportSection(
      id: "settings", heading: "Settings and outcome", blocks: [.figures([figure])])
  }
}
