import SaddleRecording

extension HTMLReport {
  /// Which run began with which step of which, and where runs were gone on with; nothing where none was.
  var lineageSection: Markup {
    guard let chart = LineageChart(comparison.runs, resumptions: supplement.resumptions) else {
      return ""
    }
    let list = FigureSQL.list(comparison.runs.map(\.run.id))
    let sql = """
      SELECT child.id AS runID, parent.id AS parentID, child.parentStep
      FROM run AS child LEFT JOIN run AS parent ON parent.uuid = child.parentUUID
      WHERE child.id IN (\(list)) AND child.parentUUID IS NOT NULL
      UNION ALL
      SELECT runID, runID, step FROM resumption WHERE runID IN (\(list))
      ORDER BY 1, 3;
      """
    return """
      <section id="lineage">
      <h2>Lineage</h2>
      <p>\(sentences(of: chart).joined(separator: " "))</p>
      \(figure("Which run went on from which", drawing: Markup(trusted: chart.svg), notes: [], sql: sql))\
      </section>

      """
  }

  private func sentences(of chart: LineageChart) -> [String] {
    chart.bars.flatMap { bar -> [String] in
      var sentences: [String] = []
      if bar.isFork {
        let parent = bar.parent.map { chart.bars[$0].label } ?? "a run that is not shown"
        sentences.append(
          "\(bar.label) began with step \(NumberText.count(bar.first)) of \(parent).")
      }
      if !bar.resumptions.isEmpty {
        let steps = bar.resumptions.prefix(8).map { NumberText.count($0) }
        let more = bar.resumptions.count > 8 ? ", …" : ""
        sentences.append(
          "\(bar.label) was gone on with after step \(steps.joined(separator: ", "))\(more).")
      }
      return sentences
    }
  }
}
