import ComplexModule
import RealModule
public import SaddleGames
import SaddleLinearAlgebra
public import SaddleTraining

/// What theory says a method does near a stationary point: the rate and the period of the linear
/// map that one step is there.
///
/// Exact on quadratic games while no projection acts; near a stationary point of a smooth game the
/// measured rate tends to it. The distance to the point shrinks iff `rate` < 1; at rate = 1 the
/// linear map alone decides nothing about a nonlinear game.
public struct MethodPrediction: Hashable, Sendable {
  /// ρ, the spectral radius: by what the distance to the point multiplies per recorded step.
  public let rate: Double
  /// 2π/|arg μ| in recorded steps, μ the eigenvalue of largest size; nil if it is real and ≥ 0:
  /// nothing turns.
  public let period: Double?

  /// Predicts, where theory has a map for the method; nil for Adam and other base updates,
  /// schedules and clipping, on the boundary of a strategy set,
  /// and for methods of others that are not ``LinearlyPredictable``.
  ///
  /// - Parameters:
  ///   - method: what plays.
  ///   - z: a stationary point of the game; elsewhere the result means nothing.
  ///   - game: what is played.
  ///
  /// Cost: n + m Jacobian products and O((n + m)³) arithmetic.
  public init?(
    of method: any TrainingMethod, at z: StrategyProfile, in game: any VariationalInequality
  ) {
    guard
      method.rule.isPlain, let method = method as? any LinearlyPredictable,
      let map = method.stepMap(at: GameLinearization(of: game, at: z))
    else { return nil }
    self.init(eigenvalues: GeneralEigenvalues(of: map).values)
  }

  /// Reads the eigenvalues of a method's map; nil if there are none.
  init?(eigenvalues: [Complex<Double>]) {
    guard let dominant = eigenvalues.max(by: { $0.length < $1.length }) else { return nil }
    rate = dominant.length
    let angle = abs(Double.atan2(y: dominant.imaginary, x: dominant.real))
    period = angle > 0 ? 2 * .pi / angle : nil
  }
}
