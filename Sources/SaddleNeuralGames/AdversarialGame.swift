public import SaddleGames
import SaddleTensor

/// A GAN: a generator against a discriminator, by one of the losses, with or without a penalty.
///
/// The minimizer is the generator G, the maximizer the discriminator D. Proximal terms are measured by
/// the Sobolev norm E‖∇D̃(X) − ∇D(X)‖² over the batch's real samples.
public struct AdversarialGame: NeuralGame {
  /// What both pay for D's values.
  public var loss: AdversarialLoss
  /// What D pays for its slope; nil for nothing.
  public var penalty: GradientPenalty?
  /// The networks.
  public var architecture: Architecture
  /// c > 0: D's parameters are kept in [−c, c] (WGAN-WC); nil: anywhere.
  public var weightBound: Double?

  /// Describes a GAN.
  public init(
    loss: AdversarialLoss, penalty: GradientPenalty? = nil,
    architecture: Architecture = Architecture(), weightBound: Double? = nil
  ) {
    self.loss = loss
    self.penalty = penalty
    self.architecture = architecture
    self.weightBound = weightBound
  }

  /// Both networks, one batch of data, one of noise.
  public func trace(in scope: GameScope) -> Objectives {
    let generator = architecture.generator(in: scope)
    let discriminator = architecture.discriminator(in: scope)
    let real = scope.data()
    let fake = generator(scope.normal([architecture.latent]))
    let terms = loss(real: discriminator(real), fake: discriminator(fake))
    var maximizerLoss = terms.maximizerLoss
    if let penalty {
      let value = penalty.term(in: scope, of: discriminator, real: real, fake: fake)
      scope.record("gradientPenalty", value)
      maximizerLoss = maximizerLoss + value
    }
    return Objectives(
      payoff: terms.payoff, minimizerLoss: terms.minimizerLoss, maximizerLoss: maximizerLoss,
      samples: fake, proximalFeatures: scope.slope(of: discriminator, at: real))
  }

  /// [−c, c] for the discriminator if it has a bound.
  public func strategySet(of player: Player) -> StrategySet {
    guard player == .maximizer, let bound = weightBound else { return .unconstrained }
    return .box(lower: -bound, upper: bound)
  }
}
