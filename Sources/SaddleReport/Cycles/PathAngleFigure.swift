public import SaddleRecording

/// The path angle between two steps of a run as a drawing: the cosine, and ‖v‖ as a share of its largest,
/// over α, with a rule at the second step.
public struct PathAngleFigure: Sendable {
  private let points: [PathAngleRecord]
  private let title: String

  /// Prepares the drawing of points by rising α.
  public init(_ points: [PathAngleRecord], title: String) {
    self.points = points
    self.title = title
  }

  /// One SVG file, which needs nothing else.
  public var svg: String {
    let alphas = points.map(\.alpha)
    let across = AxisScale.linear(covering: (alphas.min() ?? 0)...max(alphas.max() ?? 1, 1))
    let largest = points.map(\.fieldNorm).filter(\.isFinite).max() ?? 0
    let panel = CyclePanel(
      title: title, across: across, up: .linear(covering: -1...1),
      acrossName: "α (0: first step, 1: second)", upName: "cosine; dashed: ‖v‖ / max ‖v‖",
      lines: [
        .init(
          points: points.filter { largest > 0 && $0.fieldNorm.isFinite }.map {
            ($0.alpha, $0.fieldNorm / largest)
          }, style: "line r1 d1"),
        .init(
          points: points.filter { $0.cosine.isFinite }.map { ($0.alpha, $0.cosine) },
          style: "line r0"),
      ],
      rules: [1])
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320" role="img" \
      aria-label="\(XMLText.escape(title))">
      <style>
      \(CycleStyle.text)
      </style>
      <rect class="paper" width="480" height="320"/>
      \(panel.svg(attributes: "x=\"10\" y=\"10\" width=\"460\" height=\"300\""))</svg>

      """
  }
}
