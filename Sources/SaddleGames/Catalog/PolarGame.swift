/// v(x, y) = (x·g(r²) − y, y·g(r²) + x) with g(s) = (a/16)(s − 1)(16s − 9) and r² = x² + y².
///
/// Two nested cycles turn around the solution. **Not a zero-sum game:** no payoff has this field
/// (∂vₓ/∂y + ∂vᵧ/∂x = 4xy·g′ ≠ 0), so that the type conforms to ``VariationalInequality`` alone:
/// payoff, gaps and proximal operators do not exist here.
///
/// In polar coordinates the flow ż = −v is ṙ = −r·g(r²), θ̇ = −1: r = 0 attracts (at the rate
/// 9a/16), r = 3/4 repels, r = 1 attracts, and every turn takes 2π. Near r = 1 the distance shrinks
/// by exp(−7πa/4) per turn.
public struct PolarGame: VariationalInequality {
  /// a > 0: how fast the flow moves between the cycles.
  public let radialScale: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(radialScale: Double = 1.0 / 3, start: (x: Double, y: Double) = (0.8, 0)) {
    self.radialScale = radialScale
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// One coordinate each.
  public var shape: ProfileShape { ProfileShape(minimizerCount: 1, maximizerCount: 1) }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// v = (x·g − y, y·g + x).
  public func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    let (x, y) = (z.values[0], z.values[1])
    let pull = pull(x * x + y * y).value
    v[0] = x * pull - y
    v[1] = y * pull + x
  }

  /// J·u with J = gI + 2g′·zzᵀ + [[0, −1], [1, 0]].
  public func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    multiply(at: z, u, turn: 1, into: &product)
  }

  /// Jᵀ·u: the rotation turns the other way.
  public func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    multiply(at: z, u, turn: -1, into: &product)
  }

  /// (0, 0), the only zero of the field.
  public var knownEquilibria: [KnownEquilibrium] {
    [
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [0], maximizer: [0]), kind: .stationary,
        note: "the only solution; attracts r < 3/4")
    ]
  }

  /// g(s) and g′(s) = (a/16)(32s − 25).
  private func pull(_ square: Double) -> (value: Double, slope: Double) {
    (
      radialScale / 16 * (square - 1) * (16 * square - 9), radialScale / 16 * (32 * square - 25)
    )
  }

  private func multiply(
    at z: StrategyProfile, _ u: [Double], turn: Double, into product: inout [Double]
  ) {
    let (x, y) = (z.values[0], z.values[1])
    let (first, last) = (u[0], u[1])
    let pull = pull(x * x + y * y)
    let along = 2 * pull.slope * (x * first + y * last)
    product[0] = pull.value * first + along * x - turn * last
    product[1] = pull.value * last + along * y + turn * first
  }
}

extension PolarGame {
  /// `polar` in the catalog.
  public static let entry = GameEntry(
    name: "polar",
    summary: "a field of no payoff: two nested cycles around the solution, the inner one repelling",
    formula: "v(x, y) = (ψ(x, y) − y, ψ(y, x) + x), ψ(x, y) = (a/16)·x(r² − 1)(16r² − 9)",
    source: "Pethick et al. 2022, arXiv:2302.09831",
    parameters: [
      ParameterDescription(
        "radialScale", default: .real(1.0 / 3), "a > 0: how fast the flow moves between the cycles",
        range: ParameterDescription.positive),
      ParameterDescription.start(0.8, 0),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return PolarGame(radialScale: values.real("radialScale"), start: start)
  }
}
