import SaddleRecording

extension HTMLReport {
  /// The verdicts on runs that turn: the sentence of evidence, what theory says, and four pictures each.
  var rotationSection: Markup {
    let parts = supplement.rotations.compactMap { rotation -> Markup? in
      guard let index = comparison.runs.firstIndex(where: { $0.run.id == rotation.run }),
        let verdict = comparison.runs[index].history.verdict
      else { return nil }
      return part(comparison.runs[index].label, index, verdict, rotation.drawings)
    }
    guard !parts.isEmpty else { return "" }
    return """
      <section id="rotations">
      <h2>Rotations</h2>
      <p>The run in the plane in which it turns, the amplitude of each turn with its trend, the spectrum \
      with the level that noise would exceed with probability 10⁻⁹, and when the run came back to where \
      it had been.</p>
      \(parts.joined())</section>

      """
  }

  private func part(
    _ label: String, _ index: Int, _ verdict: RunVerdict, _ drawings: [String]
  ) -> Markup {
    let theory = verdict.theory.map { " Theory: \($0)." } ?? ""
    let suggestion = verdict.suggestion.map { " Instead: \($0)." } ?? ""
    let figures = drawings.map { drawing -> Markup in
      "<figure>\n\(Markup(trusted: drawing))</figure>\n"
    }
    return """
      <h3>\(swatch(index))\(label)</h3>
      <p>It \(VerdictWords.sentence(verdict)): \(verdict.evidence).\(theory)\(suggestion)</p>
      <div class="group">
      \(figures.joined())</div>
      <details><summary>SQL of these figures</summary>
      <pre>\(FigureSQL.verdicts(of: comparison.runs[index].run))</pre>
      </details>

      """
  }
}
