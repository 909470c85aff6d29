import SaddleRecording

extension ReportContent {
  /// Which run began with which step of which, and where runs were gone on with; nothing where none was.
  var lineageSection: ReportSection? {
    guard let chart = LineageChart(comparison.runs, resumptions: supplement.resumptions) else {
      return nil
    }
    let figure = ReportFigure(
      "lineage", "Which run went on from which", Figure(drawing: chart.svg, notes: []),
      sql: FigureSQL.lineage(of: ids))
    return ReportSection(
      id: "lineage", heading: "Lineage",
      blocks: [.prose(sentences(of: chart).joined(separator: " ")), .figures([figure])])
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
