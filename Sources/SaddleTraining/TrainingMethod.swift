public import SaddleGames

/// A rule that moves both players from one iterate to the next.
///
/// A method is a value that holds its hyper-parameters; everything that changes from step to step is
/// in ``MethodState``. ``advance(_:oracle:)`` is deterministic: the same state and oracle give the
/// same bits, so a run resumed from a recorded state continues as if it had never stopped. After
/// each move of a player, the method projects that player on its strategy set.
public protocol TrainingMethod: Sendable {
  /// Throws ``TrainingError`` with code `.incompatible` if the method cannot play this game, and
  /// says why. The default accepts every game.
  func checkCompatibility(with game: any VariationalInequality) throws(TrainingError)

  /// The number of doubles the method carries from step to step (moments, previous fields).
  /// Default: 0.
  func memoryCount(for shape: ProfileShape) -> Int

  /// The memory before the first step; zeros by default.
  func initialMemory(at z: StrategyProfile) -> [Double]

  /// How directions become moves. Default: plain gradient steps. Methods that solve for their step or
  /// reweight strategies have no other.
  var rule: StepRule { get }

  /// The number of scratch vectors of `shape.count` doubles that a step needs. Default: 1.
  var scratchCount: Int { get }

  /// Plays one step: `state.profile` and `state.memory` become those of the next iterate.
  ///
  /// The caller counts the step and keys the oracle; non-finite values pass through.
  func advance(_ state: inout MethodState, oracle: inout GradientOracle)
}

extension TrainingMethod {
  /// Accepts every game.
  public func checkCompatibility(with game: any VariationalInequality) throws(TrainingError) {}

  /// Plain gradient steps.
  public var rule: StepRule { StepRule() }

  /// 0: nothing is carried from step to step.
  public func memoryCount(for shape: ProfileShape) -> Int { 0 }

  /// Zeros.
  public func initialMemory(at z: StrategyProfile) -> [Double] {
    [Double](repeating: 0, count: memoryCount(for: z.shape))
  }

  /// 1: room for one field.
  public var scratchCount: Int { 1 }
}

/// Where a method stands: enough, with the game and the seed, to continue bit for bit.
public struct MethodState: Sendable {
  /// The current iterate.
  public var profile: StrategyProfile
  /// The index of the current iterate: the number of steps played so far.
  public var step: Int
  /// What the method carries from step to step; recorded.
  public var memory: [Double]
  /// What the moves carry by the method's ``StepRule``, such as Adam's moments; recorded.
  public var ruleMemory: [Double]
  /// What a sampled game carries from step to step; recorded, and left alone by methods.
  public var gameState: [Double]
  /// Work space; never recorded, its contents mean nothing between steps.
  public var scratch: [[Double]]
  let rule: StepRule
  let isPlain: Bool

  /// The state before the first step of a method.
  public init(
    startOf method: any TrainingMethod, at profile: StrategyProfile, gameState: [Double] = []
  ) {
    self.init(
      of: method, at: profile, step: 0, memory: method.initialMemory(at: profile),
      gameState: gameState)
  }

  /// The state of a recorded step.
  public init(
    of method: any TrainingMethod, at profile: StrategyProfile, step: Int, memory: [Double],
    ruleMemory: [Double]? = nil, gameState: [Double] = []
  ) {
    self.profile = profile
    self.step = step
    self.memory = memory
    self.gameState = gameState
    rule = method.rule
    isPlain = rule.isPlain
    self.ruleMemory =
      ruleMemory
      ?? [Double](repeating: 0, count: rule.memoryCount(for: profile.shape))
    scratch = [[Double]](
      repeating: [Double](repeating: 0, count: profile.shape.count), count: method.scratchCount)
  }
}
