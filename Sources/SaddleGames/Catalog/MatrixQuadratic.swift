public import SaddleLinearAlgebra

/// f(x, y) = ½xᵀPx + xᵀBy − ½yᵀQy with symmetric P and Q: every quadratic game.
///
/// (0, 0) is stationary. It is Nash iff P ⪰ 0 and Q ⪰ 0. For Q ⪰ 0 alone it is λ-proximal as long
/// as S_λ = P + B(Q + λI)⁻¹Bᵀ ⪰ 0, and S_λ falls in λ from the Schur complement (is the point a
/// minimax point?) to P (is it Nash?): λ* = ``proximalOrder`` is where it ceases to hold (Farnia &
/// Ozdaglar 2020). The default game has λ* = 3; GDA converges to a point that is no Nash
/// equilibrium.
///
/// Gaps let the minimizer deviate within |x′| ≤ R and the maximizer to any y′ ∈ ℝᵐ. They are +∞
/// where f(x, ·) has no maximum: for Q not ⪰ 0 everywhere. (At |x| > R staying at x counts as one
/// more deviation, so that gaps stay ≥ 0.) Steps are not projected.
public struct MatrixQuadratic: MinMaxGame {
  /// P, n × n.
  public let minimizerCurvature: Matrix
  /// B, n × m.
  public let coupling: Matrix
  /// Q, m × m, the curvature of −f in y.
  public let maximizerCurvature: Matrix
  /// R: gaps let x′ deviate within |x′| ≤ R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile
  /// λ* = sup{λ : (0, 0) is λ-proximal}, to about 12 digits.
  ///
  /// ∞ for a Nash equilibrium; nil where (0, 0) is not even a minimax point. Found by bisection.
  public let proximalOrder: Double?
  /// The maximizer's eigenbasis: Q + λI is inverted in it for every λ.
  private let spectrum: CurvatureSpectrum
  /// The least curvature of Φ = max_y f(·, y) where it is finite; nil where it is nowhere finite.
  private let stackelbergCurvature: Double?
  private let isMaximin: Bool

  /// Makes the game; the start is (1, …, 1) if nil.
  ///
  /// Cost: about 60 Cholesky decompositions for λ*.
  ///
  /// - Throws: ``GameError`` if P or Q is not symmetric, or the shapes do not fit.
  /// - Precondition: R > 0.
  public init(
    minimizerCurvature: Matrix, coupling: Matrix, maximizerCurvature: Matrix,
    gapRadius: Double = 2, start: StrategyProfile? = nil
  ) throws(GameError) {
    precondition(gapRadius > 0, "R is positive")
    try Self.check(
      minimizerCurvature, named: "minimizerCurvature", count: coupling.rowCount, of: "rows")
    try Self.check(
      maximizerCurvature, named: "maximizerCurvature", count: coupling.columnCount, of: "columns")
    self.minimizerCurvature = minimizerCurvature
    self.coupling = coupling
    self.maximizerCurvature = maximizerCurvature
    self.gapRadius = gapRadius
    let shape = ProfileShape(
      minimizerCount: coupling.rowCount, maximizerCount: coupling.columnCount)
    self.start =
      start ?? StrategyProfile(values: [Double](repeating: 1, count: shape.count), shape: shape)
    precondition(self.start.shape == shape, "the start does not have the game's shape")
    spectrum = CurvatureSpectrum(maximizerCurvature)
    let own = CurvatureSpectrum(minimizerCurvature)
    stackelbergCurvature = spectrum.envelopeCurvature(own: minimizerCurvature, coupling: coupling)
    let maximinCurvature = own.envelopeCurvature(
      own: maximizerCurvature, coupling: coupling.transposed)
    isMaximin = maximinCurvature.map { $0 >= 0 } ?? false
    if let stackelbergCurvature, stackelbergCurvature >= 0 {
      proximalOrder =
        own.isPositiveSemidefinite
        ? .infinity : spectrum.proximalOrder(own: minimizerCurvature, coupling: coupling)
    } else {
      proximalOrder = nil
    }
  }

