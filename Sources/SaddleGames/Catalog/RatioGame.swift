public import SaddleLinearAlgebra

/// f(x, y) = ⟨x, Ry⟩ / ⟨x, Sy⟩ on simplices, S > 0: a ratio of payoffs, as of a stochastic game
/// with one state.
///
/// The payoff is quasi-convex in x and quasi-concave in y, so that mixed Nash equilibria exist
/// although f is neither convex nor concave: at the value v of the game, the matrix game R − vS has
/// the value 0 and its optimal strategies are those of the ratio game (von Neumann 1937). With two
/// actions each, x = (p, 1 − p) and y = (q, 1 − q), an interior equilibrium is a center: orbits of
/// the flow in (p, q) close around it, and in the default game the eigenvalues are ±2.32834i.
///
/// Strategies are points of the simplices, not (p, q). A projected gradient step moves p by
/// (f₁ − f₂)/2 per unit of step size, with the partial derivatives f₁ and f₂ by x₁ and x₂: half of
/// what a step in p would. Eigenvalues halve and periods double.
public struct RatioGame: MinMaxGame {
  /// R.
  public let numerator: Matrix
  /// S, with entries > 0.
  public let denominator: Matrix
  /// The initial profile.
  public let start: StrategyProfile
  /// The optimal strategies found; where there are several, one pair.
  public let knownEquilibria: [KnownEquilibrium]
  /// v = min max f.
  public let gameValue: Double

  /// The default R and S, whose equilibrium is p = 0.951941, q = 0.050485 and value −0.605823.
  public static let defaultMatrices: (numerator: Matrix, denominator: Matrix) = (
    Matrix([[-0.6, -0.3], [0.6, -0.3]]), Matrix([[0.9, 0.5], [0.8, 0.4]])
  )

  /// Makes the game and solves it.
  ///
  /// - Parameters:
  ///   - numerator: R, n × m.
  ///   - denominator: S, n × m with positive entries, so that ⟨x, Sy⟩ > 0 on the simplices.
  ///   - start: mixed strategies; n : … : 2 : 1 on the actions of each player if nil.
  /// - Throws: ``GameError`` if the shapes differ or an entry of S is not positive.
  public init(
    numerator: Matrix = Self.defaultMatrices.numerator,
    denominator: Matrix = Self.defaultMatrices.denominator, start: StrategyProfile? = nil
  ) throws(GameError) {
    guard
      numerator.rowCount == denominator.rowCount, numerator.columnCount == denominator.columnCount
    else {
      throw GameError(
        .invalidParameter,
        "the numerator is \(numerator.rowCount) × \(numerator.columnCount) and the denominator"
          + " \(denominator.rowCount) × \(denominator.columnCount)",
        hint: "give matrices of the same shape")
    }
    guard denominator.values.allSatisfy({ $0 > 0 }) else {
      throw GameError(
        .invalidParameter, "the denominator has an entry that is not positive",
        hint: "every entry of S must be > 0, so that ⟨x, Sy⟩ > 0 for all mixed strategies")
    }
    self.numerator = numerator
    self.denominator = denominator
    let shape = ProfileShape(
      minimizerCount: numerator.rowCount, maximizerCount: numerator.columnCount)
    self.start = start ?? .descendingMixture(of: shape)
    precondition(self.start.shape == shape, "the start does not have the matrices' shape")
    let solution = Self.solve(numerator, denominator)
    gameValue = solution.value
    knownEquilibria =
      solution.profile.map {
        [KnownEquilibrium(profile: $0, kind: .nash, note: "Nash: optimal mixed strategies")]
      } ?? []
  }

  /// Finds v with val(R − vS) = 0 by Newton steps v + val/⟨x, Sy⟩, kept in a bracket.
  ///
  /// val(R − vS) falls strictly in v; it is ≥ 0 at the least ratio Rᵢⱼ/Sᵢⱼ and ≤ 0 at the largest.
  private static func solve(
    _ numerator: Matrix, _ denominator: Matrix
  ) -> (profile: StrategyProfile?, value: Double) {
    let ratios = zip(numerator.values, denominator.values).map { $0 / $1 }
    var (lower, upper) = (ratios.reduce(.infinity, min), ratios.reduce(-.infinity, max))
    var value = lower + (upper - lower) / 2
    var profile: StrategyProfile?
    for _ in 0..<100 {
      guard let solution = MatrixGameSolution(of: numerator - value * denominator) else { break }
      profile = StrategyProfile(minimizer: solution.minimizer, maximizer: solution.maximizer)
      if solution.value > 0 { lower = value } else { upper = value }
      let weight = zip(solution.minimizer, denominator(solution.maximizer)).reduce(0) {
        $0 + $1.0 * $1.1
      }
      var next = value + solution.value / weight
      if next <= lower || next >= upper { next = lower + (upper - lower) / 2 }
      guard abs(next - value) > 1e-15 * max(1, abs(value)) else { break }
      value = next
    }
    return (profile, value)
  }
}

