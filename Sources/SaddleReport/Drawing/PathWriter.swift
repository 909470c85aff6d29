/// Writes polylines as compact SVG path data: one absolute point, then relative ones, in tenths.
struct PathWriter {
  /// The path so far, in the grammar of the attribute `d`.
  private(set) var data = ""
  private var last = (x: 0, y: 0)
  private var isSinglePoint = false

  /// Lifts the pen and sets it down.
  mutating func move(to point: PlotPoint) {
    finish()
    last = (Self.tenths(point.x), Self.tenths(point.y))
    data += "M" + SVGDocument.tenths(last.x) + Self.separated(last.y)
    isSinglePoint = true
  }

  /// Draws a straight line; nothing where the line is shorter than a tenth.
  mutating func line(to point: PlotPoint) {
    let next = (x: Self.tenths(point.x), y: Self.tenths(point.y))
    let (dx, dy) = (next.x - last.x, next.y - last.y)
    guard dx != 0 || dy != 0 else { return }
    if dx == 0 {
      data += "v" + SVGDocument.tenths(dy)
    } else if dy == 0 {
      data += "h" + SVGDocument.tenths(dx)
    } else {
      data += "l" + SVGDocument.tenths(dx) + Self.separated(dy)
    }
    last = next
    isSinglePoint = false
  }

  /// Makes a point that no line left visible: a line of no length, which round caps draw as a dot.
  mutating func finish() {
    if isSinglePoint { data += "h0" }
    isSinglePoint = false
  }

  /// The path of a polyline.
  static func polyline(_ points: some Sequence<PlotPoint>) -> String {
    var writer = Self()
    for (index, point) in points.enumerated() {
      if index == 0 { writer.move(to: point) } else { writer.line(to: point) }
    }
    writer.finish()
    return writer.data
  }

  /// The coordinate in tenths; 0 for what is not finite, within ±10⁶.
  static func tenths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((min(max(value, -100_000), 100_000) * 10).rounded())
  }

  private static func separated(_ value: Int) -> String {
    (value < 0 ? "" : " ") + SVGDocument.tenths(value)
  }
}
