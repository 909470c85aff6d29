import SaddleRecording

extension ReportContent {
  /// The verdicts on runs that turn: the sentence of evidence, what theory says, and four pictures each.
  var rotationSection: ReportSection? {
    let parts = supplement.rotations.flatMap { rotation -> [ReportSection.Block] in
      guard let index = comparison.runs.firstIndex(where: { $0.run.id == rotation.run }),
        let verdict = comparison.runs[index].history.verdict
      else { return [] }
      return blocks(comparison.runs[index].label, index, verdict, rotation)
    }
    guard !parts.isEmpty else { return nil }
    return ReportSection(
      id: "rotations", heading: "Rotations",
      blocks: [
        .prose(
          "The run in the plane in which it turns, the amplitude of each turn with its trend (dashed), the "
            + "spectrum with the level that noise would exceed with probability 10⁻⁹ (dashed), and when "
            + "the run came back to where it had been.")
      ] + parts)
  }

  private func blocks(
    _ label: String, _ index: Int, _ verdict: RunVerdict, _ rotation: ReportSupplement.Rotation
  ) -> [ReportSection.Block] {
    let theory = verdict.theory.map { " Theory: \($0)." } ?? ""
    let suggestion = verdict.suggestion.map { " Instead: \($0)." } ?? ""
    let figures = rotation.drawings.enumerated().map { place, drawing in
      ReportFigure(
        "rotation-\(rotation.run)-\(place + 1)", drawing.title, run: index,
        Figure(drawing: drawing.svg, notes: []), sql: nil)
    }
    return [
      .heading(label, run: index),
      .prose("It \(VerdictWords.sentence(verdict)): \(verdict.evidence).\(theory)\(suggestion)"),
      .figures(figures), .sql(FigureSQL.verdicts(of: comparison.runs[index].run), of: "figures"),
    ]
  }
}
