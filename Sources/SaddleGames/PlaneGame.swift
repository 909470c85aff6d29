/// A min-max game of one coordinate each: f(x, y) with its derivatives as plain numbers.
///
/// Most ground-truth games are of this kind; a conforming type gives three functions and everything
/// that ``MinMaxGame`` asks of gradients and Hessians follows.
public protocol PlaneGame: MinMaxGame {
  /// Where a run starts.
  var start: StrategyProfile { get }

  /// f(x, y).
  func payoff(_ x: Double, _ y: Double) -> Double

  /// (∂f/∂x, ∂f/∂y).
  func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double)

  /// (∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²).
  func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double)
}

extension PlaneGame {
  /// One coordinate each.
  public var shape: ProfileShape { ProfileShape(minimizerCount: 1, maximizerCount: 1) }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// f(x, y).
  public func payoff(at z: StrategyProfile) -> Double { payoff(z.values[0], z.values[1]) }

  /// (∂f/∂x, ∂f/∂y).
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    let partial = self.gradient(z.values[0], z.values[1])
    gradient[0] = partial.x
    gradient[1] = partial.y
  }

  /// ∇²f·u.
  public func hessianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    let second = hessian(z.values[0], z.values[1])
    let (first, last) = (u[0], u[1])
    product[0] = second.xx * first + second.xy * last
    product[1] = second.xy * first + second.yy * last
  }

  /// ∂f/∂x or −∂f/∂y, without a copy of the other.
  public func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double]) {
    let partial = self.gradient(z.values[0], z.values[1])
    if player == .minimizer { v[0] = partial.x } else { v[1] = -partial.y }
  }

  /// ∇²f·Su, without a copy of u.
  public func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    let second = hessian(z.values[0], z.values[1])
    let (first, last) = (u[0], u[1])
    product[0] = second.xx * first - second.xy * last
    product[1] = second.xy * first - second.yy * last
  }
}
