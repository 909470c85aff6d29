import SaddleGames
import SaddleLinearAlgebra

/// The one-dimensional W2 game of a generator that cannot shrink: w ≥ 1, data of σ < 1.
///
/// Farnia & Ozdaglar 2020, Remark 1: the data are out of reach, and yet (1, m) is Nash, because the best
/// discriminator is concave. (V is even in w, so that w ≥ 1 stands for |w| ≥ 1.) All else is as in ``SaddleGames/W2Gaussian``.
struct ExpandingGenerator: MinMaxGame {
  let base: W2Gaussian
  let start: StrategyProfile

  /// Starts at the equilibrium w = 1, u = 0, a = 1 − 1/σ, b = 0.
  init(deviation: Double) {
    base = W2Gaussian(
      moments: DataMoments(mean: [0], covariance: .init([[deviation * deviation]])),
      generator: .free)
    start = StrategyProfile(minimizer: [1, 0], maximizer: [1 - 1 / deviation, 0])
  }

  var shape: ProfileShape { base.shape }
  var proximalNorm: String { base.proximalNorm }
  var gapDomain: String? { "1 ≤ w ≤ 2, |u| ≤ 1, A ≺ I" }
  func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }
  func payoff(at z: StrategyProfile) -> Double { base.payoff(at: z) }
  func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    base.gradient(at: z, into: &gradient)
  }
  func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    base.hessianProduct(at: z, u, into: &product)
  }
  func proximalMetricProduct(_ u: [Double], into product: inout [Double]) {
    base.proximalMetricProduct(u, into: &product)
  }
  func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    base.proximalResponse(at: z, penalty: penalty)
  }
  func strategySet(of player: Player) -> StrategySet {
    player == .minimizer ? .custom("w ≥ 1") : base.strategySet(of: player)
  }
  func project(_ player: Player, of z: inout StrategyProfile) {
    guard player == .minimizer else { return base.project(player, of: &z) }
    z.values[0] = max(z.values[0], 1)
  }
  func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    project(player, of: &z)
    guard player == .minimizer else { return }
    z.values[0] = min(z.values[0], 2)
    z.values[1] = min(max(z.values[1], -1), 1)
  }
}
