public import SaddleGames

extension StrategyProfile {
  /// The profile (x, y) of a game of one coordinate each.
  public static func plane(_ x: Double, _ y: Double) -> StrategyProfile {
    StrategyProfile(minimizer: [x], maximizer: [y])
  }
}
