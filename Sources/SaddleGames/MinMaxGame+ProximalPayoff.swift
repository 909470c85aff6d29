extension MinMaxGame {
  /// f^λ(x, y) = max_ỹ f(x, ỹ) − (λ/2)‖ỹ − y‖², the payoff whose saddle points are the λ-proximal
  /// equilibria (Farnia & Ozdaglar 2020); nil unless ``proximalResponse(at:penalty:)`` is exact.
  ///
  /// f ≤ f^λ ≤ max_y f, not increasing in λ. Cost: one response and one payoff.
  public func proximalPayoff(at z: StrategyProfile, penalty: Double) -> Double? {
    // λ = ∞ leaves y where it is, and ∞ · 0 is no number.
    guard penalty.isFinite else { return payoff(at: z) }
    guard let response = proximalResponse(at: z, penalty: penalty) else { return nil }
    var gradient = response
    let term = proximalTerm(of: response, at: z, into: &gradient)
    let deviation = StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: response)
    return payoff(at: deviation) - penalty * term
  }
}
