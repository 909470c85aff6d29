/// The names of lines at their right ends, moved apart so that none covers another.
struct EndLabels {
  /// The names, whole.
  private let names: [String]
  /// The names as they are drawn; empty where there are too many to be told apart.
  private let shown: [String]

  private static let longest = 20
  private static let most = 16
  private static let spacing = 13.0

  /// Prepares the names of lines, in the order of the lines.
  init(_ names: [String]) {
    self.names = names
    shown =
      names.count <= Self.most ? names.map { DisplayWidth.elideMiddle($0, to: Self.longest) } : []
  }

  /// The area of a drawing of a size that has room for the heights' labels at the left, and for the names
  /// at the right.
  func area(width: Double, height: Double, top: Double, beside heights: AxisScale) -> PlotArea {
    let ticks = heights.ticks.map { LabelPlacement.width(of: $0.label, fontSize: 10.5) }.max() ?? 0
    let left = max(34, ticks + 9)
    let right = shown.map { LabelPlacement.width(of: $0) }.max() ?? 0
    return PlotArea(
      left: left, top: top, width: width - left - right - 22, height: height - top - 38)
  }

  /// Draws the names beside the ends of their lines; a dotted leader leads back to a line that ends early.
  ///
  /// - Parameters:
  ///   - ends: the last point of each line; nil where there is none.
  ///   - styles: the classes of each line.
  ///   - area: the part of the drawing that the lines are in.
  ///   - svg: the drawing.
  func draw(at ends: [PlotPoint?], styles: [String], in area: PlotArea, of svg: inout SVGDocument) {
    guard !shown.isEmpty else { return }
    let known = ends.indices.filter { ends[$0] != nil }
    let heights = LabelPlacement.spread(
      known.map { ends[$0]?.y ?? 0 }, spacing: Self.spacing,
      within: (area.top + 4)...(area.bottom - 4))
    for (index, height) in zip(known, heights) {
      guard let end = ends[index] else { continue }
      let isEarly = end.x < area.right - 2
      svg.line(
        from: end, to: .init(x: area.right + 8, y: height),
        class: isEarly ? "leader early \(styles[index])" : "leader \(styles[index])")
      svg.text(
        shown[index], at: .init(x: area.right + 12, y: height + 4), class: "label \(styles[index])",
        title: names[index])
    }
  }
}
