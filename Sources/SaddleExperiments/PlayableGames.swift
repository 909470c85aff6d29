public import SaddleGames
import SaddleNeuralGames

/// Every game that a plan can name: those with closed forms, then the neural ones.
public enum PlayableGames {
  /// The entries.
  public static let entries: [GameEntry] = GameCatalog.entries + NeuralCatalog.entries

  /// The entry of a name.
  ///
  /// - Throws: `GameError` with the nearest name, if there is none.
  public static func entry(named name: String) throws(GameError) -> GameEntry {
    try GameCatalog.entry(named: name, in: entries)
  }
}
