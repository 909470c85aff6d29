import SaddleRecording

extension ReportContent {
  /// Up to so many runs stand side by side, with their settings; more are rows.
  private static let mostColumns = 4

  /// What each run was, how it ended, where its metrics stand.
  var summarySection: ReportSection {
    let isRanked = comparison.summaryMetrics.contains {
      !comparison.bestRuns(in: $0, by: \.last).isEmpty
    }
    let isWide = comparison.runs.count > Self.mostColumns
    var table = isWide ? rowTable : columnTable
    if isRanked { table.notes.append("Bold: the last value nearest to 0 of all runs.") }
    var blocks: [ReportSection.Block] = [.table(table)]
    let differences =
      isWide
      ? comparison.tellingDifferences + comparison.partialDifferences
      : comparison.partialDifferences
    if !differences.isEmpty {
      let title = isWide ? "Settings that differ" : "Settings that not all runs have"
      blocks.append(.table(settingTable(differences, title: title)))
    }
    if let shared = sharedTable { blocks.append(.table(shared)) }
    return ReportSection(id: "summary", heading: "Summary", blocks: blocks)
  }

  // MARK: - Few runs: a column each

  private var columnTable: ReportTable {
    let runs = comparison.runs.map(\.run)
    var rows: [[ReportTable.Cell]] = []
    func add(_ name: String, _ words: [String]) {
      rows.append(([name] + words).map { ReportTable.Cell($0) })
    }
    add("name", runs.map(\.description.name))
    add("game", runs.map(\.description.game))
    add("method", runs.map(\.description.method))
    add("seed", runs.map { String($0.description.seed) })
    for parameter in comparison.tellingDifferences
    where parameter.group != .run || parameter.name == "experiment" {
      add(parameter.name, parameter.values.map { $0 ?? "–" })
    }
    add("steps recorded", runs.map { NumberText.count($0.stepCount) })
    add("status", runs.map(\.statusWords))
    let verdicts = comparison.runs.map(\.history.verdict)
    if verdicts.contains(where: { $0 != nil }) {
      add("verdict", verdicts.map { $0.map(VerdictWords.brief) ?? "–" })
    }
    for metric in comparison.summaryMetrics {
      rows.append([ReportTable.Cell("last \(metric.shortTitle)")] + lastCells(of: metric))
    }
    return ReportTable(
      style: .byColumn,
      columns: [.init("")]
        + comparison.runs.enumerated().map { .init($1.label, run: $0) }, rows: rows,
      sql: FigureSQL.summary(of: ids))
  }

  private func lastCells(of metric: ReportedMetric) -> [ReportTable.Cell] {
    let best = comparison.bestRuns(in: metric, by: \.last)
    return comparison.runs.enumerated().map { index, run in
      let value = run[metric]?.last?.value
      return ReportTable.Cell(
        value, isBest: best.contains(index), hint: value.map { $0.description })
    }
  }

  // MARK: - Many runs: a row each

  private var rowTable: ReportTable {
    let runs = comparison.runs.map(\.run)
    let isNamed = runs.contains {
      $0.description.name != "\($0.description.game) \($0.description.method)"
    }
    let isJudged = comparison.runs.contains { $0.history.verdict != nil }
    let metrics = comparison.summaryMetrics.map(lastCells)
    let rows = comparison.runs.enumerated().map { index, run -> [ReportTable.Cell] in
      var row = [ReportTable.Cell(run.label, run: index)]
      if isNamed { row.append(.init(run.run.description.name)) }
      row += [
        .init(count: run.run.stepCount), .init(Self.status(of: run.run), hint: run.run.statusWords),
      ]
      if isJudged { row.append(.init(run.history.verdict.map(VerdictWords.brief) ?? "–")) }
      return row + metrics.map { $0[index] }
    }
    let words = ["run"] + (isNamed ? ["name"] : [])
    return ReportTable(
      columns: words.map { .init($0) }
        + [.init("steps", isNumber: true), .init("status")] + (isJudged ? [.init("verdict")] : [])
        + comparison.summaryMetrics.map { .init($0.shortTitle, isNumber: true) },
      rows: rows, sql: FigureSQL.summary(of: ids))
  }

  /// How a run stands, in one word.
  private static func status(of run: Run) -> String {
    switch run.status {
    case .running: "running"
    case .crashed: "crashed"
    case .ended(let outcome): outcome.rawValue
    }
  }

  // MARK: - Settings

  /// One row per run, or with few runs one per setting, as the summary has it.
  private func settingTable(_ settings: [ComparedParameter], title: String) -> ReportTable {
    let sql = FigureSQL.settings(of: ids)
    let runs = comparison.runs
    guard runs.count > Self.mostColumns else {
      return ReportTable(
        fold: title, style: .byColumn,
        columns: [.init("")] + runs.enumerated().map { .init($1.label, run: $0) },
        rows: settings.map { setting in
          [.init(setting.name)] + setting.values.map { .init($0 ?? "–") }
        }, sql: sql)
    }
    return ReportTable(
      fold: title, columns: [.init("run")] + settings.map { .init($0.name) },
      rows: runs.indices.map { index in
        [ReportTable.Cell(runs[index].label, run: index)]
          + settings.map { ReportTable.Cell($0.values[index] ?? "–") }
      }, sql: sql)
  }

  private var sharedTable: ReportTable? {
    let shown = comparison.sharedParameters.filter { parameter in
      !["game", "method", "seed"].contains(parameter.name) || parameter.group != .run
    }
    guard !shown.isEmpty else { return nil }
    return ReportTable(
      fold: comparison.runs.count > 1 ? "Settings that all runs share" : "All settings",
      columns: [.init("setting"), .init("value")],
      rows: shown.map { parameter in
        let value = parameter.values.first.flatMap(\.self) ?? ""
        return [.init(parameter.name), .init(value.isEmpty ? "(empty)" : value)]
      }, sql: FigureSQL.settings(of: ids))
  }
}