  private static func check(
    _ matrix: Matrix, named name: String, count: Int, of side: String
  ) throws(GameError) {
    guard matrix.rowCount == count, matrix.columnCount == count else {
      throw GameError(
        .invalidParameter,
        "parameter '\(name)' is \(matrix.rowCount) × \(matrix.columnCount) and 'coupling' has"
          + " \(count) \(side)",
        hint: "give \(count) rows of \(count) numbers")
    }
    for row in 0..<count {
      for column in 0..<row where matrix[row, column] != matrix[column, row] {
        throw GameError(
          .invalidParameter,
          "parameter '\(name)' is not symmetric: row \(row + 1), column \(column + 1) holds"
            + " \(matrix[row, column]) and its mirror image \(matrix[column, row])",
          hint: "the payoff only sees the symmetric part: give the mean of the two at both places")
      }
    }
  }
}

extension MatrixQuadratic {
  /// n + m.
  public var shape: ProfileShape {
    ProfileShape(minimizerCount: coupling.rowCount, maximizerCount: coupling.columnCount)
  }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// ½xᵀPx + xᵀBy − ½yᵀQy = ½⟨z, ∇f⟩.
  public func payoff(at z: StrategyProfile) -> Double {
    var gradient = [Double](repeating: 0, count: shape.count)
    self.gradient(at: z, into: &gradient)
    return zip(z.values, gradient).reduce(0) { $0 + $1.0 * $1.1 } / 2
  }

  /// ∇f = (Px + By, Bᵀx − Qy).
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    multiply(z.values, into: &gradient)
  }

  /// (Puₓ + Buᵧ, Bᵀuₓ − Quᵧ).
  public func hessianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    multiply(u, into: &product)
  }

  private func multiply(_ u: [Double], into product: inout [Double]) {
    coupling.multiplyBothWays(u, into: &product)
    let (rows, columns) = (coupling.rowCount, coupling.columnCount)
    for row in 0..<rows {
      for column in 0..<rows { product[row] += minimizerCurvature[row, column] * u[column] }
    }
    for row in 0..<columns {
      for column in 0..<columns {
        product[rows + row] -= maximizerCurvature[row, column] * u[rows + column]
      }
    }
  }

  /// (0, 0), with the strongest of Nash, λ-proximal and stationary that holds.
  ///
  /// Where the game Jacobian is singular there are more, and distances are still to (0, 0).
  public var knownEquilibria: [KnownEquilibrium] {
    let kind: KnownEquilibrium.Kind
    let note: String
    switch proximalOrder {
    case .some(.infinity):
      (kind, note) = (.nash, "Nash (0, 0)")
    case .some(let order):
      (kind, note) = (.proximal(upTo: order), "minimax (0, 0)")
    case nil:
      (kind, note) = (
        .stationary, isMaximin ? "maximin, not minimax" : "neither minimax nor maximin"
      )
    }
    let origin = StrategyProfile(values: [Double](repeating: 0, count: shape.count), shape: shape)
    return [KnownEquilibrium(profile: origin, kind: kind, note: note)]
  }

  /// ỹ = (Q + λI)⁻¹(Bᵀx + λy); nil unless Q + λI ≻ 0.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty.isFinite else { return Array(z[.maximizer]) }
    guard spectrum.values.allSatisfy({ $0 + penalty > 0 }) else { return nil }
    let pull = coupling.transposed(z[.minimizer])
    let target = zip(pull, z[.maximizer]).map { $0 + penalty * $1 }
    return spectrum.map(target) { 1 / ($0 + penalty) }
  }
}

extension MatrixQuadratic {
  /// ‖x‖ ≤ R, and any y.
  public func gapSet(of player: Player) -> StrategySet {
    player == .minimizer ? .ball(radius: gapRadius) : .unconstrained
  }

  /// The minimizer's ball.
  public var gapDomain: String? { "‖x‖ ≤ \(gapRadius)" }

