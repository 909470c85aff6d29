import SaddleTensor

extension AdversarialLoss {
  /// V = E D(X) − E D(G(Z)), zero-sum; its maximum over 1-Lipschitz D is the Wasserstein-1 distance
  /// (Arjovsky, Chintala & Bottou 2017, arXiv:1701.07875).
  ///
  /// D must be kept Lipschitz by a bound on its weights, a gradient penalty or spectral normalization.
  public static let wasserstein = AdversarialLoss { real, fake in
    Terms(zeroSum: real.mean() - fake.mean())
  }
}
