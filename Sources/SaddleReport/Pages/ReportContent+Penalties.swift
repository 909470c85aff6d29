import SaddleRecording

extension ReportContent {
  /// Last gaps by λ, with λ* where theory or a second-order analysis knows it; nothing without runs of
  /// several gaps.
  var penaltySection: ReportSection? {
    let curves = comparison.runs.map { run in
      GapCurve(run, readings: supplement.gaps[run.run.id] ?? [])
    }
    let lines = curves.enumerated().compactMap { index, curve -> PenaltyChart.Line? in
      guard curve.points.count > 1 else { return nil }
      return PenaltyChart.Line(
        run: index, label: comparison.runs[index].label, points: curve.points)
    }
    guard !lines.isEmpty else { return nil }
    let drawing = PenaltyChart(lines: lines, orders: orders(of: lines.map(\.run)))?.figure
    let shown = lines.map { comparison.runs[$0.run].run.id }
    let table = ReportTable(
      fold: lines.count > 12 ? "Values" : nil, style: .fill,
      columns: [.init("run"), .init("closed up to λ", isNumber: true)],
      rows: lines.map { line in
        let penalty = curves[line.run].closedPenalty
        var cell = ReportTable.Cell(Self.words(penalty))
        cell.number = penalty ?? -1
        return [.init(line.label, run: line.run, hint: line.label), cell]
      }, sql: FigureSQL.closedPenalties(of: shown))
    let isMeasured = lines.contains { $0.points.contains(where: \.isMeasured) }
    let measured =
      isMeasured
      ? " Rings are gaps that were searched for, lower bounds unless the search came to rest; their "
        + "bars are standard errors." : ""
    return ReportSection(
      id: "gap-curve", heading: "Gaps by λ", layout: .pairs,
      blocks: [
        .prose(
          "With a discriminator that may answer at the price (λ/2)‖ỹ − y‖², how much could both players "
            + "still gain at the last step? A gap of 0 up to some λ* and none beyond is a proximal "
            + "equilibrium that is not Nash. The table says up to which λ the gap fell to a hundredth of "
            + "where it began.\(measured)"), .table(table),
        .figures([
          ReportFigure(
            "gap-curve", "Last gaps by λ", drawing,
            otherwise: "No gap is positive and finite, so there is nothing to draw.",
            sql: FigureSQL.lastGaps(of: shown))
        ]),
      ])
  }

  /// λ* of the known equilibria and of the last second-order analyses of runs.
  private func orders(of runs: [Int]) -> [Double] {
    let known = runs.flatMap { comparison.runs[$0].run.description.knownEquilibria }
    let analysed = runs.compactMap {
      comparison.runs[$0][.custom("local.proximalOrder")]?.last?.value
    }
    return Set(known.compactMap(\.proximalOrder) + analysed).sorted()
  }

  private static func words(_ penalty: Double?) -> String {
    guard let penalty else { return "none" }
    if penalty == 0 { return "0 (primal)" }
    return penalty.isFinite ? NumberText.typographic(penalty) : "∞ (Nash)"
  }
}
