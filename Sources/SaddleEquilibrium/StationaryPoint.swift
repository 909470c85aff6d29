public import SaddleGames
import SaddleLinearAlgebra

/// A point with v = 0, found by Newton's method from near it.
public struct StationaryPoint: Hashable, Sendable {
  /// The point.
  public let profile: StrategyProfile
  /// ‖v‖ there.
  public let fieldNorm: Double

  /// Follows z ← z − J(z)⁻¹v(z) until ‖v‖ is 1e-12 of what it was, at most 50 times, halving a step
  /// that does not shorten ‖v‖ (damped Newton; Nocedal & Wright, §11.1).
  ///
  /// Nil where it does not get there. Cost: n + m Jacobian products and O((n + m)³) per iteration. It
  /// says nothing of strategy sets: ask ``GameLinearization/isUnconstrained`` at the result.
  public init?(near start: StrategyProfile, in game: any VariationalInequality) {
    var z = start
    var field = [Double](repeating: 0, count: z.shape.count)
    func norm(at z: StrategyProfile) -> Double {
      game.gradientField(at: z, into: &field)
      return field.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let first = norm(at: z)
    var size = first
    guard first.isFinite else { return nil }
    let tolerance = max(1e-12 * first, 1e-14)
    for _ in 0..<50 where size > tolerance {
      let jacobian = GameJacobian(of: game, at: z).matrix
      size = norm(at: z)
      guard let step = jacobian.solve(field), step.allSatisfy(\.isFinite) else { return nil }
      var share = 1.0
      var isShorter = false
      while share > 1e-4, !isShorter {
        var trial = z
        for index in step.indices { trial.values[index] -= share * step[index] }
        let found = norm(at: trial)
        isShorter = found < size
        if isShorter { (z, size) = (trial, found) }
        share /= 2
      }
      guard isShorter else { break }
    }
    guard size <= max(1e-9 * first, 1e-12) else { return nil }
    profile = z
    fieldNorm = size
  }
}
