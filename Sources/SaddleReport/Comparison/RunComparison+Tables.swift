import SaddleRecording

extension RunComparison {
  /// One row per run: number, name, game, method, seed, differing settings, steps, status, and the
  /// last value of each metric of ``summaryMetrics``; the best of each is marked.
  public var table: TabularText {
    let settings = differences.filter { $0.group != .run && $0.group != .environment }
    var table = TabularText(columns: ["run", "name", "game", "method", "seed"])
    table.columns += settings.map { TabularText.Column($0.name) }
    table.columns += [TabularText.Column("steps", isCount: true), "status"]
    let firstMetric = table.columns.count
    table.columns += summaryMetrics.map { TabularText.Column($0.shortTitle) }
    for (index, compared) in runs.enumerated() {
      let description = compared.run.description
      var row: [TabularText.Cell] = [
        .integer(compared.run.id.rawValue), .text(description.name), .text(description.game),
        .text(description.method), TabularText.Cell(seed: description.seed),
      ]
      row += settings.map { $0.values[index].map(Self.settingCell) ?? .null }
      row += [.integer(Int64(compared.run.stepCount)), .text(compared.run.statusWords)]
      row += summaryMetrics.map { Self.cell(compared[$0]?.last) }
      table.rows.append(row)
    }
    for (column, metric) in summaryMetrics.enumerated() {
      for row in bestRuns(in: metric, by: \.last) {
        table.marks.insert(.init(row: row, column: firstMetric + column))
      }
    }
    return table
  }

  /// One row per metric and run: first, last and best value; the best run of each is marked.
  public var metricTable: TabularText {
    var table = TabularText(columns: [
      "metric", "run", "first", "last", "best", TabularText.Column("at step", isCount: true),
    ])
    for metric in shownMetrics {
      let bestLast = bestRuns(in: metric, by: \.last)
      let bestEver = bestRuns(in: metric, by: \.best)
      for (index, compared) in runs.enumerated() {
        guard let summary = compared[metric] else { continue }
        if bestLast.contains(index) { table.marks.insert(.init(row: table.rows.count, column: 3)) }
        if bestEver.contains(index) { table.marks.insert(.init(row: table.rows.count, column: 4)) }
        table.rows.append([
          .text(metric.shortTitle), .text(compared.label), Self.cell(summary.first),
          Self.cell(summary.last), Self.cell(summary.best),
          summary.best.map { .integer(Int64($0.step)) } ?? .null,
        ])
      }
    }
    return table
  }

  /// One row per differing setting, one column per run.
  public var differenceTable: TabularText {
    TabularText(
      columns: ["setting"] + runs.map { TabularText.Column("#\($0.run.id)") },
      rows: differences.map { parameter in
        [.text(parameter.name)] + parameter.values.map { $0.map(Self.settingCell) ?? .null }
      })
  }

  /// The metrics of the summary table: payoff, ‖v‖, distance and gaps; no losses, as they repeat the
  /// payoff in a zero-sum game, and no single player's norm.
  var summaryMetrics: [ReportedMetric] {
    metrics.filter { metric in
      switch metric {
      case .builtIn(.payoff), .builtIn(.fieldNorm), .builtIn(.equilibriumDistance),
        .builtIn(.dualityGap), .builtIn(.primalGap), .proximalGap:
        true
      case .builtIn, .custom: false
      }
    }
  }

  /// All metrics but losses that say what the payoff says.
  var shownMetrics: [ReportedMetric] {
    metrics.filter { metric in
      switch metric {
      case .builtIn(.minimizerLoss): !lossRepeatsPayoff(metric, sign: 1)
      case .builtIn(.maximizerLoss): !lossRepeatsPayoff(metric, sign: -1)
      default: true
      }
    }
  }

  private func lossRepeatsPayoff(_ loss: ReportedMetric, sign: Double) -> Bool {
    runs.allSatisfy { run in
      guard let loss = run[loss] else { return true }
      guard let payoff = run[.builtIn(.payoff)] else { return false }
      let repeats = { (one: MetricSummary.Point?, other: MetricSummary.Point?) in
        guard let one, let other else { return one == nil && other == nil }
        let isSame = one.value == sign * other.value || (one.value.isNaN && other.value.isNaN)
        return isSame && one.step == other.step
      }
      return loss.count == payoff.count && repeats(loss.first, payoff.first)
        && repeats(loss.last, payoff.last)
        && repeats(loss.least, sign > 0 ? payoff.least : payoff.greatest)
        && repeats(loss.greatest, sign > 0 ? payoff.greatest : payoff.least)
    }
  }

  private static func cell(_ point: MetricSummary.Point?) -> TabularText.Cell {
    point.map { .real($0.value) } ?? .null
  }

  /// A setting as a number if it is one, else as words.
  private static func settingCell(_ text: String) -> TabularText.Cell {
    if let number = Int64(text) { return .integer(number) }
    if let number = Double(text), number.isFinite { return .real(number) }
    return .text(text)
  }
}
