public import SaddleGames

/// Each player's step size η; unequal ones make a two-time-scale method.
public struct StepSizes: Hashable, Sendable {
  /// ηₓ.
  public var minimizer: Double
  /// ηᵧ.
  public var maximizer: Double

  /// Sets each player's own.
  public init(minimizer: Double, maximizer: Double) {
    self.minimizer = minimizer
    self.maximizer = maximizer
  }

  /// One step size η with the time-scale ratio τ = ηᵧ / ηₓ.
  public init(_ stepSize: Double, timescaleRatio: Double = 1) {
    self.init(minimizer: stepSize, maximizer: stepSize * timescaleRatio)
  }

  /// One player's step size.
  public subscript(player: Player) -> Double { player == .minimizer ? minimizer : maximizer }
}
