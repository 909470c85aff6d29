import SaddleLinearAlgebra

extension MatrixGame {
  /// Rock-paper-scissors, where a tie pays ε to the maximizer: A = [[ε, −1, 1], [1, ε, −1],
  /// [−1, 1, ε]].
  ///
  /// The Nash equilibrium is uniform play, of value ε/3. The replicator flow conserves
  /// KL(u‖x) + KL(u‖y) to the uniform strategy u; small orbits have the period 2π√3 for ε = 0, and
  /// for ε ≠ 0 large orbits are chaotic (Sato, Akiyama & Farmer 2002). Time averages approach the
  /// equilibrium while the last iterates do not.
  ///
  /// - Parameters:
  ///   - tiePayoff: ε.
  ///   - start: mixed strategies; (3, 2, 1)/6 for both players if nil.
  /// - Returns: the matrix game with that A.
  public static func rockPaperScissors(
    tiePayoff: Double = 0, start: StrategyProfile? = nil
  ) -> MatrixGame {
    MatrixGame(
      matrix: Matrix([[tiePayoff, -1, 1], [1, tiePayoff, -1], [-1, 1, tiePayoff]]), start: start)
  }

  /// `rock-paper-scissors` in the catalog.
  public static let rockPaperScissorsEntry = GameEntry(
    name: "rock-paper-scissors",
    summary: "play circles about the uniform equilibrium; chaotic if ties pay",
    formula: "f(x, y) = xᵀAy on simplices, A = [[ε, −1, 1], [1, ε, −1], [−1, 1, ε]]",
    source: "Sato, Akiyama & Farmer 2002, doi:10.1073/pnas.032086299",
    parameters: [
      ParameterDescription(
        "tiePayoff", default: .real(0), "ε, what the maximizer gets for a tie"),
      ParameterDescription.start(0.5, 0.3, 0.2, 0.2, 0.5, 0.3),
    ]
  ) { values throws(GameError) in
    let shape = ProfileShape(minimizerCount: 3, maximizerCount: 3)
    return rockPaperScissors(
      tiePayoff: values.real("tiePayoff"), start: try values.mixedStart(of: shape))
  }
}
