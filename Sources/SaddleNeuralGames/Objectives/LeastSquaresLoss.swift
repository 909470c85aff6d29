import SaddleTensor

extension AdversarialLoss {
  /// ℓᵧ = ½E(D(X) − 1)² + ½E D(G(Z))², ℓₓ = ½E(D(G(Z)) − 1)².
  ///
  /// LSGAN, Mao et al. 2017, arXiv:1611.04076, eq. 9. The payoff recorded is −ℓᵧ.
  public static let leastSquares = AdversarialLoss { real, fake in
    let loss = 0.5 * ((real - 1).squared().mean() + fake.squared().mean())
    return Terms(
      payoff: -loss, minimizerLoss: 0.5 * (fake - 1).squared().mean(), maximizerLoss: loss)
  }
}
