public import SaddleGames
public import SaddleTensor

/// A game whose strategies are networks, written as expressions.
///
/// ``trace(in:)`` declares the players' parameters, the batches and the state on a ``GameScope``, and
/// says what the players pay and descend. Gradients, Jacobian products, Float32 and recording follow:
/// ``CompiledGame`` makes a ``SaddleGames/SampledGame`` of it, which every method plays.
///
///     struct RingGAN: NeuralGame {
///       func trace(in scope: GameScope) -> Objectives {
///         let generator = scope.mlp([2, 32, 2], of: .minimizer)
///         let critic = scope.mlp([2, 32, 1], of: .maximizer)
///         let (real, fake) = (scope.data(), generator(scope.normal([2])))
///         let payoff = critic(real).mean() - critic(fake).mean()
///         return Objectives(zeroSum: payoff, samples: fake)
///       }
///     }
///
/// Tracing must be pure: the same declarations in the same order each time. It is done several times,
/// on other memory.
public protocol NeuralGame: Sendable {
  /// Declares what the game is made of and says what its players pay.
  func trace(in scope: GameScope) -> Objectives

  /// The set each player's parameters are kept in: unconstrained or a box. Default: unconstrained.
  func strategySet(of player: Player) -> StrategySet
}

extension NeuralGame {
  /// Unconstrained.
  public func strategySet(of player: Player) -> StrategySet { .unconstrained }
}

/// What a neural game's players pay and descend, as expressions.
public struct Objectives {
  /// f: what the minimizer pays the maximizer, penalties left out; a single number.
  public var payoff: Tensor
  /// ℓₓ, which the minimizer descends.
  public var minimizerLoss: Tensor
  /// ℓᵧ, which the maximizer descends.
  public var maximizerLoss: Tensor
  /// Further single numbers to record, by name.
  public var measures: [(name: String, value: Tensor)]
  /// What the minimizer generates, [batch] + the sample's shape; nil if the game generates nothing.
  public var samples: Tensor?
  /// h(y), [batch, …]: the proximal norm is ‖ỹ − y‖² = mean over the batch of ‖h(ỹ) − h(y)‖².
  ///
  /// For GANs h is ∇D at real data (``GameScope/slope(of:at:)``), which makes it the Sobolev norm
  /// E‖∇D̃(X) − ∇D(X)‖² of Farnia & Ozdaglar (2020). Nil: the Euclidean norm of the parameters.
  public var proximalFeatures: Tensor?

  /// A game in which each player descends a loss of its own.
  public init(
    payoff: Tensor, minimizerLoss: Tensor, maximizerLoss: Tensor,
    measures: [(name: String, value: Tensor)] = [], samples: Tensor? = nil,
    proximalFeatures: Tensor? = nil
  ) {
    self.payoff = payoff
    self.minimizerLoss = minimizerLoss
    self.maximizerLoss = maximizerLoss
    self.measures = measures
    self.samples = samples
    self.proximalFeatures = proximalFeatures
  }

  /// A zero-sum game: ℓₓ = f = −ℓᵧ.
  public init(
    zeroSum payoff: Tensor, measures: [(name: String, value: Tensor)] = [],
    samples: Tensor? = nil, proximalFeatures: Tensor? = nil
  ) {
    self.init(
      payoff: payoff, minimizerLoss: payoff, maximizerLoss: -payoff, measures: measures,
      samples: samples, proximalFeatures: proximalFeatures)
  }
}
