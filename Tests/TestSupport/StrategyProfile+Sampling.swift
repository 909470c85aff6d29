public import SaddleGames

extension StrategyProfile {
  /// A random feasible profile near the start of a game: both players' starts shrunk by
  /// `shrinkage`, plus normal noise, projected on the strategy sets.
  public static func sample(
    of game: any VariationalInequality, using random: inout CounterGenerator,
    shrinkage: Double = 0.6, deviation: Double = 0.2
  ) -> StrategyProfile {
    var profile = game.initialProfile(using: &random)
    for index in profile.values.indices {
      profile.values[index] =
        shrinkage * profile.values[index] + deviation * random.nextNormal()
    }
    for player in Player.allCases { game.project(player, of: &profile) }
    return profile
  }
}
