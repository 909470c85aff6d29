public import SaddleTensor

/// What generator and discriminator pay for the discriminator's values at real and generated samples.
///
/// Values are [batch, 1], before any squashing: large means "real". One file per loss.
public struct AdversarialLoss: Sendable {
  /// The three single numbers that a loss makes of the values.
  public struct Terms {
    /// V, which the theory speaks of.
    public let payoff: Tensor
    /// What the generator descends.
    public let minimizerLoss: Tensor
    /// What the discriminator descends.
    public let maximizerLoss: Tensor

    /// A loss in which each player descends its own.
    public init(payoff: Tensor, minimizerLoss: Tensor, maximizerLoss: Tensor) {
      self.payoff = payoff
      self.minimizerLoss = minimizerLoss
      self.maximizerLoss = maximizerLoss
    }

    /// A zero-sum loss.
    public init(zeroSum payoff: Tensor) {
      self.init(payoff: payoff, minimizerLoss: payoff, maximizerLoss: -payoff)
    }
  }

  private let terms: @Sendable (_ real: Tensor, _ fake: Tensor) -> Terms

  /// Wraps a formula.
  public init(_ terms: @escaping @Sendable (_ real: Tensor, _ fake: Tensor) -> Terms) {
    self.terms = terms
  }

  /// The terms of a batch.
  public func callAsFunction(real: Tensor, fake: Tensor) -> Terms { terms(real, fake) }
}
