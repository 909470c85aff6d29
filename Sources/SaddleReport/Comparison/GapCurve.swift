import RealModule
import SaddleRecording

/// A run's last gaps by the penalty λ, from the primal gap (λ = 0) to the duality gap (λ = ∞).
struct GapCurve: Hashable {
  /// A gap and its λ.
  struct Point: Hashable {
    /// 0 for the primal gap, ∞ for the duality gap.
    let penalty: Double
    /// The gap at the first step that has it.
    let first: Double
    /// The gap at the last step that has it.
    let last: Double
    /// Whether it was searched for; else it has a closed form.
    var isMeasured = false
    /// The standard error of a gap that was searched for.
    var error: Double?
  }

  /// By λ, ascending.
  let points: [Point]

  /// The gaps of a run: those of closed form, and for other λ those that were searched for at the first and
  /// the last step that was looked at.
  init(_ run: RunComparison.ComparedRun, readings: [GapReading] = []) {
    let closed = run.metrics.compactMap { summary -> Point? in
      guard let first = summary.first?.value, let last = summary.last?.value else { return nil }
      switch summary.metric {
      case .builtIn(.primalGap): return Point(penalty: 0, first: first, last: last)
      case .builtIn(.dualityGap): return Point(penalty: .infinity, first: first, last: last)
      case .proximalGap(let penalty): return Point(penalty: penalty, first: first, last: last)
      case .builtIn, .custom: return nil
      }
    }
    let last = readings.map(\.step).max()
    let measured = readings.filter { reading in
      reading.step == last && !closed.contains { $0.penalty == reading.penalty }
    }.map { reading in
      let first = readings.filter { $0.penalty == reading.penalty }.min { $0.step < $1.step }
      return Point(
        penalty: reading.penalty, first: first?.value ?? reading.value, last: reading.value,
        isMeasured: true, error: reading.standardError)
    }
    points = (closed + measured).sorted { $0.penalty < $1.penalty }
  }

  /// The greatest λ whose gap fell to a hundredth of its first value, if that is finite, or to 1e-9; nil if
  /// none did.
  ///
  /// ∞ says that the Nash gap closed. Since gaps grow with λ, those of every smaller λ closed, too.
  var closedPenalty: Double? {
    points.last { point in
      let share = point.first.isFinite ? 0.01 * point.first.magnitude : 0
      return point.last.magnitude <= max(share, 1e-9)
    }?.penalty
  }
}

/// How fast a metric falls or grows at the end of a run.
struct ExponentialTrend: Hashable {
  /// The factor per step, below 1 where it falls.
  let factor: Double
  /// r² of ln |value| against the step: 1 for a pure exponential.
  let fit: Double

  /// The least-squares line through ln |value| over the second half of the steps; nil where fewer than
  /// eight values are positive and finite, or they change by less than a tenth.
  init?(_ series: MetricSeries) {
    guard let first = series.steps.first, let last = series.steps.last else { return nil }
    var points: [(x: Double, y: Double)] = []
    for (step, value) in zip(series.steps, series.values)
    where step >= first + (last - first) / 2 && value.isFinite && value > 1e-300 {
      points.append((Double(step), Double.log(value)))
    }
    guard points.count >= 8 else { return nil }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      xx += (point.x - meanX) * (point.x - meanX)
      xy += (point.x - meanX) * (point.y - meanY)
      yy += (point.y - meanY) * (point.y - meanY)
    }
    guard xx > 0, yy > 0 else { return nil }
    let slope = xy / xx
    guard (slope * (points[points.count - 1].x - points[0].x)).magnitude > 0.1 else { return nil }
    factor = Double.exp(slope)
    fit = xy * xy / (xx * yy)
  }
}
