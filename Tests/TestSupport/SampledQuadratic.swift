public import SaddleGames

/// A stochastic quadratic game with a state: f(x, y) = ½x² + (x − b̄)y − ½y² + ½r·x, b̄ the mean of a
/// batch of N(1, 1) numbers, and r their running mean: r ← r + (b̄ − r)/10 per step.
///
/// In expectation, once r has settled at 1, it is a quadratic game whose saddle point solves
/// x + y + ½ = 0, x − y = 1: (¼, −¾). As a game of its own it has b̄ = 1 and r = 0.
public struct SampledQuadratic: SampledGame, MinMaxGame {
  /// How many numbers a batch has.
  public let batchCount: Int
  private let batchMean: Double
  private let runningMean: Double

  /// Makes the game.
  public init(batchCount: Int = 4) {
    self.init(batchCount: batchCount, batchMean: 1, runningMean: 0)
  }

  private init(batchCount: Int, batchMean: Double, runningMean: Double) {
    self.batchCount = batchCount
    self.batchMean = batchMean
    self.runningMean = runningMean
  }

  /// One coordinate each.
  public var shape: ProfileShape { ProfileShape(minimizerCount: 1, maximizerCount: 1) }

  /// (1, 1).
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    StrategyProfile(minimizer: [1], maximizer: [1])
  }

  /// r = 0.
  public func initialState(at z: StrategyProfile, seed: UInt64) -> [Double] { [0] }

  /// The mean of one batch.
  public func mean(of draw: Draw) -> Double {
    var random = CounterGenerator(
      seed: draw.seed, stream: .shuffle, step: draw.step * 1_000 + draw.index)
    var sum = 0.0
    for _ in 0..<batchCount { sum += 1 + random.nextNormal() }
    return sum / Double(batchCount)
  }

  /// The same game with another batch and running mean.
  public func drawn(_ draw: Draw, state: [Double]) -> any VariationalInequality {
    Self(batchCount: batchCount, batchMean: mean(of: draw), runningMean: state[0])
  }

  /// r ← r + (b̄ − r)/10.
  public func advanceState(_ state: inout [Double], to z: StrategyProfile, draw: Draw) {
    state[0] += (mean(of: draw) - state[0]) / 10
  }

  /// ½x² + (x − b̄)y − ½y² + ½r·x.
  public func payoff(at z: StrategyProfile) -> Double {
    let (x, y) = (z.values[0], z.values[1])
    return x * x / 2 + (x - batchMean) * y - y * y / 2 + runningMean * x / 2
  }

  /// (x + y + ½r, x − b̄ − y).
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    let (x, y) = (z.values[0], z.values[1])
    gradient[0] = x + y + runningMean / 2
    gradient[1] = x - batchMean - y
  }

  /// The constant Hessian.
  public func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    let (first, last) = (u[0], u[1])
    product[0] = first + last
    product[1] = first - last
  }

  /// b̄ and r.
  public func measures(at z: StrategyProfile) -> [GameMeasure] {
    [GameMeasure("batchMean", batchMean), GameMeasure("runningMean", runningMean)]
  }
}
