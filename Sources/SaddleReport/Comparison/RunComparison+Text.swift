import SaddleRecording

extension RunComparison {
  /// The comparison for a terminal: story, what differs or, for one run, all settings; known
  /// equilibria; metrics with sparklines.
  ///
  /// - Parameters:
  ///   - width: the terminal's columns; nil for any width.
  ///   - emphasis: how the best values stand out.
  /// - Returns: the text, its last line ended by a line feed.
  public func text(width: Int? = nil, emphasis: TerminalEmphasis = .plain) -> String {
    guard !runs.isEmpty else { return "There are no runs to compare.\n" }
    let format = TableFormat.table(width: width, emphasis: emphasis)
    var parts = [LineFilling.filled(RunStory(self).lead, width: width) + "\n"]
    if runs.count > 1 {
      parts.append(statusTable.render(as: format))
      if !differences.isEmpty { parts.append(differenceTable.render(as: format)) }
      if !sharedParameters.isEmpty {
        parts.append(LineFilling.filled(sharedSentence, width: width) + "\n")
      }
    } else {
      parts.append(settingTable.render(as: format))
    }
    for game in KnownGame.all(of: runs.map(\.run)) {
      let lines = ["Known equilibria of \(game.name):"] + game.lines.map { "  \($0)" }
      parts.append(
        (lines + ["  \(game.gapSentence)"]).map { DisplayWidth.printable($0) + "\n" }.joined())
    }
    if !metrics.isEmpty { parts.append(sparklines(width: width).render(as: format)) }
    if !metricTable.marks.isEmpty {
      let sign = emphasis == .plain ? "*" : "bold"
      parts.append("\(sign): best of the runs (nearest to 0)\n")
    }
    return parts.joined(separator: "\n")
  }

  /// One row per setting of the runs, with one column per run.
  public var settingTable: TabularText {
    TabularText(
      columns: ["of", "setting"] + runs.map { TabularText.Column("#\($0.run.id)") },
      rows: [[.text("run"), .text("name")] + runs.map { .text($0.run.description.name) }]
        + (sharedParameters + differences).map { parameter in
          let values = parameter.values.map { $0.map(TabularText.Cell.text) ?? .null }
          return [.text(parameter.group.rawValue), .text(parameter.name)] + values
        })
  }

  /// The settings that all runs share, in one sentence.
  var sharedSentence: String {
    let shared = sharedParameters.map { "\($0.name) \($0.values.first.flatMap(\.self) ?? "")" }
    return "Same in all runs: \(shared.joined(separator: ", "))."
  }

  /// One row per run: label, name, steps, status.
  var statusTable: TabularText {
    let verdicts = runs.map(\.history.verdict)
    let isJudged = verdicts.contains { $0 != nil }
    return TabularText(
      columns: ["run", "name", TabularText.Column("steps", isCount: true), "status"]
        + (isJudged ? ["verdict"] : []),
      rows: zip(runs, verdicts).map { compared, verdict in
        let cells: [TabularText.Cell] = [
          .text(compared.label), .text(compared.run.description.name),
          .integer(Int64(compared.run.stepCount)), .text(compared.run.statusWords),
        ]
        return cells
          + (isJudged ? [verdict.map { .text(VerdictWords.brief($0)) } ?? .null] : [])
      })
  }

  /// ``sparklines(length:)`` that fill the rest of a terminal's width: 8 to 72 characters.
  func sparklines(width: Int?) -> TabularText {
    guard let width else { return sparklines(length: 24) }
    let bare = sparklines(length: 0).render(as: .table())
    let rule = bare.split(separator: "\n").dropFirst().first.map { DisplayWidth.of(String($0)) }
    let heading = "first to last".count
    let marks = metricTable.marks.isEmpty ? 0 : 2
    return sparklines(length: min(72, max(8, width - (rule ?? 0) + heading - marks)))
  }

  /// ``metricTable`` with each metric named once and a sparkline at the end of each row.
  func sparklines(length: Int) -> TabularText {
    var table = metricTable
    let lines = shownMetrics.flatMap { metric in
      runs.filter { $0[metric] != nil }.map { sparkline(of: metric, in: $0.history, length) }
    }
    var previous: TabularText.Cell?
    for row in table.rows.indices {
      let name = table.rows[row][0]
      if name == previous { table.rows[row][0] = .null }
      previous = name
      table.rows[row].append(.text(lines[row]))
    }
    table.columns.append("first to last")
    return table
  }

  private func sparkline(
    of metric: ReportedMetric, in history: RunHistory, _ length: Int
  ) -> String {
    let series = history.series.first { ReportedMetric(seriesName: $0.name) == metric }
    return series.map { Sparkline.text($0, isLogarithmic: metric.isBetterSmaller, width: length) }
      ?? ""
  }
}
