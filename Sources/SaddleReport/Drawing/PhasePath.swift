import RealModule
import SaddleRecording

/// A run's path in the plane of x and y, or where there are more coordinates in its principal plane.
struct PhasePath {
  /// The index of the run in the report: its color.
  let run: Int
  /// The run's short name.
  let label: String
  /// The steps of the iterates.
  let steps: [Int]
  /// The iterates: x across, y up, or their places in the principal plane; not finite where they are not.
  let points: [PlotPoint]
  /// The known equilibria and their kinds.
  let equilibria: [(point: PlotPoint, kind: String)]
  /// The number of x's coordinates.
  let minimizerCount: Int
  /// The number of y's coordinates.
  let maximizerCount: Int
  /// The plane, of a path of more than two coordinates that moves.
  let plane: PrincipalPlane?

  /// A path farther from home than this many times the home's size is cut off.
  private static let farthest = 50.0
  /// Then the frame is this many times the size of home.
  private static let nearest = 10.0

  /// The path of a run; nil if it has no iterate with both a coordinate of x and one of y, all
  /// finite.
  init?(of compared: RunComparison.ComparedRun, run: Int) {
    let trajectory = compared.history.trajectory
    let description = compared.run.description
    self.run = run
    label = compared.label
    minimizerCount = description.minimizerCount
    maximizerCount = description.maximizerCount
    let pairs = zip(trajectory.minimizers, trajectory.maximizers)
    let count = min(
      trajectory.steps.count, trajectory.minimizers.count, trajectory.maximizers.count)
    steps = Array(trajectory.steps.prefix(count))
    let profiles = pairs.prefix(count).map { $0 + $1 }
    let hasBoth = pairs.prefix(count).allSatisfy { !$0.isEmpty && !$1.isEmpty }
    let plane = hasBoth && (profiles.first?.count ?? 0) > 2 ? PrincipalPlane(of: profiles) : nil
    self.plane = plane
    if let plane {
      points = profiles.map(plane.place)
    } else {
      points = pairs.prefix(count).map { x, y in
        PlotPoint(x: x.first ?? .nan, y: y.first ?? .nan)
      }
    }
    equilibria = description.knownEquilibria.compactMap { known in
      let place = description.minimizerCount
      guard place > 0, place < known.profile.count else { return nil }
      let point =
        plane?.place(known.profile) ?? PlotPoint(x: known.profile[0], y: known.profile[place])
      return point.isFinite ? (point, known.kind) : nil
    }
    guard points.contains(where: \.isFinite) else { return nil }
  }

  /// The points that a frame of this path must cover: the start, the equilibrium nearest to the end, and the
  /// path's extremes or, if it runs away, those within reach of home; then the equilibria that are not farther
  /// from these than twice their size.
  var extent: [PlotPoint] {
    guard let start = points.first(where: \.isFinite), let end = points.last(where: \.isFinite)
    else { return [] }
    let known = equilibria.map(\.point)
    let nearest = known.min { $0.distance(to: end) < $1.distance(to: end) }
    let home = [start] + (nearest.map { [$0] } ?? [])
    let center = PlotPoint(
      x: home.reduce(0) { $0 + $1.x / Double(home.count) },
      y: home.reduce(0) { $0 + $1.y / Double(home.count) })
    var radius = home.map { $0.distance(to: center) }.max() ?? 0
    let finite = points.filter(\.isFinite)
    if radius == 0 {
      let distances = finite.map { $0.distance(to: center) }.sorted()
      radius = distances[distances.count / 2]
    }
    let reach = finite.allSatisfy { $0.distance(to: center) <= Self.farthest * radius }
    let shown = finite.filter { reach || $0.distance(to: center) <= Self.nearest * radius }
    let covered = home + Self.extremes(of: shown)
    let frame = PhaseFrame(covering: covered)
    return covered + known.filter { $0.distance(to: center) <= 2 * frame.size }
  }

  /// The first step whose iterate is finite and not in the frame; nil if there is none.
  func firstStep(outside frame: PhaseFrame) -> Int? {
    zip(steps, points).first { $1.isFinite && !frame.contains($1) }?.0
  }

  private static func extremes(of points: [PlotPoint]) -> [PlotPoint] {
    [
      points.min { $0.x < $1.x }, points.max { $0.x < $1.x }, points.min { $0.y < $1.y },
      points.max { $0.y < $1.y },
    ].compactMap(\.self)
  }
}

extension PlotPoint {
  /// Whether both coordinates are finite.
  var isFinite: Bool { x.isFinite && y.isFinite }

  /// The Euclidean distance.
  func distance(to other: Self) -> Double { Double.hypot(x - other.x, y - other.y) }
}
