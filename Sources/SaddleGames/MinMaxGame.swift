/// A zero-sum game min over x, max over y of the payoff f(x, y).
///
/// **Sign convention, everywhere: f is paid by the minimizer to the maximizer.** The gradient is
/// ∇f = (∇ₓf, ∇ᵧf) and the field v = (∇ₓf, −∇ᵧf) = S∇f with S = diag(I, −I), so that the game
/// Jacobian is J = S∇²f and Jᵀ = ∇²f S. A game gives f, ∇f and ∇²f·u; the rest follows.
///
/// Closed forms (gaps, proximal response) return nil where the game has none; nothing here
/// searches or estimates. All gaps are ≥ 0 up to rounding, +∞ where the set is unbounded and the
/// sup is not attained, and refer to ``gapDomain``.
public protocol MinMaxGame: ProximalGame {
  /// Writes ∇f = (∇ₓf, ∇ᵧf).
  func gradient(at z: StrategyProfile, into gradient: inout [Double])

  /// Writes ∇²f·u, the product with the full Hessian of the payoff.
  func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double])

  // MARK: Proximal operator

  /// The norm of the proximal term ‖ỹ − y‖², in words. Default: the parameters' Euclidean norm.
  ///
  /// λ and λ* depend on the norm; GANs use the Sobolev norm E‖∇ₓD̃(X) − ∇ₓD(X)‖² on real data
  /// (Farnia & Ozdaglar 2020).
  var proximalNorm: String { get }

  /// Writes M·u for a direction u of the maximizer (m values), where M is the Gram matrix of the
  /// proximal norm: ‖u‖² = uᵀMu. Default: M = I.
  func proximalMetricProduct(_ u: [Double], into product: inout [Double])

  /// Writes M(y)·u, where M(y) is the Hessian of ½‖ỹ − y‖² in ỹ at ỹ = y. Default: the constant M.
  ///
  /// A discriminator that is not linear in its parameters has a Sobolev norm that is not quadratic
  /// in them; it overrides this and ``proximalTerm(of:at:into:)``.
  func proximalMetricProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double])

  // MARK: Gaps

  /// The set that a player's deviation ranges over in the gaps: x′ and y′, and ỹ for λ = 0.
  /// Default: ``strategySet(of:)``.
  func gapSet(of player: Player) -> StrategySet

  /// Moves a deviation to the nearest point of ``gapSet(of:)``; a game overrides it where that set is
  /// its own.
  func projectOnGapSet(_ player: Player, of z: inout StrategyProfile)

  /// The feasible set that the gaps refer to, in words ("|x|, |y| ≤ 2"); nil if unbounded.
  var gapDomain: String? { get }

  /// max_y′ f(x, y′) − min_x′ f(x′, y): 0 exactly at a Nash equilibrium.
  func dualityGap(at z: StrategyProfile) -> Double?

  /// max_y′ f(x, y′) − min_x′ f^λ(x′, y): the duality gap of the proximal payoff f^λ, 0 exactly at
  /// a λ-proximal equilibrium. Not decreasing in λ; λ = 0 is ``primalGap(at:)``, λ = ∞
  /// ``dualityGap(at:)``. The convention is λ/2, as in Farnia & Ozdaglar.
  func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double?

  /// Φ(x) − min Φ with Φ(x) = max_y f(x, y): 0 exactly at a Stackelberg (global minimax) x.
  func primalGap(at z: StrategyProfile) -> Double?
}

extension MinMaxGame {
  /// v = (∇ₓf, −∇ᵧf).
  public func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    gradient(at: z, into: &v)
    flipMaximizer(&v)
  }

  /// J·u = S∇²f·u.
  public func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    hessianProduct(at: z, u, into: &product)
    flipMaximizer(&product)
  }

  /// Jᵀ·u = ∇²f·Su.
  public func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    var flipped = u
    flipMaximizer(&flipped)
    hessianProduct(at: z, flipped, into: &product)
  }

  private func flipMaximizer(_ direction: inout [Double]) {
    for index in shape.range(of: .maximizer) { direction[index] = -direction[index] }
  }

  /// This game itself.
  public var payoffGame: (any MinMaxGame)? { self }

  /// (f, −f).
  public func losses(at z: StrategyProfile) -> (minimizer: Double, maximizer: Double) {
    let f = payoff(at: z)
    return (f, -f)
  }

  /// The Euclidean norm: M = I.
  public var proximalNorm: String { "Euclidean norm of the maximizer's parameters" }

  /// u itself: M = I.
  public func proximalMetricProduct(_ u: [Double], into product: inout [Double]) {
    // By coordinate: an assignment would share storage, and the next write to either would copy.
    for index in u.indices { product[index] = u[index] }
  }

  /// M·u with the constant M.
  public func proximalMetricProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    proximalMetricProduct(u, into: &product)
  }

  /// ½(ỹ − y)ᵀM(ỹ − y).
  public func proximalTerm(
    of response: [Double], at z: StrategyProfile, into gradient: inout [Double]
  ) -> Double {
    let move = zip(response, z[.maximizer]).map { $0 - $1 }
    proximalMetricProduct(move, into: &gradient)
    return zip(move, gradient).reduce(0) { $0 + $1.0 * $1.1 } / 2
  }

  /// The strategy set.
  public func gapSet(of player: Player) -> StrategySet { strategySet(of: player) }

  /// The projection on ``gapSet(of:)``, or the game's own on its strategy set.
  public func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    if case .custom = gapSet(of: player) { return project(player, of: &z) }
    gapSet(of: player).project(&z.values, in: shape.range(of: player))
  }

  /// None.
  public var gapDomain: String? { nil }

  /// None.
  public func dualityGap(at z: StrategyProfile) -> Double? { nil }

  /// None.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? { nil }

  /// None.
  public func primalGap(at z: StrategyProfile) -> Double? { nil }
}
