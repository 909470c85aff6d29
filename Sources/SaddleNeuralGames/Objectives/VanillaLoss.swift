import SaddleTensor

extension AdversarialLoss {
  /// V = E log σ(D(X)) + E log(1 − σ(D(G(Z)))), a zero-sum game.
  ///
  /// Goodfellow et al. 2014, arXiv:1406.2661. max_D V = 2·JSD(P_X, P_G) − log 4. The generator's gradient vanishes where the discriminator is sure
  /// ("saturates").
  public static let saturating = AdversarialLoss { real, fake in
    Terms(zeroSum: vanillaPayoff(real, fake))
  }

  /// The same V for the discriminator; the generator descends −E log σ(D(G(Z))), whose gradient does
  /// not vanish.
  ///
  /// Goodfellow et al. 2014, §3. Not zero-sum.
  public static let nonSaturating = AdversarialLoss { real, fake in
    let payoff = vanillaPayoff(real, fake)
    return Terms(
      payoff: payoff, minimizerLoss: (-fake).softplus().mean(), maximizerLoss: -payoff)
  }

  private static func vanillaPayoff(_ real: Tensor, _ fake: Tensor) -> Tensor {
    -((-real).softplus().mean() + fake.softplus().mean())
  }
}