  /// Φ(x) − min over x′ of f(x′, y), with Φ(x) = max_y f(x, y) = ½xᵀ(P + BQ⁻¹Bᵀ)x.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    proximalDualityGap(at: z, penalty: .infinity)
  }

  /// Φ(x) − min over x′ of f^λ(x′, y), with K = (Q + λI)⁻¹ and
  /// f^λ = ½xᵀS_λx + xᵀB(λK)y − ½yᵀQ(λK)y.
  ///
  /// The minimum over the ball is exact whether S_λ is definite or not. Cost: an eigendecomposition
  /// of S_λ.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    let upper = bestPayoff(against: z[.minimizer])
    guard upper.isFinite else { return upper }
    let y = z[.maximizer]
    let pulled = spectrum.map(y) { penalty.isInfinite ? 1 : penalty / ($0 + penalty) }
    let constant = -zip(y, maximizerCurvature(pulled)).reduce(0) { $0 + $1.0 * $1.1 } / 2
    let slope = coupling(pulled)
    let eigen = SymmetricEigen(
      spectrum.schur(own: minimizerCurvature, coupling: coupling, penalty: penalty))
    func inBasis(_ vector: some Collection<Double>) -> [Double] {
      eigen.vectors.transposed(vector)
    }
    let gradient = inBasis(slope)
    let x = inBasis(z[.minimizer])
    let stay = x.indices.reduce(0) {
      $0 + (eigen.values[$1] * x[$1] / 2 + gradient[$1]) * x[$1]
    }
    let least = trustRegionMinimum(
      curvatures: eigen.values, gradient: gradient, radius: gapRadius)
    return upper - min(least, stay) - constant
  }

  /// Φ(x) − min Φ over x′.
  public func primalGap(at z: StrategyProfile) -> Double? {
    let upper = bestPayoff(against: z[.minimizer])
    guard upper.isFinite, let stackelbergCurvature else { return upper }
    return upper - min(0, stackelbergCurvature * gapRadius * gapRadius / 2, upper)
  }

  /// Φ(x), +∞ where f(x, ·) has no maximum.
  private func bestPayoff(against x: ArraySlice<Double>) -> Double {
    let own = zip(x, minimizerCurvature(x)).reduce(0) { $0 + $1.0 * $1.1 } / 2
    let pull = spectrum.vectors.transposed(coupling.transposed(x))
    let size = x.reduce(0) { max($0, abs($1)) }
    let negligible = 1e-13 * size * coupling.values.reduce(0) { $0 + abs($1) }
    var best = 0.0
    for (value, slope) in zip(spectrum.values, pull) {
      if value > 0 {
        best += slope * slope / (2 * value)
      } else if value < 0 || abs(slope) > negligible {
        return .infinity
      }
    }
    return own + best
  }
}

extension MatrixQuadratic {
  /// `matrix-quadratic` in the catalog.
  public static let entry = GameEntry(
    name: "matrix-quadratic",
    summary: "every quadratic game; by default methods converge to a point that is not Nash",
    formula: "f(x, y) = ½xᵀPx + xᵀBy − ½yᵀQy",
    source: "Farnia & Ozdaglar 2020 for λ*",
    parameters: [
      ParameterDescription(
        "minimizerCurvature", default: .matrix([[-1, 0], [0, 1]]), "P, symmetric"),
      ParameterDescription(
        "coupling", default: .matrix([[2, 1], [-1, 2]]),
        "B: a row for each coordinate of x, a column for each of y"),
      ParameterDescription(
        "maximizerCurvature", default: .matrix([[2, 0], [0, 2]]),
        "Q, symmetric: the curvature of −f in y"),
      ParameterDescription(
        "gapRadius", default: .real(2), "R > 0: gaps refer to |x| ≤ R and any y",
        range: ParameterDescription.positive),
      ParameterDescription.start(),
    ]
  ) { values throws(GameError) in
    let coupling = Matrix(values.matrix("coupling"))
    let shape = ProfileShape(
      minimizerCount: coupling.rowCount, maximizerCount: coupling.columnCount)
    return try MatrixQuadratic(
      minimizerCurvature: Matrix(values.matrix("minimizerCurvature")), coupling: coupling,
      maximizerCurvature: Matrix(values.matrix("maximizerCurvature")),
      gapRadius: values.real("gapRadius"), start: try values.profileStart(of: shape))
  }
}
