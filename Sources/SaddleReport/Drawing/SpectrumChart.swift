import RealModule

/// Eigenvalues in the complex plane, against the region in which a method contracts.
struct SpectrumChart {
  /// The spectra, which share their region, each with the index of its run.
  let spectra: [(run: Int, label: String, spectrum: ReportSupplement.Spectrum)]

  private let frame: PhaseFrame
  private let isClose: Bool
  private let area: PlotArea
  private static let size = 400.0
  /// Eigenvalues nearer to 0 than this share of the region's size are looked at closely.
  private static let close = 0.12

  /// Lays the figure out; nil if no eigenvalue is finite.
  init?(_ spectra: [(run: Int, label: String, spectrum: ReportSupplement.Spectrum)]) {
    let points = spectra.flatMap { $0.spectrum.eigenvalues }.filter {
      $0.x.isFinite && $0.y.isFinite
    }
    guard let first = spectra.first, !points.isEmpty else { return nil }
    self.spectra = spectra
    let center = first.spectrum.isScaled ? (0.0, 0.0) : (1.0, 0.0)
    let reach =
      points.map { max(($0.x - center.0).magnitude, ($0.y - center.1).magnitude) }.max() ?? 0
    let boundary = first.spectrum.boundary
    let region = boundary.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 1
    isClose = reach < Self.close * region && reach > 0
    let shown =
      isClose
      ? [-1.0, 1].map { PlotPoint(x: center.0 + $0 * 3 * reach, y: center.1 + $0 * 3 * reach) }
      : (points + boundary).map { PlotPoint(x: $0.x, y: $0.y) }
    frame = PhaseFrame(covering: shown)
    let labels = frame.up.ticks.map { LabelPlacement.width(of: $0.label, fontSize: 10.5) }
    let left = max(30, (labels.max() ?? 0) + 9)
    let side = Self.size - left - 12
    area = PlotArea(left: left, top: 18, width: side, height: side)
  }

  /// The drawing, and what the reader must know.
  var figure: Figure {
    let isScaled = spectra[0].spectrum.isScaled
    let name = isScaled ? "h" : "μ"
    var svg = SVGDocument(
      width: Self.size, height: area.bottom + 36, label: "Eigenvalues \(name) in the complex plane",
      attributes: ["class": "portrait"])
    let clip = "plane\(spectra[0].run)"
    svg.clip(id: clip, to: area)
    svg.beginGroup(["clip-path": "url(#\(clip))"])
    drawRegion(in: &svg)
    svg.endGroup()
    drawAxes(name, in: &svg)
    svg.beginGroup(["clip-path": "url(#\(clip))"])
    for (run, label, spectrum) in spectra {
      for value in spectrum.eigenvalues where value.x.isFinite && value.y.isFinite {
        let sign = value.y < 0 ? "−" : "+"
        let words =
          "\(label): \(NumberText.typographic(value.x)) \(sign) \(NumberText.typographic(value.y.magnitude))i"
        svg.path(
          PathWriter.polyline([place(value)]), class: "eigenvalue \(Palette.mark(of: run))",
          title: words)
      }
    }
    svg.endGroup()
    var notes = ["Shaded: where a step contracts."]
    if isClose {
      notes.append(
        "Only the part near \(isScaled ? "0" : "1") is shown, where the eigenvalues are.")
    }
    return Figure(drawing: svg.text, notes: notes)
  }

  private func place(_ point: ReportSupplement.PlanePoint) -> PlotPoint {
    PlotPoint(
      x: area.left + (frame.across.fraction(of: point.x) ?? 0) * area.width,
      y: area.bottom - (frame.up.fraction(of: point.y) ?? 0) * area.height)
  }

  private func drawRegion(in svg: inout SVGDocument) {
    let spectrum = spectra[0].spectrum
    var data = PathWriter.polyline(spectrum.boundary.map(place)) + "z"
    if !spectrum.isStableInside {
      let corners = [
        PlotPoint(x: area.left, y: area.top), PlotPoint(x: area.right, y: area.top),
        PlotPoint(x: area.right, y: area.bottom), PlotPoint(x: area.left, y: area.bottom),
      ]
      data += PathWriter.polyline(corners) + "z"
    }
    svg.path(data, class: "region", ["fill-rule": "evenodd"])
  }

  private func drawAxes(_ name: String, in svg: inout SVGDocument) {
    svg.rectangle(area)
    for tick in frame.across.ticks {
      let x = area.left + tick.fraction * area.width
      svg.text(tick.label, at: .init(x: x, y: area.bottom + 14), class: "tick middle")
    }
    for tick in frame.up.ticks {
      let y = area.bottom - tick.fraction * area.height
      svg.text(tick.label, at: .init(x: area.left - 6, y: y + 3.8), class: "tick end")
    }
    let origin = place(.init(x: 0, y: 0))
    if (area.left...area.right).contains(origin.x) {
      svg.line(
        from: .init(x: origin.x, y: area.top), to: .init(x: origin.x, y: area.bottom), class: "axis"
      )
    }
    if (area.top...area.bottom).contains(origin.y) {
      svg.line(
        from: .init(x: area.left, y: origin.y), to: .init(x: area.right, y: origin.y), class: "axis"
      )
    }
    svg.text(
      "Re \(name)", at: .init(x: area.left + area.width / 2, y: area.bottom + 30),
      class: "name middle")
    svg.text("Im \(name)", at: .init(x: area.left, y: area.top - 7), class: "name")
  }
}
