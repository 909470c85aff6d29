/// Which kind of solution a profile is, to second order.
public struct LocalVerdict: Hashable, Sendable {
  /// The kinds, from strong to weak.
  public enum Kind: String, CaseIterable, Sendable {
    /// f_xx ≻ 0 ≻ f_yy.
    case strictLocalNash
    /// f_xx ⪰ 0 ⪰ f_yy with an eigenvalue 0: the necessary condition, which does not decide.
    case weakLocalNash
    /// f_yy ≺ 0 and S_0 ≻ 0: the minimizer leads; λ-proximal up to λ*.
    case localMinimax
    /// f_xx ≻ 0 and the other Schur complement ≺ 0: the maximizer leads.
    case localMaximin
    /// GDA's flow is stable there, and none of the above holds.
    case stableOnly
    /// v = 0, and none of the above.
    case stationary
    /// v ≠ 0.
    case notCritical
  }

  /// The kind.
  public let kind: Kind
  /// One sentence with the numbers that decided.
  public let sentence: String
  /// What remains uncertain, as sentences; empty if nothing does.
  public let uncertainties: [String]
}

extension LocalAnalysis {
  /// The verdict on the profile.
  public var verdict: LocalVerdict {
    let (kind, sentence) = finding
    return LocalVerdict(kind: kind, sentence: sentence, uncertainties: uncertainties)
  }

  private var finding: (LocalVerdict.Kind, String) {
    let own = minimizerCurvature.least.value
    let other = maximizerCurvature.greatest.value
    guard naturalResidual <= criticalTolerance else {
      return (
        .notCritical,
        "not critical: ‖z − Π(z − v)‖ = \(naturalResidual.brief), above \(criticalTolerance.brief)"
      )
    }
    let signs = "the least eigenvalue of f_xx is \(own.brief), the greatest of f_yy \(other.brief)"
    if own > signTolerance, other < -signTolerance {
      return (.strictLocalNash, "strict local Nash equilibrium: \(signs)")
    }
    if own >= -signTolerance, other <= signTolerance {
      return (.weakLocalNash, "local Nash equilibrium as far as second order decides: \(signs)")
    }
    if let order = proximalOrder, order > 0 {
      let schur = minimaxCurvature.map { "the least of S_0 \($0.value.brief)" }
      return (
        .localMinimax,
        "local minimax point (the minimizer leads), λ-proximal up to λ* = \(orderWords(order)), no Nash"
          + " equilibrium: \(signs), \(schur ?? "S_λ is unbounded as λ → 0")"
      )
    }
    if let maximin = maximinCurvature?.value, maximin < -signTolerance {
      return (
        .localMaximin,
        "local maximin point (the maximizer leads), neither minimax nor Nash: \(signs)"
          + (spectrum.leastReal > signTolerance ? "; GDA is stable there all the same" : "")
      )
    }
    if spectrum.leastReal > signTolerance {
      return (
        .stableOnly,
        "GDA is stable there (min Re ℓ = \(spectrum.leastReal.brief)), and it is no equilibrium of"
          + " any kind: \(signs)"
      )
    }
    return (.stationary, "stationary, and no equilibrium of any kind: \(signs)")
  }

  /// λ*, with its error where that shows.
  private func orderWords(_ order: Double) -> String {
    proximalOrderError > 1e-4 * order
      ? "\(order.brief) ± \(proximalOrderError.brief)" : order.brief
  }

  private var uncertainties: [String] {
    var sentences: [String] = []
    for (name, eigenvalue) in [
      ("f_xx", minimizerCurvature.least), ("f_yy", maximizerCurvature.greatest),
    ] where abs(eigenvalue.value) <= signTolerance + eigenvalue.residual {
      sentences.append(
        "an eigenvalue of \(name) is 0 to within \((signTolerance + eigenvalue.residual).brief):"
          + " higher derivatives decide there")
    }
    if isDegenerate { sentences.append("a bound is only just touched: whether it binds is open") }
    if !isConverged {
      sentences.append("not every eigenvalue has converged: see the residuals")
    }
    if !spectrum.isComplete {
      sentences.append(
        "only the edge of the game Jacobian's spectrum was found: the largest stable step size is an"
          + " upper bound")
    }
    if proximalOrder.map({ $0 > 0 && $0.isFinite }) == true {
      sentences.append("λ* refers to the \(norm), and to the neighborhood of the profile")
    }
    return sentences
  }
}
