import SaddleRecording

extension PhasePortrait {
  /// The sign of a kind of equilibrium, about a point, as path data.
  static func sign(of kind: String, at point: PlotPoint, radius: Double = 5) -> String {
    let (x, y, r) = (point.x, point.y, radius)
    let corners: [[PlotPoint]] =
      switch kind {
      case "nash":
        [
          [.init(x: x - r, y: y - r), .init(x: x + r, y: y + r)],
          [.init(x: x - r, y: y + r), .init(x: x + r, y: y - r)],
        ]
      case "proximal":
        [
          [
            .init(x: x, y: y - r), .init(x: x + r, y: y), .init(x: x, y: y + r),
            .init(x: x - r, y: y), .init(x: x, y: y - r),
          ]
        ]
      default:
        [
          [
            .init(x: x, y: y - r), .init(x: x + r, y: y + 0.8 * r),
            .init(x: x - r, y: y + 0.8 * r), .init(x: x, y: y - r),
          ]
        ]
      }
    return corners.map { PathWriter.polyline($0) }.joined()
  }

  /// A small drawing of a mark, for legends.
  static func legendSign(of kind: String) -> String {
    var svg = SVGDocument(width: 14, height: 14, label: kind, attributes: ["class": "sign"])
    let center = PlotPoint(x: 7, y: 7)
    switch kind {
    case "start": svg.element("circle", circle(center, class: "start r5"))
    case "end": svg.path(square(center), class: "end r5")
    default: svg.path(sign(of: kind, at: center), class: "known")
    }
    return svg.text
  }

  static func circle(_ center: PlotPoint, class style: String) -> KeyValuePairs<String, String> {
    [
      "class": style, "cx": SVGDocument.coordinate(center.x),
      "cy": SVGDocument.coordinate(center.y),
      "r": "4.5",
    ]
  }

  static func square(_ center: PlotPoint) -> String {
    PathWriter.polyline([
      .init(x: center.x - 4, y: center.y - 4), .init(x: center.x + 4, y: center.y - 4),
      .init(x: center.x + 4, y: center.y + 4), .init(x: center.x - 4, y: center.y + 4),
    ]) + "z"
  }
}
