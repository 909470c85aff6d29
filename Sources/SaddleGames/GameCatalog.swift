/// Every game that Saddlebag plays by name.
public enum GameCatalog {
  /// The entries, from simple to rich.
  public static let entries: [GameEntry] = [
    ScalarBilinear.entry,
    DiracGAN.entry,
    LQGAN.entry,
    W2Gaussian.entry,
    W2Gaussian.momentsEntry,
  ]

  /// The entry of a name.
  ///
  /// - Throws: ``GameError`` with the nearest names, if there is none.
  public static func entry(named name: String) throws(GameError) -> GameEntry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    throw GameError(.unknownGame, "there is no game '\(name)'", hint: "saddlebag games lists them")
  }
}
