/// How a line's phase runs over the blocks of a window: its slope corrects the frequency, its bend is
/// a change of frequency.
struct PhaseHistory {
  /// Radians per sample.
  let slope: Double
  /// The standard error of the slope.
  let slopeError: Double
  /// What the line leaves, root mean square in radians.
  let residual: Double
  /// The change of frequency over the window, in periods per sample, 0 for fewer than 8 blocks.
  private(set) var frequencyDrift = 0.0
  /// The frequency at the end less the line's own.
  private(set) var endShift = 0.0
  /// What the parabola leaves.
  private(set) var quadraticResidual = 0.0

  init(times: [Double], phases: [Double]) {
    let count = times.count
    let span = max(times[count - 1] - times[0], 1e-300)
    let endToEnd = (phases[count - 1] - phases[0]) / span
    guard count > 2 else {
      slope = endToEnd
      residual = 0
      slopeError = .pi / span
      return
    }
    let line = LeastSquaresLine(times, phases)
    residual = line.residual
    // A small residual is measurement noise, and regression is best; a large one is a phase that
    // diffuses, and only its ends count.
    if line.residual < 0.25 {
      slope = line.slope
      slopeError = line.residual * 12.0.squareRoot() / (span * Double(count - 2).squareRoot())
    } else {
      slope = endToEnd
      slopeError = standardDeviation(differences(phases)) * Double(count - 1).squareRoot() / span
    }
    if count >= 8 { fitParabola(times, phases, span: span) }
  }

  private mutating func fitParabola(_ times: [Double], _ phases: [Double], span: Double) {
    let count = Double(times.count)
    let center = times.reduce(0, +) / count
    let mean = phases.reduce(0, +) / count
    // Blocks are evenly spaced, so odd moments of x vanish and the normal equations come apart.
    let x = times.map { ($0 - center) / span }
    let second = x.reduce(0) { $0 + $1 * $1 } / count
    let fourth = x.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count
    var (linear, square) = (0.0, 0.0)
    for (x, phase) in zip(x, phases) {
      linear += x * (phase - mean) / count
      square += (x * x - second) * (phase - mean) / count
    }
    let first = linear / second
    let bend = square / max(fourth - second * second, 1e-300)
    frequencyDrift = abs(bend) / .pi / span
    endShift = (first + bend) / (2 * .pi) / span
    let rest = zip(x, phases).map { x, phase in
      phase - mean - first * x - bend * (x * x - second)
    }
    quadraticResidual = norm(rest) / count.squareRoot()
  }
}
