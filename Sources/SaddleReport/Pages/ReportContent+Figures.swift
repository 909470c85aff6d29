import SaddleRecording

extension ReportContent {
  /// A group of metrics: a figure each, and their values in a table.
  func section(_ group: MetricGroup) -> ReportSection {
    let series = group.metrics.map { metric in lines(of: metric).map(\.series) }
    let (axes, areShared) = group.axes(of: series)
    let steps = series.joined().flatMap { [$0.steps.first, $0.steps.last].compactMap(\.self) }
    let range = (steps.min() ?? 0)...(steps.max() ?? 0)
    let figures = group.metrics.indices.map { index in
      figure(
        of: group.metrics[index], named: "\(group.id)-\(index + 1)", over: range,
        heights: axes[index])
    }
    let shared = areShared ? " The figures of this section share their scale." : ""
    return ReportSection(
      id: group.id, heading: group.heading, layout: group.fold == nil ? .pairs : .plain,
      blocks: [
        .prose(group.prose + shared), .table(valueTable(of: group)),
        .figures(figures, fold: group.fold),
      ])
  }

  private func figure(
    of metric: ReportedMetric, named name: String, over steps: ClosedRange<Int>,
    heights: AxisScale?
  ) -> ReportFigure {
    let lines = lines(of: metric)
    let sql = FigureSQL.points(of: metric, runs: lines.map { comparison.runs[$0.run].run.id })
    let drawing = heights.map {
      LineChart(title: metric.title, lines: lines, steps: steps, heights: $0).figure
    }
    let kind = metric.isBetterSmaller ? "positive and finite" : "finite"
    return ReportFigure(
      name, metric.title, drawing,
      otherwise: "No value is \(kind), so there is nothing to draw.", sql: sql)
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
  private func valueTable(of group: MetricGroup) -> ReportTable {
    let isRanked = group.metrics.allSatisfy(\.isBetterSmaller)
    let isMany = group.metrics.count > 1
    let rows = group.metrics.flatMap { metric in
      valueRows(of: metric, isRanked: isRanked).map { row in
        isMany ? [ReportTable.Cell(metric.shortTitle)] + row : row
      }
    }
    let numbers = isRanked ? ["first", "last", "best"] : ["first", "last", "least", "greatest"]
    let words = (isMany ? ["metric"] : []) + ["run"]
    return ReportTable(
      fold: rows.count > 12 || group.fold != nil ? "Values" : nil, style: .fill,
      columns: words.map { ReportTable.Column($0) }
        + numbers.map { ReportTable.Column($0, isNumber: true) },
      rows: rows, sql: FigureSQL.values(of: group.metrics, runs: ids))
  }

  /// The cells of each run that has a metric.
  private func valueRows(of metric: ReportedMetric, isRanked: Bool) -> [[ReportTable.Cell]] {
    let bestLast = comparison.bestRuns(in: metric, by: \.last)
    let bestEver = comparison.bestRuns(in: metric, by: \.best)
    return comparison.runs.enumerated().compactMap { index, run in
      guard let summary = run[metric], let first = summary.first, let last = summary.last else {
        return nil
      }
      let ranges = isRanked ? [summary.best] : [summary.least, summary.greatest]
      return [
        ReportTable.Cell(run.label, run: index, hint: run.label), .init(first.value),
        .init(last.value, isBest: bestLast.contains(index)),
      ]
        + ranges.map { point in
          ReportTable.Cell(
            point?.value, isBest: isRanked && bestEver.contains(index),
            hint: point.map { "at step \(NumberText.count($0.step))" })
        }
    }
  }
}
