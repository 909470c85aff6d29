import RealModule
import SaddleRecording

/// The path of one run in the plane of x and y, or in its principal plane.
///
/// The line grows stronger from start to end; arrows point onward; a ring marks the start, a square
/// the end, and each known equilibrium has the sign of its kind.
struct PhasePortrait {
  /// The path.
  let path: PhasePath
  /// What part of the plane is shown.
  let frame: PhaseFrame

  let area: PlotArea

  private static let size = 400.0
  private static let phases = 5
  private static let mostPoints = 12_000
  /// Points farther away than this many frames are drawn nearer, in the same direction.
  private static let farthest = 1e9
  private static let tolerance = 0.2

  /// Lays the portrait out.
  init(_ path: PhasePath, frame: PhaseFrame) {
    self.path = path
    self.frame = frame
    let labels = frame.up.ticks.map { LabelPlacement.width(of: $0.label, fontSize: 10.5) }
    let left = max(30, (labels.max() ?? 0) + 9)
    let side = Self.size - left - 12
    area = PlotArea(left: left, top: 18, width: side, height: side)
  }

  /// The names of the two coordinates: `x` and `y`, or `x₁` and `y₁` where there are more, or the two
  /// directions of the principal plane with their shares of the motion.
  static func names(of path: PhasePath) -> (across: String, up: String) {
    if let plane = path.plane {
      let percent = plane.shares.map { Int(($0 * 100).rounded()) }
      return (
        "first direction (\(percent[0]) % of the motion)",
        "second direction (\(percent[1]) %)"
      )
    }
    return (path.minimizerCount > 1 ? "x₁" : "x", path.maximizerCount > 1 ? "y₁" : "y")
  }

  /// The drawing, and the sentences of its caption.
  var figure: Figure {
    let names = Self.names(of: path)
    var svg = SVGDocument(
      width: Self.size, height: area.bottom + 36,
      label: "Phase portrait of \(path.label): \(names.up) against \(names.across)",
      attributes: iterateAttributes)
    let clip = "frame\(path.run)"
    svg.clip(id: clip, to: area)
    drawAxes(
      in: &svg,
      names: path.plane == nil
        ? (names.across + " (minimizer)", names.up + " (maximizer)") : names)
    let pieces = visiblePieces
    svg.beginGroup(["clip-path": "url(#\(clip))"])
    drawLine(pieces, in: &svg)
    drawArrows(pieces, in: &svg)
    svg.endGroup()
    drawMarks(in: &svg)
    return Figure(drawing: svg.text, notes: notes(drawn: pieces.reduce(0) { $0 + $1.count }))
  }

  /// Where a point of the plane stands in the drawing.
  func place(_ point: PlotPoint) -> PlotPoint {
    guard let x = frame.across.fraction(of: point.x), let y = frame.up.fraction(of: point.y) else {
      return PlotPoint(x: .nan, y: .nan)
    }
    let far = max(x.magnitude, y.magnitude, Self.farthest) / Self.farthest
    return PlotPoint(
      x: area.left + x / far * area.width, y: area.bottom - y / far * area.height)
  }

  private func drawAxes(in svg: inout SVGDocument, names: (across: String, up: String)) {
    svg.rectangle(area)
    for tick in frame.across.ticks {
      let x = area.left + tick.fraction * area.width
      svg.line(from: .init(x: x, y: area.top), to: .init(x: x, y: area.bottom), class: "grid")
      svg.text(tick.label, at: .init(x: x, y: area.bottom + 14), class: "tick middle")
    }
    for tick in frame.up.ticks {
      let y = area.bottom - tick.fraction * area.height
      svg.line(from: .init(x: area.left, y: y), to: .init(x: area.right, y: y), class: "grid")
      svg.text(tick.label, at: .init(x: area.left - 6, y: y + 3.8), class: "tick end")
    }
    svg.text(
      names.across,
      at: .init(x: area.left + area.width / 2, y: area.bottom + 30), class: "name middle")
    svg.text(names.up, at: .init(x: area.left, y: area.top - 7), class: "name")
  }

  /// The drawn pieces of the path, simplified.
  private var visiblePieces: [[PlotPoint]] {
    let around = PlotArea(
      left: area.left - area.width, top: area.top - area.height, width: 3 * area.width,
      height: 3 * area.height)
    let pieces = SegmentClipping.pieces(of: path.points.map(place), within: around)
    let total = pieces.reduce(0) { $0 + $1.count }
    return pieces.map { piece in
      let kept = PathSimplification.indices(of: piece, tolerance: Self.tolerance)
      let share = max(16, Self.mostPoints * piece.count / max(1, total))
      return PathSimplification.outline(kept, of: piece, limit: share).map { piece[$0] }
    }
  }

