public import SaddleEquilibrium
public import SaddleGames

extension GapData {
  /// The payoff game of what a run plays: itself, or batches of a sampled game, one to search on and
  /// others to measure on; nil for a field without a payoff.
  ///
  /// Batches are those of the run's own stream, far behind the steps that it plays (step 2³¹ + step), so
  /// that no training step saw them. Of a data set the search sees the even rows and the evaluation the
  /// odd ones, so that no sample serves both; training saw all of them.
  ///
  /// - Parameters:
  ///   - game: what is played.
  ///   - state: the sampled game's state at the step.
  ///   - seed: the run's seed.
  ///   - step: the step that is measured.
  ///   - batches: the number of batches to measure on.
  ///   - isPenalized: whether penalties that the maximizer pays count in the payoff.
  public init?(
    of game: any VariationalInequality, state: [Double] = [], seed: UInt64 = 0, step: Int = 0,
    batches: Int = 8, isPenalized: Bool = false
  ) {
    func payoffGame(of game: any VariationalInequality) -> (any MinMaxGame)? {
      let game = game as? any DifferentiableGame
      return isPenalized ? game?.penalizedGame : game?.payoffGame
    }
    guard let sampled = game as? any SampledGame else {
      guard let payoff = payoffGame(of: game) else { return nil }
      self.init(payoff)
      return
    }
    func batch(_ index: Int) -> any VariationalInequality {
      sampled.drawn(
        Draw(seed: seed, step: 1 << 31 + step, index: index, rows: index == 0 ? .even : .odd),
        state: state)
    }
    let evaluation = (1...max(2, batches)).compactMap { payoffGame(of: batch($0)) }
    let searched = batch(0)
    guard let search = payoffGame(of: searched), !evaluation.isEmpty else { return nil }
    self.init(
      search: search,
      answering: isPenalized ? nil : (searched as? any DifferentiableGame)?.penalizedGame,
      evaluation: evaluation,
      description: sampled.dataRowCount == nil
        ? "searched on one batch, measured on \(evaluation.count) others"
        : "searched on one batch of the data's even rows, measured on \(evaluation.count) of its odd rows"
    )
  }
}
