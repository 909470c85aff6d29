extension MinMaxGame {
  /// f^λ(x, y) = max_ỹ f(x, ỹ) − (λ/2)‖ỹ − y‖², the payoff whose saddle points are the λ-proximal
  /// equilibria (Farnia & Ozdaglar 2020); nil unless ``proximalResponse(at:penalty:)`` is exact.
  ///
  /// f ≤ f^λ ≤ max_y f, not increasing in λ. Cost: one response and one payoff.
  public func proximalPayoff(at z: StrategyProfile, penalty: Double) -> Double? {
    // λ = ∞ leaves y where it is, and ∞ · 0 is no number.
    guard penalty.isFinite else { return payoff(at: z) }
    guard let response = proximalResponse(at: z, penalty: penalty) else { return nil }
    let answered = StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: response)
    return proximalValue(of: answered, about: z, penalty: penalty)
  }

  /// f(x, ỹ) − (λ/2)‖ỹ − y‖², whose maximum over ỹ is f^λ(x, y); f(x, ỹ) for λ = 0, and for λ = ∞, where ỹ
  /// can only be y.
  ///
  /// - Parameters:
  ///   - answered: (x, ỹ).
  ///   - center: a profile with y.
  ///   - penalty: λ ≥ 0.
  /// - Returns: the value, not the maximum.
  package func proximalValue(
    of answered: StrategyProfile, about center: StrategyProfile, penalty: Double
  ) -> Double {
    let value = payoff(at: answered)
    guard penalty > 0, penalty.isFinite else { return value }
    let response = Array(answered[.maximizer])
    var gradient = response
    return value - penalty * proximalTerm(of: response, at: center, into: &gradient)
  }
}
