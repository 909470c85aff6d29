public import SaddleGames
import SaddleLinearAlgebra

/// Takes a profile apart to second order: curvatures, Schur complements, λ*, the game Jacobian.
///
///     let analysis = LocalAnalyzer().analysis(at: z, in: game)
///     print(analysis.verdict.sentence)
///
/// Small games are decomposed densely; larger ones by Krylov methods over Hessian products, whose
/// residuals are part of the result.
public struct LocalAnalyzer: Hashable, Sendable {
  /// The λ whose S_λ is reported.
  public var penalties: [Double] = []
  /// The most parameters of both players that are decomposed densely.
  public var denseLimit = 200
  /// ‖z − Π(z − v)‖ up to which a profile counts as stationary.
  public var criticalTolerance = 1e-4
  /// The most steps of each Lanczos and Arnoldi process, at most a gigabyte of vectors.
  ///
  /// They stop where residuals are small: a pair of networks with 100,000 parameters took 200.
  public var krylovSteps = 300
  /// The residual at which they stop, as a share of ‖∇²f‖; signs of eigenvalues are told apart to it.
  public var krylovTolerance = 1e-6
  /// The relative error of λ* at which its search stops.
  public var orderTolerance = 1e-3
  /// The most steps of each search for an eigenvalue of S_λ or for λ*, of two Hessian products each.
  public var subspaceSteps = 300
  /// How many directions of each player such a search keeps before it restarts with a third of them.
  ///
  /// At most: seven vectors of a player's size are kept for each, 450 MB together. Few are quicker: reading
  /// many takes longer than the products that they save.
  public var subspaceWidth = 32
  /// δ ≥ 0: every curvature is that of f + (δ/2)(‖x‖² − ‖y‖²), as if both players' weights decayed.
  ///
  /// Networks have more parameters than a batch can tell apart; curvatures up to δ against a player then
  /// count as none. v is left as it is.
  public var damping = 0.0
  /// Random probes for the rotation share of a large game.
  public var probes = 10
  /// Keys the random starts.
  public var seed: UInt64 = 0

  /// The defaults.
  public init() {}

  /// Analyses a game with a payoff.
  ///
  /// - Parameters:
  ///   - z: the profile.
  ///   - game: the game; one instance where it is played on batches.
  ///   - data: what the derivatives are those of, in words.
  /// - Returns: the figures, with the verdict that they support.
  public func analysis(
    at z: StrategyProfile, in game: any MinMaxGame, data: String = "exact expectations"
  ) -> LocalAnalysis {
    z.shape.count <= denseLimit
      ? dense(at: z, in: game, data: data) : matrixFree(at: z, in: game, data: data)
  }

  /// What ``damping`` adds to the description of the data.
  var dampingWords: String { damping > 0 ? ", curvatures damped by \(damping)" : "" }

  private func dense(
    at z: StrategyProfile, in game: any MinMaxGame, data: String
  ) -> LocalAnalysis {
    var clock = Stopwatch()
    let linear = GameLinearization(of: game, at: z)
    let spaces = Player.allCases.map { TangentSpace(of: $0, at: z, in: game) }
    let (x, y) = (spaces[0], spaces[1])
    let minusOpponent = y.restrict(linear.jacobian.block(.maximizer, .maximizer), to: y).symmetrized
    let second = DenseSecondOrder(
      own: x.restrict(linear.jacobian.block(.minimizer, .minimizer), to: x).symmetrized
        + Matrix(diagonal: x.bending.map { $0 + damping }),
      coupling: x.restrict(linear.jacobian.block(.minimizer, .maximizer), to: y),
      opponent: -1 * (minusOpponent + Matrix(diagonal: y.bending.map { $0 + damping })),
      metric: y.restrict(linear.proximalMetric ?? .identity(y.basis.rowCount), to: y).symmetrized,
      scale: linear.jacobian.matrix.values.reduce(0) { max($0, abs($1)) })
    let tolerance = 1e-9 * max(second.scale, 1e-300)
    let own = SymmetricEigen.values(of: second.own)
    let other = SymmetricEigen.values(of: second.opponent)
    let jacobian = Matrix(
      blocks: second.own, second.coupling, -1 * second.coupling.transposed, -1 * second.opponent)
    func least(_ matrix: Matrix?) -> LocalAnalysis.Eigenvalue? {
      matrix.flatMap { SymmetricEigen.values(of: $0).first }.map { .init($0) }
    }
    let maximin = second.maximinCurvature(tolerance: tolerance)
      .flatMap { SymmetricEigen.values(of: $0).last }
    let isConcave = (other.last ?? 0) <= tolerance
    let order = isConcave ? second.proximalOrder(tolerance: tolerance) : nil
    let norms = self.norms(at: z, in: game)
    return LocalAnalysis(
      fieldNorm: norms.field, minimizerGradientNorm: norms.minimizer,
      maximizerGradientNorm: norms.maximizer, naturalResidual: norms.residual,
      minimizer: (.init(own.first ?? 0), .init(own.last ?? 0)),
      maximizer: (.init(other.first ?? 0), .init(other.last ?? 0)),
      minimax: least(second.proximalCurvature(0, tolerance: tolerance)),
      maximin: maximin.map { .init($0) },
      proximal: penalties.map { penalty in
        .init(
          penalty: penalty,
          least: penalty == .infinity
            ? least(second.own)
            : least(second.proximalCurvature(penalty, tolerance: tolerance)))
      },
      order: order, orderError: order.map { $0.isFinite ? $0 * 1e-12 : 0 } ?? 0,
      spectrum: JacobianSpectrum(
        dense: jacobian, minimizerCount: own.count, tolerance: tolerance),
      free: (own.count, other.count), norm: game.proximalNorm, solver: .dense,
      products: z.shape.count, isConverged: true,
      isDegenerate: spaces.contains(where: \.isDegenerate), data: data + dampingWords,
      seconds: clock.lap(),
      signTolerance: tolerance, criticalTolerance: criticalTolerance)
  }

  func norms(
    at z: StrategyProfile, in game: any VariationalInequality
  ) -> (field: Double, minimizer: Double, maximizer: Double, residual: Double) {
    var probe = EquilibriumProbe(game: game)
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    func size(_ player: Player) -> Double {
      field[z.shape.range(of: player)].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return (
      norm(field), size(.minimizer), size(.maximizer), probe.naturalResidual(at: z)
    )
  }
}
