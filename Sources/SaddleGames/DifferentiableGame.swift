/// A game in which each player descends a loss of its own: v = (∇ₓℓₓ, ∇ᵧℓᵧ).
///
/// Zero-sum games are those with ℓₓ = f = −ℓᵧ (``MinMaxGame``). A GAN whose generator follows the
/// non-saturating loss, or whose critic alone pays a gradient penalty, is not one: it has a payoff V
/// that its theory speaks of, and losses that its players descend (the "differentiable game" of
/// Balduzzi et al. 2018).
public protocol DifferentiableGame: VariationalInequality {
  /// f(x, y): what the minimizer pays the maximizer by the game's theory, penalties left out. Not
  /// finite outside the payoff's domain.
  func payoff(at z: StrategyProfile) -> Double

  /// The losses ℓₓ and ℓᵧ that the players descend.
  func losses(at z: StrategyProfile) -> (minimizer: Double, maximizer: Double)

  /// The zero-sum game of the payoff alone, which gaps and tests of equilibria refer to; nil if
  /// it is not at hand. Default: nil.
  var payoffGame: (any MinMaxGame)? { get }

  /// The zero-sum game of −ℓᵧ: the payoff less the penalties that the maximizer pays, by which it is kept
  /// where theory has constraints. A maximizer that answers in earnest plays this one. Default: that
  /// of the payoff.
  var penalizedGame: (any MinMaxGame)? { get }

  /// Further numbers that tell of a profile, such as a gradient penalty or a spectral norm, by name.
  ///
  /// The names and their order are the same at every profile. Default: none.
  func measures(at z: StrategyProfile) -> [GameMeasure]
}

extension DifferentiableGame {
  /// None.
  public var payoffGame: (any MinMaxGame)? { nil }

  /// That of the payoff: nobody pays penalties.
  public var penalizedGame: (any MinMaxGame)? { payoffGame }

  /// None.
  public func measures(at z: StrategyProfile) -> [GameMeasure] { [] }
}

/// A number that a game of its own tells of a profile.
public struct GameMeasure: Hashable, Sendable {
  /// What it is called in the record, in lowerCamelCase.
  public let name: String
  /// Its value; NaN and infinite values are recorded as such.
  public let value: Double

  /// Names a number.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}
