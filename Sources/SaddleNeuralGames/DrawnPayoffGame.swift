public import SaddleGames

/// The zero-sum game of a neural game's payoff V on one batch, penalties and the generator's own loss
/// left out: what gaps and tests of equilibria refer to.
///
/// Penalized, it is that of −ℓᵧ, in which a penalty keeps the maximizer where V alone has no bound.
public struct DrawnPayoffGame: MinMaxGame, GenerativeGame {
  let drawn: DrawnGame
  /// Whether f is −ℓᵧ instead of V.
  let isPenalized: Bool

  private var engine: NeuralEngine { drawn.engine }

  /// The two players' numbers of parameters.
  public var shape: ProfileShape { drawn.shape }

  /// As the game says.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    drawn.initialProfile(using: &random)
  }

  /// V, or −ℓᵧ.
  public func payoff(at z: StrategyProfile) -> Double {
    isPenalized ? -drawn.losses(at: z).maximizer : drawn.payoff(at: z)
  }

  /// ∇f.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    engine.payoffGradient(at: drawn.point(z), isPenalized: isPenalized, into: &gradient)
  }

  /// ∇²f·u.
  public func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    engine.product(
      isPenalized ? .penalizedProduct : .payoffProduct, at: drawn.point(z), u, into: &product)
  }

  /// As the game says.
  public func strategySet(of player: Player) -> StrategySet { drawn.strategySet(of: player) }

  /// Projects on the strategy set and rounds to the game's numbers.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    drawn.project(player, of: &z)
  }

  /// As the game says.
  public var isExactInFloat32: Bool { drawn.compiled.isExactInFloat32 }

  /// "Sobolev norm of D on real data" for GANs.
  public var proximalNorm: String {
    engine.hasProximalFeatures
      ? "Sobolev norm E‖∇D(X)‖² of the discriminator on the batch's real data"
      : "Euclidean norm of the maximizer's parameters"
  }

  /// ½‖ỹ − y‖² in the game's norm.
  public func proximalTerm(
    of response: [Double], at z: StrategyProfile, into gradient: inout [Double]
  ) -> Double {
    drawn.proximalTerm(of: response, at: z, into: &gradient)
  }

  /// M(y)·u, the Hessian of ½‖ỹ − y‖² in ỹ at ỹ = y.
  public func proximalMetricProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    guard engine.hasProximalFeatures else { return proximalMetricProduct(u, into: &product) }
    engine.proximalMetricProduct(at: drawn.point(z), u, into: &product)
  }

  /// The extents of one sample.
  public var sampleShape: [Int] { drawn.sampleShape }

  /// The generator's samples.
  public func samples(_ count: Int, at z: StrategyProfile, seed: UInt64) -> [Float] {
    drawn.samples(count, at: z, seed: seed)
  }
}