  /// Draws the pieces in five phases of equal length, each stronger than the one before.
  private func drawLine(_ pieces: [[PlotPoint]], in svg: inout SVGDocument) {
    let total = pieces.reduce(0) { $0 + Self.length(of: $1) }
    var writers = [PathWriter](repeating: PathWriter(), count: Self.phases)
    var walked = 0.0
    for piece in pieces {
      var previous: (phase: Int, point: PlotPoint)?
      for point in piece {
        walked += previous.map { $0.point.distance(to: point) } ?? 0
        let phase = min(Self.phases - 1, Int(walked / max(total, 1) * Double(Self.phases)))
        if let previous, previous.phase == phase {
          writers[phase].line(to: point)
        } else {
          if let previous { writers[previous.phase].line(to: point) }
          writers[phase].move(to: point)
        }
        previous = (phase, point)
      }
    }
    for phase in writers.indices {
      writers[phase].finish()
      svg.path(writers[phase].data, class: "line p\(phase) \(Palette.mark(of: path.run))")
    }
  }

  private static func length(of piece: [PlotPoint]) -> Double {
    zip(piece, piece.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
  }

  /// Four arrowheads, at equal shares of the drawn length within the frame.
  private func drawArrows(_ pieces: [[PlotPoint]], in svg: inout SVGDocument) {
    let segments = pieces.flatMap { zip($0, $0.dropFirst()) }
      .filter { area.contains($0.0) && area.contains($0.1) }
    let length = segments.reduce(0) { $0 + $1.0.distance(to: $1.1) }
    guard length > 60 else { return }
    let goals = [0.1, 0.3, 0.55, 0.8].map { $0 * length }
    var walked = 0.0
    var next = 0
    var data = ""
    for (start, end) in segments {
      let step = start.distance(to: end)
      while next < goals.count, walked + step >= goals[next] {
        if step > 0 {
          data += Self.arrowhead(from: start, to: end, at: (goals[next] - walked) / step)
        }
        next += 1
      }
      walked += step
    }
    svg.path(data, class: "arrow \(Palette.mark(of: path.run))")
  }

  private static func arrowhead(from start: PlotPoint, to end: PlotPoint, at part: Double) -> String
  {
    let length = start.distance(to: end)
    let (ux, uy) = ((end.x - start.x) / length, (end.y - start.y) / length)
    let x = start.x + part * (end.x - start.x)
    let y = start.y + part * (end.y - start.y)
    let tip = PlotPoint(x: x + 5 * ux, y: y + 5 * uy)
    let left = PlotPoint(x: x - 4 * ux + 4 * uy, y: y - 4 * uy - 4 * ux)
    let right = PlotPoint(x: x - 4 * ux - 4 * uy, y: y - 4 * uy + 4 * ux)
    return PathWriter.polyline([tip, left, right]) + "z"
  }

  /// Equilibria, start and end, the latter two with their names where there is room.
  private func drawMarks(in svg: inout SVGDocument) {
    let style = Palette.mark(of: path.run)
    var taken: [PlotArea] = []
    for (point, kind) in path.equilibria where frame.contains(point) {
      let center = place(point)
      svg.path(Self.sign(of: kind, at: center), class: "known halo")
      svg.path(Self.sign(of: kind, at: center), class: "known", title: kind)
      taken.append(.init(left: center.x - 6, top: center.y - 6, width: 12, height: 12))
    }
    let finite = path.points.indices.filter { frame.contains(path.points[$0]) }
    guard let first = finite.first, let last = finite.last else { return }
    let start = place(path.points[first])
    svg.element("circle", Self.circle(start, class: "start \(style)"))
    taken.append(.init(left: start.x - 5, top: start.y - 5, width: 10, height: 10))
    let end = place(path.points[last])
    let hasEnd = last == path.points.count - 1 && last > first
    if hasEnd {
      svg.path(Self.square(end), class: "end \(style)")
      taken.append(.init(left: end.x - 5, top: end.y - 5, width: 10, height: 10))
    }
    for (words, point) in [("start", start)] + (hasEnd ? [("end", end)] : []) {
      guard let box = LabelPlacement.beside(words, at: point, in: area, avoiding: taken) else {
        continue
      }
      let base = PlotPoint(x: box.left, y: box.bottom - 3)
      svg.text(words, at: base, class: "label halo")
      svg.text(words, at: base, class: "label")
      taken.append(box)
    }
  }

  /// What the reader must know: what is cut off, thinned or stretched.
  private func notes(drawn: Int) -> [String] {
    var notes: [String] = []
    if let step = path.firstStep(outside: frame) {
      let finite = path.points.filter(\.isFinite)
      let farthest = finite.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 0
      notes.append(
        "The path leaves the frame at step \(NumberText.count(step)) and reaches "
          + "\(NumberText.typographic(farthest, digits: 3)).")
    }
    let missing = path.points.count { !$0.isFinite }
    if missing > 0 {
      notes.append(
        "\(NumberText.count(missing)) iterate\(missing == 1 ? " is" : "s are") not finite.")
    }
    let outside = path.equilibria.count { !frame.contains($0.point) }
    if outside > 0 {
      let words = outside == 1 ? "equilibrium is" : "equilibria are"
      notes.append("\(NumberText.count(outside)) known \(words) outside of the frame.")
    }
    if !frame.isEqual { notes.append("The two axes have different units.") }
    let finite = path.points.count - missing
    if drawn < finite {
      notes.append(
        "Drawn with \(NumberText.count(drawn)) of \(NumberText.count(finite)) iterates: "
          + "the others lie on the line.")
    }
    return notes
  }
}
