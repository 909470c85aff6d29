import SaddleRecording

extension HTMLReport {
  /// Last gaps by λ, with λ* where theory knows it; nothing without runs of several gaps.
  var penaltySection: Markup {
    let lines = comparison.runs.enumerated().compactMap { index, run -> PenaltyChart.Line? in
      let points = GapCurve(run).points
      guard points.count > 1 else { return nil }
      return PenaltyChart.Line(
        run: index, label: run.label, points: points.map { ($0.penalty, $0.last) })
    }
    guard !lines.isEmpty else { return "" }
    let known = comparison.runs.flatMap(\.run.description.knownEquilibria)
    let orders = Set(known.compactMap(\.proximalOrder)).sorted()
    let chart = PenaltyChart(lines: lines, orders: orders)
    let drawing = chart?.figure
    let closed = lines.map { line -> Markup in
      let penalty = GapCurve(comparison.runs[line.run]).closedPenalty
      let words =
        penalty.map {
          $0 == 0 ? "0 (primal)" : $0.isFinite ? NumberText.typographic($0) : "∞ (Nash)"
        }
        ?? "none"
      return """
        <tr><td class="run">\(swatch(line.run))\(line.label)</td>\
        <td class="number" data-value="\(String(penalty ?? -1))">\(words)</td></tr>

        """
    }
    return """
      <section id="gap-curve" class="group">
      <div class="say">
      <h2>Gaps by λ</h2>
      <p>With a discriminator that may answer at the price (λ/2)‖ỹ − y‖², how much could both players \
      still gain at the last step? A gap of 0 up to some λ* and none beyond is a proximal equilibrium that \
      is not Nash. The table says up to which λ the gap fell to a hundredth of where it began.</p>
      <div class="scroll"><table class="sortable">
      <thead><tr><th scope="col">run</th><th scope="col" class="number">closed up to λ</th></tr></thead>
      <tbody>
      \(closed.joined())</tbody>
      </table></div>
      \(fold(
        FigureSQL.closedPenalties(of: lines.map { comparison.runs[$0.run].run.id }), of: "table"))</div>
      \(figure(
        "Last gaps by λ", drawing: Markup(trusted: drawing?.drawing ?? ""),
        notes: drawing?.notes ?? ["No gap is positive and finite, so there is nothing to draw."],
        sql: FigureSQL.lastGaps(of: lines.map { comparison.runs[$0.run].run.id })))</section>

      """
  }
}
