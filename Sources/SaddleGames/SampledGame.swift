/// Which random numbers an evaluation of a ``SampledGame`` draws.
public struct Draw: Hashable, Sendable {
  /// The run's seed.
  public var seed: UInt64
  /// The index of the iterate that the step starts from.
  public var step: Int
  /// Counts the batches within a step, from 0.
  public var index: Int
  /// The rows of a data set that it may use.
  public var rows: Rows

  /// A share of a data set's rows.
  public enum Rows: Hashable, Sendable {
    /// All of them, as in training.
    case all
    /// Rows 0, 2, 4 …
    case even
    /// Rows 1, 3, 5 …
    case odd
  }

  /// Names a batch.
  public init(seed: UInt64, step: Int, index: Int = 0, rows: Rows = .all) {
    self.seed = seed
    self.step = step
    self.index = index
    self.rows = rows
  }
}

/// A game that is played on another batch at each step, and may carry a state along.
///
/// At each step the trainer asks for the game of that step's draw, an ordinary
/// ``VariationalInequality``, and plays it: so every method plays sampled games unchanged. The state
/// (running means, the vectors of power iterations, an average of the iterates) moves once per step
/// and is recorded, so that a resumed run continues to the same bits.
///
/// Both are pure: the same arguments give the same bits. As a ``VariationalInequality`` of its own, a
/// sampled game is that of one fixed draw, which its documentation names.
public protocol SampledGame: VariationalInequality {
  /// The number of rows of the data set that batches are drawn from; nil if there is none.
  var dataRowCount: Int? { get }

  /// The state before the first step; empty if there is none. Its length never changes.
  func initialState(at z: StrategyProfile, seed: UInt64) -> [Double]

  /// The game of one batch.
  ///
  /// - Parameters:
  ///   - draw: keys everything random.
  ///   - state: as ``advanceState(_:to:draw:)`` left it.
  /// - Returns: the game with batch and state held fixed.
  func drawn(_ draw: Draw, state: [Double]) -> any VariationalInequality

  /// Moves the state along with a step.
  ///
  /// - Parameters:
  ///   - state: that of the step; becomes that of the next.
  ///   - z: the iterate that the step ended at.
  ///   - draw: the step's first batch.
  func advanceState(_ state: inout [Double], to z: StrategyProfile, draw: Draw)
}

extension SampledGame {
  /// None.
  public var dataRowCount: Int? { nil }

  /// None.
  public func initialState(at z: StrategyProfile, seed: UInt64) -> [Double] { [] }

  /// Nothing: the game carries no state.
  public func advanceState(_ state: inout [Double], to z: StrategyProfile, draw: Draw) {}
}
