extension Verdict {
  /// The verdict once the largest Lyapunov exponent is known to be above 0, in e-folds per step.
  ///
  /// The exponent is measured on the dynamics themselves, which this module does not know; or estimated
  /// from the trajectory alone, which is less sure.
  public func chaotic(
    exponent: Double, standardError: Double, isEstimate: Bool = false
  ) -> Verdict {
    var verdict = self
    verdict.kind = .chaotic
    verdict.lyapunovExponent = exponent
    verdict.confidence = isEstimate ? 0.9 : 0.99
    let folds = Evidence.short(1 / exponent)
    let who =
      isEstimate ? "stretches of it that come near each other" : "runs that start side by side"
    let how = isEstimate ? ", estimated from the trajectory" : ""
    verdict.evidence =
      "\(who) part by e every \(folds) steps (largest Lyapunov exponent "
      + "\(Evidence.short(exponent)) ± \(Evidence.short(standardError))\(how)); otherwise: \(evidence)"
    return verdict
  }

  /// The verdict where the trajectory does not show chaos and the dynamics are not at hand.
  var withoutChaos: Verdict {
    var verdict = self
    verdict.evidence +=
      "; stretches of it that come near each other do not part exponentially, and without the game nothing "
      + "more can be said of chaos"
    return verdict
  }
}

extension Verdict {
  /// The verdict on a run that left the bound it was given, where it was too short to judge by itself.
  ///
  /// `step` is the last one; runs that were long enough keep their verdict.
  public func left(at step: Int) -> Verdict {
    guard kind == .undetermined, numbers.isEmpty else { return self }
    var verdict = self
    verdict.kind = .diverging
    verdict.confidence = 1
    verdict.evidence = "it left the bound it was given at step \(step)"
    verdict.stepsToDecide = nil
    return verdict
  }
}
