/// A game whose proximal term is measured by the Euclidean norm of the maximizer's parameters, whatever its
/// own norm is.
///
/// λ and λ* then refer to that norm. Closed forms that do not depend on the norm stay; those of the game's
/// own norm are gone.
public struct ParameterNormGame: MinMaxGame {
  /// The game.
  public let base: any MinMaxGame

  /// Measures the proximal term of a game by the Euclidean norm.
  public init(_ base: any MinMaxGame) { self.base = base }

  /// The game's shape.
  public var shape: ProfileShape { base.shape }

  /// The game's start.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    base.initialProfile(using: &random)
  }

  /// f.
  public func payoff(at z: StrategyProfile) -> Double { base.payoff(at: z) }

  /// ∇f.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    base.gradient(at: z, into: &gradient)
  }

  /// v, or one player's block of it.
  public func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double]) {
    base.gradientField(of: player, at: z, into: &v)
  }

  /// ∇²f·u.
  public func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    base.hessianProduct(at: z, u, into: &product)
  }

  /// The game's set.
  public func strategySet(of player: Player) -> StrategySet { base.strategySet(of: player) }

  /// The game's projection.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    base.project(player, of: &z)
  }

  /// As the game says.
  public var isExactInFloat32: Bool { base.isExactInFloat32 }

  /// The game's set for gaps.
  public func gapSet(of player: Player) -> StrategySet { base.gapSet(of: player) }

  /// The game's projection on it.
  public func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    base.projectOnGapSet(player, of: &z)
  }

  /// The game's set in words.
  public var gapDomain: String? { base.gapDomain }

  /// The game's Nash gap, which depends on no norm.
  public func dualityGap(at z: StrategyProfile) -> Double? { base.dualityGap(at: z) }

  /// The game's primal gap, which depends on no norm.
  public func primalGap(at z: StrategyProfile) -> Double? { base.primalGap(at: z) }
}