extension RatioGame {
  /// n + m: a coordinate for each action.
  public var shape: ProfileShape {
    ProfileShape(minimizerCount: numerator.rowCount, maximizerCount: numerator.columnCount)
  }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// The simplex, for both players.
  public func strategySet(of player: Player) -> StrategySet { .simplex }

  /// ⟨x, Ry⟩ / ⟨x, Sy⟩.
  public func payoff(at z: StrategyProfile) -> Double { parts(at: z).payoff }

  /// ∇ₓf = (Ry − f·Sy)/⟨x, Sy⟩ and ∇ᵧf = (Rᵀx − f·Sᵀx)/⟨x, Sy⟩.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    gradient = parts(at: z).gradient
  }

  /// ∇²f·u, from differentiating ⟨x, Sy⟩∇f = (Ry, Rᵀx) − f·(Sy, Sᵀx) along u.
  ///
  /// With s = (Sy, Sᵀx) this is [(Ruᵧ, Rᵀuₓ) − f·(Suᵧ, Sᵀuₓ) − ⟨∇f, u⟩s − ⟨s, u⟩∇f]/⟨x, Sy⟩.
  public func hessianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    let parts = parts(at: z)
    let numeratorChange = Self.multiply(numerator, u)
    let denominatorChange = Self.multiply(denominator, u)
    var (payoffChange, weightChange) = (0.0, 0.0)
    for index in u.indices {
      payoffChange += parts.gradient[index] * u[index]
      weightChange += parts.weightGradient[index] * u[index]
    }
    for index in u.indices {
      product[index] =
        (numeratorChange[index] - parts.payoff * denominatorChange[index]
          - payoffChange * parts.weightGradient[index] - weightChange * parts.gradient[index])
        / parts.weight
    }
  }

  /// Mixed strategies.
  public var gapDomain: String? { "mixed strategies" }

  /// maxⱼ (Rᵀx)ⱼ/(Sᵀx)ⱼ − minᵢ (Ry)ᵢ/(Sy)ᵢ: some pure strategy is always a best response.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let ratios = vertexRatios(at: z)
    return ratios[shape.range(of: .maximizer)].reduce(-.infinity, max)
      - ratios[shape.range(of: .minimizer)].reduce(.infinity, min)
  }

  /// The primal gap at λ = 0, the duality gap at λ = ∞, else nil.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    return penalty == .infinity ? dualityGap(at: z) : nil
  }

  /// maxⱼ (Rᵀx)ⱼ/(Sᵀx)ⱼ − ``gameValue``.
  public func primalGap(at z: StrategyProfile) -> Double? {
    vertexRatios(at: z)[shape.range(of: .maximizer)].reduce(-.infinity, max) - gameValue
  }

  /// f with a pure strategy in place of one player's: (Ry)ᵢ/(Sy)ᵢ, then (Rᵀx)ⱼ/(Sᵀx)ⱼ.
  private func vertexRatios(at z: StrategyProfile) -> [Double] {
    zip(Self.multiply(numerator, z.values), Self.multiply(denominator, z.values)).map { $0 / $1 }
  }

  private struct Parts {
    var payoff: Double
    /// ⟨x, Sy⟩.
    var weight: Double
    /// (Sy, Sᵀx).
    var weightGradient: [Double]
    var gradient: [Double]
  }

  private func parts(at z: StrategyProfile) -> Parts {
    let top = Self.multiply(numerator, z.values)
    let bottom = Self.multiply(denominator, z.values)
    var (value, weight) = (0.0, 0.0)
    for index in shape.range(of: .minimizer) {
      value += z.values[index] * top[index]
      weight += z.values[index] * bottom[index]
    }
    let payoff = value / weight
    return Parts(
      payoff: payoff, weight: weight, weightGradient: bottom,
      gradient: zip(top, bottom).map { ($0 - payoff * $1) / weight })
  }

  /// (Auᵧ, Aᵀuₓ).
  private static func multiply(_ matrix: Matrix, _ u: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: u.count)
    matrix.multiplyBothWays(u, into: &product)
    return product
  }
}

extension RatioGame {
  /// `ratio` in the catalog.
  public static let entry = GameEntry(
    name: "ratio",
    summary: "a ratio of payoffs: neither convex nor concave, and its equilibrium is a center",
    formula: "f(x, y) = ⟨x, Ry⟩ / ⟨x, Sy⟩, x and y on simplices",
    source: "von Neumann 1937; Daskalakis, Foster & Golowich 2020",
    parameters: [
      ParameterDescription(
        "numerator", default: .matrix([[-0.6, -0.3], [0.6, -0.3]]),
        "R: a row for each action of the minimizer"),
      ParameterDescription(
        "denominator", default: .matrix([[0.9, 0.5], [0.8, 0.4]]),
        "S, of R's shape with entries > 0"),
      ParameterDescription.start(),
    ]
  ) { values throws(GameError) in
    let numerator = Matrix(values.matrix("numerator"))
    let shape = ProfileShape(
      minimizerCount: numerator.rowCount, maximizerCount: numerator.columnCount)
    return try RatioGame(
      numerator: numerator, denominator: Matrix(values.matrix("denominator")),
      start: try values.mixedStart(of: shape))
  }
}
