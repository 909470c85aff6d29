import SaddleRecording

extension ReportContent {
  private typealias Known = (run: Int, label: String, spectrum: ReportSupplement.Spectrum)

  /// Eigenvalues against the stability region of each method; nothing where they are not known.
  var spectrumSection: ReportSection? {
    let known = comparison.runs.enumerated().compactMap { index, run in
      supplement.spectra[run.run.id].map { (run: index, label: run.label, spectrum: $0) }
    }
    guard !known.isEmpty else { return nil }
    var regions: [[ReportSupplement.PlanePoint]] = []
    for one in known where !regions.contains(one.spectrum.boundary) {
      regions.append(one.spectrum.boundary)
    }
    let figures = regions.enumerated().map { place, region in
      figure(known.filter { $0.spectrum.boundary == region }, "spectrum-\(place + 1)")
    }
    return ReportSection(
      id: "spectra", heading: "Eigenvalues and stability", layout: .pairs,
      blocks: [
        .prose(
          "Near a stationary point a step is a linear map; the distance to the point shrinks if all "
            + "eigenvalues lie in the shaded region, and turns where they are not real. They are those of "
            + "the game at the equilibrium nearest to where the run ended, or at the stationary point that "
            + "Newton’s method finds from there. h = ηℓ is the step size times an eigenvalue ℓ of the "
            + "game Jacobian."), .table(table(known)), .figures(figures),
      ])
  }

  private func figure(_ group: [Known], _ name: String) -> ReportFigure {
    let methods = Set(group.map { comparison.runs[$0.run].run.description.method }).sorted()
    let words =
      group.first?.spectrum.isScaled == true ? "η times the game Jacobian" : "the map of one step"
    return ReportFigure(
      name, "\(methods.joined(separator: ", ")): eigenvalues of \(words)",
      SpectrumChart(group)?.figure, otherwise: "No eigenvalue is finite.",
      sql: FigureSQL.linearization(of: group.map { comparison.runs[$0.run].run.id }))
  }

  private func table(_ known: [Known]) -> ReportTable {
    ReportTable(
      fold: known.count > 12 ? "Values" : nil, style: .fill,
      columns: [
        .init("run"), .init("factor per step", isNumber: true),
        .init("steps per turn", isNumber: true),
      ],
      rows: known.map { run, label, spectrum in
        [
          .init(label, run: run, hint: label), .init(spectrum.rate, digits: 6),
          .init(spectrum.period),
        ]
      }, sql: FigureSQL.linearization(of: known.map { comparison.runs[$0.run].run.id }))
  }
}
