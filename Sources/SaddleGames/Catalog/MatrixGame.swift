public import SaddleLinearAlgebra

/// f(x, y) = xᵀAy on simplices: the minimizer plays row i with probability xᵢ, the maximizer column
/// j with probability yⱼ, and Aᵢⱼ is paid to the maximizer.
///
/// Optimal strategies always exist (von Neumann 1928) and are found once, when the game is made.
/// Gradients are those of xᵀAy in the coordinates of the simplices; their component along
/// (1, …, 1) moves no strategy, and projected steps remove it.
public struct MatrixGame: BilinearGame {
  /// A.
  public let matrix: Matrix
  /// The initial profile.
  public let start: StrategyProfile
  /// The optimal strategies found; where there are several, one pair.
  public let knownEquilibria: [KnownEquilibrium]
  /// min max xᵀAy, the value of the game; nil if the linear program failed.
  public let gameValue: Double?

  /// Makes the game.
  ///
  /// - Parameters:
  ///   - matrix: A, with a row and a column at least.
  ///   - start: mixed strategies; n : … : 2 : 1 on the actions of each player if nil.
  /// - Precondition: the start has the matrix's shape.
  public init(matrix: Matrix, start: StrategyProfile? = nil) {
    self.matrix = matrix
    let shape = ProfileShape(
      minimizerCount: matrix.rowCount, maximizerCount: matrix.columnCount)
    self.start = start ?? .descendingMixture(of: shape)
    precondition(self.start.shape == shape, "the start does not have the matrix's shape")
    let solution = MatrixGameSolution(of: matrix)
    gameValue = solution?.value
    knownEquilibria =
      solution.map { solution in
        [
          KnownEquilibrium(
            profile: StrategyProfile(minimizer: solution.minimizer, maximizer: solution.maximizer),
            kind: .nash, note: "Nash: optimal mixed strategies")
        ]
      } ?? []
  }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// The simplex, for both players.
  public func strategySet(of player: Player) -> StrategySet { .simplex }

  /// ỹ = Π(y + Aᵀx/λ), projected on the simplex.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty > 0 else { return nil }
    var response = z
    var gradient = [Double](repeating: 0, count: shape.count)
    self.gradient(at: z, into: &gradient)
    for index in shape.range(of: .maximizer) {
      response.values[index] += gradient[index] / penalty
    }
    project(.maximizer, of: &response)
    return Array(response[.maximizer])
  }

  /// Mixed strategies.
  public var gapDomain: String? { "mixed strategies" }

  /// maxⱼ (Aᵀx)ⱼ − minᵢ (Ay)ᵢ: some pure strategy is always a best response.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let worst = worstCases(at: z)
    return worst.upper - worst.lower
  }

  /// The primal gap at λ = 0, the duality gap at λ = ∞, else nil: between them the value solves a
  /// quadratic program.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    return penalty == .infinity ? dualityGap(at: z) : nil
  }

  /// maxⱼ (Aᵀx)ⱼ − ``gameValue``.
  public func primalGap(at z: StrategyProfile) -> Double? {
    gameValue.map { worstCases(at: z).upper - $0 }
  }

  private func worstCases(at z: StrategyProfile) -> (lower: Double, upper: Double) {
    var gradient = [Double](repeating: 0, count: shape.count)
    self.gradient(at: z, into: &gradient)
    return (
      gradient[shape.range(of: .minimizer)].reduce(.infinity, min),
      gradient[shape.range(of: .maximizer)].reduce(-.infinity, max)
    )
  }
}

extension MatrixGame {
  /// `matrix-game` in the catalog.
  public static let entry = GameEntry(
    name: "matrix-game",
    summary: "any zero-sum matrix game in mixed strategies",
    formula: "f(x, y) = xᵀAy, x and y on simplices",
    source: "von Neumann 1928",
    parameters: [
      ParameterDescription(
        "matrix", default: .matrix([[2, -1], [-1, 1]]),
        "A: the payment to the maximizer, a row for each action of the minimizer"),
      ParameterDescription.start(),
    ]
  ) { values throws(GameError) in
    let matrix = Matrix(values.matrix("matrix"))
    let shape = ProfileShape(
      minimizerCount: matrix.rowCount, maximizerCount: matrix.columnCount)
    return MatrixGame(matrix: matrix, start: try values.mixedStart(of: shape))
  }
}
