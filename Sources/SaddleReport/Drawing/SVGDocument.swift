/// A drawing under construction: elements are appended in the order of painting.
///
/// Coordinates are those of the `viewBox`, in tenths; none is ever NaN or infinite.
struct SVGDocument {
  private let width: Double
  private let height: Double
  private let attributes: String
  private let label: String
  private var body = ""

  /// Begins a drawing.
  ///
  /// - Parameters:
  ///   - width: the width of the `viewBox`; the drawing scales with the page.
  ///   - height: the height of the `viewBox`.
  ///   - label: what the drawing shows, for those who cannot see it.
  ///   - attributes: more attributes of the `svg` element.
  init(
    width: Double, height: Double, label: String, attributes: KeyValuePairs<String, String> = [:]
  ) {
    self.width = width
    self.height = height
    self.label = label
    self.attributes = XMLText.attributes(attributes)
  }

  /// The finished drawing, one element a line.
  var text: String {
    let box = "0 0 \(Self.coordinate(width)) \(Self.coordinate(height))"
    let opening = XMLText.attributes(["viewBox": box, "role": "img", "aria-label": label])
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"\(opening)\(attributes)>\n\(body)</svg>\n"
  }

  /// Appends an element without content.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    body += "<\(name)\(XMLText.attributes(attributes))/>\n"
  }

  /// Appends a path, unless it is empty.
  ///
  /// - Parameters:
  ///   - data: the path, in the grammar of the attribute `d`.
  ///   - style: the CSS classes.
  ///   - attributes: more attributes.
  ///   - title: what a pointer that rests on it is told.
  mutating func path(
    _ data: String, class style: String, _ attributes: KeyValuePairs<String, String> = [:],
    title: String? = nil
  ) {
    guard !data.isEmpty else { return }
    let all = XMLText.attributes(["class": style]) + XMLText.attributes(attributes)
    let end = title.map { "><title>\(XMLText.escape($0))</title></path>" } ?? "/>"
    body += "<path\(all) d=\"\(data)\"\(end)\n"
  }

  /// Appends a straight line.
  mutating func line(from start: PlotPoint, to end: PlotPoint, class style: String) {
    path("M\(Self.pair(start))L\(Self.pair(end))", class: style)
  }

  /// Appends words whose anchor (start, middle or end, by class) is at a point.
  mutating func text(
    _ words: String, at point: PlotPoint, class style: String, title: String? = nil
  ) {
    guard !words.isEmpty else { return }
    let place = XMLText.attributes([
      "class": style, "x": Self.coordinate(point.x), "y": Self.coordinate(point.y),
    ])
    let hint = title.map { "<title>\(XMLText.escape($0))</title>" } ?? ""
    body += "<text\(place)>\(hint)\(XMLText.escape(words))</text>\n"
  }

  /// Begins a group of elements.
  mutating func beginGroup(_ attributes: KeyValuePairs<String, String>) {
    body += "<g\(XMLText.attributes(attributes))>\n"
  }

  /// Ends the group begun last.
  mutating func endGroup() { body += "</g>\n" }

  /// Defines a rectangle that elements may be clipped to.
  mutating func clip(id: String, to area: PlotArea) {
    body += "<clipPath\(XMLText.attributes(["id": id]))>\n"
    rectangle(area)
    body += "</clipPath>\n"
  }

  /// Appends a rectangle.
  mutating func rectangle(_ area: PlotArea, class style: String = "frame") {
    element(
      "rect",
      [
        "class": style, "x": Self.coordinate(area.left), "y": Self.coordinate(area.top),
        "width": Self.coordinate(area.width), "height": Self.coordinate(area.height),
      ])
  }

  /// A coordinate in tenths: `12.5`, `-3`, `.1`; 0 for what is not finite.
  static func coordinate(_ value: Double) -> String { tenths(PathWriter.tenths(value)) }

  /// A point as `x y`.
  static func pair(_ point: PlotPoint) -> String {
    "\(coordinate(point.x)) \(coordinate(point.y))"
  }

  /// Tenths as the shortest decimal.
  static func tenths(_ value: Int) -> String {
    let (whole, tenth) = value.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = value < 0 ? "-" : ""
    if tenth == 0 { return "\(sign)\(whole)" }
    return whole == 0 ? "\(sign).\(tenth)" : "\(sign)\(whole).\(tenth)"
  }
}

/// A point of a drawing: x to the right, y down.
struct PlotPoint: Hashable {
  /// To the right.
  var x: Double
  /// Down.
  var y: Double
}

/// The rectangle of a drawing in which data is drawn.
struct PlotArea: Hashable {
  /// The left edge.
  var left: Double
  /// The upper edge.
  var top: Double
  /// The width.
  var width: Double
  /// The height.
  var height: Double

  /// The right edge.
  var right: Double { left + width }
  /// The lower edge.
  var bottom: Double { top + height }
}
