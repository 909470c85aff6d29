/// What ``ProjectedDescent`` lowers: a function over a convex set of plain vectors.
protocol SearchObjective {
  /// The function's value; not finite outside its domain. Remembers the point.
  mutating func value(at point: [Double]) -> Double

  /// Writes the gradient at the last point whose value was asked for.
  mutating func gradient(into gradient: inout [Double])

  /// Whether a limit on evaluations is reached and the search has to end.
  var isSpent: Bool { get }

  /// Moves a point to the nearest one of the feasible set (Euclidean).
  func project(_ point: inout [Double])
}

/// Minimises a smooth function over a convex set by spectral projected gradients (Birgin, Martínez &
/// Raydan 2000, doi:10.1137/S1052623497330963).
///
/// Each step goes along Π(x − αg) − x with the Barzilai–Borwein α, and is halved or interpolated
/// until it lies below the worst of the last ten values: two or three times as many payoffs as
/// gradients in practice, no step size to choose, and about the speed of conjugate gradients on
/// quadratics. Deterministic. Finds a local minimum near its start, nothing more.
struct ProjectedDescent: Sendable {
  /// How a descent ended.
  struct Outcome: Sendable {
    /// The point of the least value that was seen.
    var point: [Double]
    /// Its value; NaN or infinite if the start's is.
    var value: Double
    /// ‖Π(x − g) − x‖ at that point, which is ‖g‖ where no bound is active.
    var residual: Double
    /// The steps that were made.
    var stepCount: Int
    /// Whether the residual fell to the tolerance.
    var isConverged: Bool
    /// The least value within each number of steps that was asked for.
    var sweep: [Double]
  }

  /// K, the most steps to make.
  var stepLimit: Int
  /// The residual at which to stop.
  var tolerance: Double

  /// The number of earlier values that a new one may exceed.
  private static let memory = 10
  private static let sufficientDecrease = 1e-4

  /// Descends from a start, which is projected first.
  ///
  /// - Parameters:
  ///   - objective: what is lowered.
  ///   - start: where the search begins.
  ///   - sweep: numbers of steps, ascending.
  /// - Returns: the best point that was seen.
  func minimize(
    _ objective: inout some SearchObjective, from start: [Double], sweep: [Int] = []
  ) -> Outcome {
    var point = start
    objective.project(&point)
    let first = objective.value(at: point)
    var best = Outcome(
      point: point, value: first, residual: .nan, stepCount: 0, isConverged: false, sweep: [])
    guard first.isFinite else {
      best.sweep = sweep.map { _ in first }
      return best
    }
    var gradient = [Double](repeating: 0, count: point.count)
    objective.gradient(into: &gradient)
    best.residual = Self.residual(point, gradient, objective)
    var residual = best.residual
    var recent = [first]
    var stretch = Self.firstStretch(point, gradient)
    var stepCount = 0
    while stepCount < stepLimit, residual > tolerance, residual.isFinite, !objective.isSpent {
      while best.sweep.count < sweep.count, sweep[best.sweep.count] <= stepCount {
        best.sweep.append(best.value)
      }
      let ceiling = recent.max() ?? best.value
      guard
        let move = Self.move(
          &objective, from: point, along: gradient, stretch: stretch, below: ceiling)
      else { break }
      var next = gradient
      objective.gradient(into: &next)
      stretch = Self.spectralStretch(from: point, gradient, to: move.point, next)
      (point, gradient) = (move.point, next)
      residual = Self.residual(point, gradient, objective)
      stepCount += 1
      recent.append(move.value)
      if recent.count > Self.memory { recent.removeFirst() }
      if move.value < best.value {
        (best.point, best.value, best.residual) = (point, move.value, residual)
      }
    }
    best.stepCount = stepCount
    best.isConverged = best.residual <= tolerance
    while best.sweep.count < sweep.count { best.sweep.append(best.value) }
    return best
  }

  /// The first point on the projected segment that is low enough; nil if there is none.
  private static func move(
    _ objective: inout some SearchObjective, from point: [Double], along gradient: [Double],
    stretch: Double, below ceiling: Double
  ) -> (point: [Double], value: Double)? {
    var target = zip(point, gradient).map { $0 - stretch * $1 }
    objective.project(&target)
    let direction = zip(target, point).map { $0 - $1 }
    let slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    guard slope < 0 else { return nil }
    var share = 1.0
    let before = ceiling
    for _ in 0..<40 {
      let trial = share == 1 ? target : zip(point, direction).map { $0 + share * $1 }
      let value = objective.value(at: trial)
      if value <= before + sufficientDecrease * share * slope, value.isFinite {
        return (trial, value)
      }
      // The minimum of the parabola through what is known, kept between a tenth and a half.
      let bend = 2 * (value - before - share * slope)
      let guess = bend > 0 && bend.isFinite ? -slope * share * share / bend : share / 2
      share = min(max(guess, share / 10), share / 2)
    }
    return nil
  }

  /// ‖Π(x − g) − x‖.
  static func residual(
    _ point: [Double], _ gradient: [Double], _ objective: some SearchObjective
  ) -> Double {
    var moved = zip(point, gradient).map { $0 - $1 }
    objective.project(&moved)
    return zip(moved, point).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// The first step's length is a tenth of the point's own, or 0.1: a search begins near its start.
  private static func firstStretch(_ point: [Double], _ gradient: [Double]) -> Double {
    let size = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let slope = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return slope > 0 ? min(1, 0.1 * max(1, size) / slope) : 1
  }

  /// sᵀs/sᵀy, within 10⁻¹⁰ and 10¹⁰; the largest where the function is not convex along s.
  private static func spectralStretch(
    from point: [Double], _ gradient: [Double], to next: [Double], _ nextGradient: [Double]
  ) -> Double {
    var (length, bend) = (0.0, 0.0)
    for index in point.indices {
      let move = next[index] - point[index]
      length += move * move
      bend += move * (nextGradient[index] - gradient[index])
    }
    return bend > 0 ? min(max(length / bend, 1e-10), 1e10) : 1e10
  }
}
