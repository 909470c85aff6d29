/// A game with a norm for proximal terms: ½‖ỹ − y‖² and its gradient.
///
/// Proximal training ascends −ℓᵧ(x, ỹ) − (λ/2)‖ỹ − y‖² in ỹ. GANs measure ‖ỹ − y‖ between functions,
/// by the Sobolev norm E‖∇D̃(X) − ∇D(X)‖² on real data (Farnia & Ozdaglar 2020), for which no constant
/// Gram matrix stands.
public protocol ProximalGame: DifferentiableGame {
  /// ½‖ỹ − y‖² of a response ỹ to y = `z[.maximizer]`, and its gradient in ỹ (m values).
  ///
  /// Symmetric in ỹ and y, so that the gradient in y is that of exchanged arguments.
  func proximalTerm(
    of response: [Double], at z: StrategyProfile, into gradient: inout [Double]
  ) -> Double

  /// ỹ = argmax f(x, ỹ) − (λ/2)‖ỹ − y‖², exact; nil if there is no closed form or no maximum.
  func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]?
}

extension ProximalGame {
  /// None.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? { nil }
}
