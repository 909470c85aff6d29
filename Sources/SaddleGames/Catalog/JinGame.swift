import RealModule

/// f(x, y) = 0.2xy − cos y on [−1, 1] × [−2π, 2π]: the global minimax points (0, ±π) are not even
/// stationary.
///
/// Φ(x) = max_y f(x, y) = 0.2π|x| + 0.2x·s + cos s with s = arcsin(0.2x) has its minimum at the kink
/// x = 0, where y = π and y = −π are equally good; there f_x = ±0.2π. So gradient methods end
/// elsewhere: at a local Nash equilibrium (∓1, ±2.940), where the maximizer would gain by leaving
/// for the other hill.
public struct JinGame: PlaneGame {
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(start: (x: Double, y: Double) = (0.1, 3)) {
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = 0.2xy − cos y.
  public func payoff(_ x: Double, _ y: Double) -> Double { 0.2 * x * y - Double.cos(y) }

  /// ∇f = (0.2y, 0.2x + sin y).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (0.2 * y, 0.2 * x + Double.sin(y))
  }

  /// f_xx = 0, f_xy = 0.2, f_yy = cos y.
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (0, 0.2, Double.cos(y))
  }

  /// [−1, 1] for x and [−2π, 2π] for y.
  public func strategySet(of player: Player) -> StrategySet {
    player == .minimizer
      ? .box(lower: -1, upper: 1) : .box(lower: -2 * Double.pi, upper: 2 * Double.pi)
  }

  /// The minimax points, which are λ-proximal for λ = 0 only and not stationary, then the local
  /// Nash equilibria on the edges.
  public var knownEquilibria: [KnownEquilibrium] {
    let hill = Double.pi - Double.asin(0.2)
    return [1.0, -1.0].flatMap { sign in
      [
        KnownEquilibrium(
          profile: StrategyProfile(minimizer: [0], maximizer: [sign * Double.pi]),
          kind: .proximal(upTo: 0), note: "global minimax, not stationary"),
        KnownEquilibrium(
          profile: StrategyProfile(minimizer: [-sign], maximizer: [sign * hill]),
          kind: .stationary, note: "local Nash, not global"),
      ]
    }
  }

  /// The players' intervals.
  public var gapDomain: String? { "|x| ≤ 1, |y| ≤ 2π" }

  /// Φ(x) + 0.2|y| + cos y.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let y = z.values[1]
    return upperEnvelope(z.values[0]) + 0.2 * abs(y) + Double.cos(y)
  }

  /// The primal gap at λ = 0, the duality gap at λ = ∞, else nil: no closed form.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    return penalty == .infinity ? dualityGap(at: z) : nil
  }

  /// Φ(x) − Φ(0) = Φ(x) − 1.
  public func primalGap(at z: StrategyProfile) -> Double? { upperEnvelope(z.values[0]) - 1 }

  private func upperEnvelope(_ x: Double) -> Double {
    let lean = Double.asin(0.2 * x)
    return 0.2 * Double.pi * abs(x) + 0.2 * x * lean + Double.cos(lean)
  }
}

extension JinGame {
  /// `jin` in the catalog.
  public static let entry = GameEntry(
    name: "jin",
    summary: "the global minimax points are not stationary; methods end at local Nash equilibria",
    formula: "f(x, y) = 0.2·x·y − cos y on [−1, 1] × [−2π, 2π]",
    source: "Jin, Netrapalli & Jordan 2020, arXiv:1902.00618",
    parameters: [ParameterDescription.start(0.1, 3)]
  ) { values throws(GameError) in JinGame(start: try values.planeStart()) }
}
