import SaddleTensor

/// A divergence D_f(P‖Q) = E_Q f(p/q) between data P and generator Q.
public enum FDivergence: String, CaseIterable, Sendable {
  /// f(u) = u log u.
  case kl
  /// f(u) = −log u.
  case reverseKL = "reverse-kl"
  /// f(u) = (u − 1)², Pearson's χ².
  case chiSquared = "chi-squared"
  /// f(u) = (√u − 1)², Hellinger's squared distance.
  case hellinger
  /// f(u) = −(u + 1) log((1 + u)/2) + u log u: twice the Jensen–Shannon divergence.
  case jensenShannon = "jensen-shannon"
}

extension AdversarialLoss {
  /// V = E g(D(X)) − E f*(g(D(G(Z)))), a zero-sum game with max_D V = D_f(P_X‖P_G) (Nowozin, Cseke &
  /// Tomioka 2016, arXiv:1606.00709, tables 1 and 2).
  ///
  /// g maps values to the domain of the convex conjugate f*; both are written out below, and their
  /// composition simplified so that it does not overflow where it need not.
  public static func fGAN(_ divergence: FDivergence) -> AdversarialLoss {
    AdversarialLoss { real, fake in
      Terms(zeroSum: divergence.output(real).mean() - divergence.conjugate(fake).mean())
    }
  }
}

extension FDivergence {
  /// g(v).
  func output(_ v: Tensor) -> Tensor {
    switch self {
    case .kl, .chiSquared: v
    case .reverseKL: -(-v).exp()
    case .hellinger: 1 - (-v).exp()
    // log 2 − log(1 + e⁻ᵛ)
    case .jensenShannon: Self.log2 - (-v).softplus()
    }
  }

  /// f*(g(v)).
  func conjugate(_ v: Tensor) -> Tensor {
    switch self {
    // f*(t) = eᵗ⁻¹
    case .kl: (v - 1).exp()
    // f*(t) = −1 − log(−t)
    case .reverseKL: v - 1
    // f*(t) = t²/4 + t
    case .chiSquared: 0.25 * v.squared() + v
    // f*(t) = t/(1 − t)
    case .hellinger: v.exp() - 1
    // f*(t) = −log(2 − eᵗ) = −log 2 + log(1 + eᵛ)
    case .jensenShannon: v.softplus() - Self.log2
    }
  }

  private static let log2 = 0.6931471805599453
}
