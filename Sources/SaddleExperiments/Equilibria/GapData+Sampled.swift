public import SaddleEquilibrium
public import SaddleGames

extension GapData {
  /// The payoff game of what a run plays: itself, or batches of a sampled game, one to search on and
  /// others to measure on; nil for a field without a payoff.
  ///
  /// Batches are those of the run's own stream, far behind the steps that it plays (step 2³¹ + step), so
  /// that no training step saw them; on a finite data set their rows are the training's all the same.
  ///
  /// - Parameters:
  ///   - game: what is played.
  ///   - state: the sampled game's state at the step.
  ///   - seed: the run's seed.
  ///   - step: the step that is measured.
  ///   - batches: the number of batches to measure on.
  public init?(
    of game: any VariationalInequality, state: [Double] = [], seed: UInt64 = 0, step: Int = 0,
    batches: Int = 8
  ) {
    guard let sampled = game as? any SampledGame else {
      guard let payoff = Self.payoffGame(of: game) else { return nil }
      self.init(payoff)
      return
    }
    func batch(_ index: Int) -> any VariationalInequality {
      sampled.drawn(Draw(seed: seed, step: 1 << 31 + step, index: index), state: state)
    }
    let evaluation = (1...max(2, batches)).compactMap { Self.payoffGame(of: batch($0)) }
    let searched = batch(0)
    guard let search = Self.payoffGame(of: searched), !evaluation.isEmpty else { return nil }
    self.init(
      search: search, answering: (searched as? any DifferentiableGame)?.penalizedGame,
      evaluation: evaluation,
      description: "searched on one batch, measured on \(evaluation.count) others")
  }

  private static func payoffGame(of game: any VariationalInequality) -> (any MinMaxGame)? {
    (game as? any DifferentiableGame)?.payoffGame
  }
}
