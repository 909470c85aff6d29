public import SaddleLinearAlgebra

/// f(x, y) = xᵀAy on ℝⁿ × ℝᵐ: one rotation for each singular value of A.
///
/// In the basis of its singular vectors the game is a sum of scalar bilinear games with slopes sᵢ:
/// mode i turns with the period 2π/sᵢ, and two incommensurate singular values give a torus. The
/// null spaces do not move: every point of ker Aᵀ × ker A is a Nash equilibrium, and
/// ``distanceToEquilibrium(from:)`` measures the distance to that set.
///
/// Gaps refer to |x|, |y| ≤ R: the duality gap is R(|Aᵀx| + |Ay|). Steps are not projected.
public struct MatrixBilinear: BilinearGame {
  /// A.
  public let matrix: Matrix
  /// R: the gaps refer to |x|, |y| ≤ R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile
  /// sᵢ, those that are not 0 to rounding.
  private let singularValues: [Double]
  private let leftVectors: [[Double]]
  private let rightVectors: [[Double]]

  /// [[1, 1], [1, 0]], whose singular values are the golden ratio and its inverse: of all torus
  /// windings theirs is the farthest from closing.
  public static let defaultMatrix = Matrix([[1, 1], [1, 0]])

  /// Makes the game; the start is (1, …, 1) if nil.
  ///
  /// Cost: one singular value decomposition.
  ///
  /// - Precondition: R > 0, and the start has the matrix's shape.
  public init(
    matrix: Matrix = Self.defaultMatrix, gapRadius: Double = 2, start: StrategyProfile? = nil
  ) {
    precondition(gapRadius > 0, "R is positive")
    self.matrix = matrix
    self.gapRadius = gapRadius
    let shape = ProfileShape(
      minimizerCount: matrix.rowCount, maximizerCount: matrix.columnCount)
    self.start =
      start ?? StrategyProfile(values: [Double](repeating: 1, count: shape.count), shape: shape)
    precondition(self.start.shape == shape, "the start does not have the matrix's shape")
    let decomposition = SingularValueDecomposition(matrix)
    let negligible = (decomposition.values.first ?? 0) * Double(shape.count) * 0x1p-52
    let modes = decomposition.values.indices.filter { decomposition.values[$0] > negligible }
    singularValues = modes.map { decomposition.values[$0] }
    leftVectors = modes.map { mode in
      (0..<matrix.rowCount).map { decomposition.leftVectors[$0, mode] }
    }
    rightVectors = modes.map { mode in
      (0..<matrix.columnCount).map { decomposition.rightVectors[$0, mode] }
    }
  }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// (0, 0), Nash.
  public var knownEquilibria: [KnownEquilibrium] {
    let isOnly = singularValues.count == max(matrix.rowCount, matrix.columnCount)
    return [
      KnownEquilibrium(
        profile: StrategyProfile(
          values: [Double](repeating: 0, count: shape.count), shape: shape),
        kind: .nash, note: isOnly ? "Nash (0, 0)" : "Nash, as is all of ker Aᵀ × ker A")
    ]
  }

  /// The distance to ker Aᵀ × ker A, the set of all Nash equilibria.
  public func distanceToEquilibrium(from z: StrategyProfile) -> Double? {
    let moving =
      components(of: z[.minimizer], along: leftVectors)
      + components(of: z[.maximizer], along: rightVectors)
    return moving.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// ỹ = y + Aᵀx/λ, on all of ℝᵐ.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty > 0 else { return nil }
    var gradient = [Double](repeating: 0, count: shape.count)
    self.gradient(at: z, into: &gradient)
    return shape.range(of: .maximizer).map { z.values[$0] + gradient[$0] / penalty }
  }

  /// The ball of radius R for both players.
  public func gapSet(of player: Player) -> StrategySet { .ball(radius: gapRadius) }

  /// The balls of radius R.
  public var gapDomain: String? { "‖x‖, ‖y‖ ≤ \(gapRadius)" }

  /// R(|Aᵀx| + |Ay|).
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let norms = gradientNorms(at: z)
    return gapRadius * (norms.minimizer + norms.maximizer)
  }

  /// R|Aᵀx| − min over |x′| ≤ R of x′ᵀAy + |Aᵀx′|²/2λ.
  ///
  /// The second term, the generalization of the scalar game's Huber function, is ½λ|Πy|² with Π the
  /// projection on the row space of A as long as λ|A⁺y| ≤ R, and else the root of one scalar
  /// equation in the singular basis. For |y| ≤ R the ball does not bind ỹ. Cost: nm flops.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    let along = components(of: z[.maximizer], along: rightVectors)
    let least = trustRegionMinimum(
      curvatures: singularValues.map { $0 * $0 / penalty },
      gradient: zip(singularValues, along).map { $0 * $1 }, radius: gapRadius)
    return gapRadius * gradientNorms(at: z).maximizer - least
  }

  /// R|Aᵀx|.
  public func primalGap(at z: StrategyProfile) -> Double? {
    gapRadius * gradientNorms(at: z).maximizer
  }

  /// |Ay| and |Aᵀx|.
  private func gradientNorms(at z: StrategyProfile) -> (minimizer: Double, maximizer: Double) {
    var gradient = [Double](repeating: 0, count: shape.count)
    self.gradient(at: z, into: &gradient)
    func norm(of player: Player) -> Double {
      gradient[shape.range(of: player)].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return (norm(of: .minimizer), norm(of: .maximizer))
  }

  private func components(of values: ArraySlice<Double>, along basis: [[Double]]) -> [Double] {
    basis.map { vector in zip(vector, values).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

extension MatrixBilinear {
  /// `matrix-bilinear` in the catalog.
  public static let entry = GameEntry(
    name: "matrix-bilinear",
    summary: "one rotation for each singular value of A: a torus if two are incommensurate",
    formula: "f(x, y) = xᵀAy",
    source: "Daskalakis et al. 2018, arXiv:1711.00141",
    parameters: [
      ParameterDescription(
        "matrix", default: .matrix([[1, 1], [1, 0]]),
        "A: a row for each coordinate of x, a column for each of y"),
      ParameterDescription(
        "gapRadius", default: .real(2), "R > 0: gaps refer to |x|, |y| ≤ R",
        range: ParameterDescription.positive),
      ParameterDescription.start(),
    ]
  ) { values throws(GameError) in
    let matrix = Matrix(values.matrix("matrix"))
    let shape = ProfileShape(
      minimizerCount: matrix.rowCount, maximizerCount: matrix.columnCount)
    return MatrixBilinear(
      matrix: matrix, gapRadius: values.real("gapRadius"), start: try values.profileStart(of: shape)
    )
  }
}
