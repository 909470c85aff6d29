import SaddleRecording

extension HTMLReport {
  /// Eigenvalues against the stability region of each method; nothing where they are not known.
  var spectrumSection: Markup {
    let known = comparison.runs.enumerated().compactMap { index, run in
      supplement.spectra[run.run.id].map { (run: index, label: run.label, spectrum: $0) }
    }
    guard !known.isEmpty else { return "" }
    var regions: [[ReportSupplement.PlanePoint]] = []
    for one in known where !regions.contains(one.spectrum.boundary) {
      regions.append(one.spectrum.boundary)
    }
    let figures = regions.map { region -> Markup in
      let group = known.filter { $0.spectrum.boundary == region }
      let methods = Set(group.map { comparison.runs[$0.run].run.description.method }).sorted()
      let words = group[0].spectrum.isScaled ? "η times the game Jacobian" : "the map of one step"
      let figure = SpectrumChart(group)?.figure
      return self.figure(
        "\(methods.joined(separator: ", ")): eigenvalues of \(words)",
        drawing: Markup(trusted: figure?.drawing ?? ""),
        notes: figure?.notes ?? ["No eigenvalue is finite."],
        sql: FigureSQL.linearization(of: group.map { comparison.runs[$0.run].run.id }))
    }
    return """
      <section id="spectra" class="group">
      <div class="say">
      <h2>Eigenvalues and stability</h2>
      <p>Near a stationary point a step is a linear map; the distance to the point shrinks if all eigenvalues \
      lie in the shaded region, and turns where they are not real. They are those of the game at the \
      equilibrium nearest to where the run ended, or at the stationary point that Newton’s method finds \
      from there. h = ηℓ is the step size times an eigenvalue ℓ of the game Jacobian.</p>
      \(spectrumTable(known))</div>
      \(figures.joined())</section>

      """
  }

  private func spectrumTable(
    _ known: [(run: Int, label: String, spectrum: ReportSupplement.Spectrum)]
  ) -> Markup {
    let rows = known.map { run, label, spectrum -> Markup in
      let period: Markup = spectrum.period.map { "\(NumberText.typographic($0))" } ?? "–"
      return """
        <tr><td class="run">\(swatch(run))\(DisplayWidth.elide(label, to: 24))</td>\
        <td class="number" data-value="\(spectrum.rate.description)">\(NumberText.typographic(spectrum.rate, digits: 6))</td>\
        <td class="number" data-value="\((spectrum.period ?? 0).description)">\(period)</td></tr>

        """
    }
    return """
      <div class="scroll"><table class="sortable">
      <thead><tr><th scope="col">run</th><th scope="col" class="number">factor per step</th>\
      <th scope="col" class="number">steps per turn</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }
}
