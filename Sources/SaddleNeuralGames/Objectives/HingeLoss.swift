import SaddleTensor

extension AdversarialLoss {
  /// ℓᵧ = E max(0, 1 − D(X)) + E max(0, 1 + D(G(Z))), ℓₓ = −E D(G(Z)).
  ///
  /// Lim & Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957, eq. 16. The payoff recorded
  /// is −ℓᵧ.
  public static let hinge = AdversarialLoss { real, fake in
    let loss = (1 - real).relu().mean() + (1 + fake).relu().mean()
    return Terms(payoff: -loss, minimizerLoss: -fake.mean(), maximizerLoss: loss)
  }
}
