/// Every game that Saddlebag plays by name.
public enum GameCatalog {
  /// The entries, from simple to rich.
  public static let entries: [GameEntry] = [
    ScalarBilinear.entry,
    RegularizedBilinear.entry,
    MatrixBilinear.entry,
    ScalarQuadratic.entry,
    MatrixQuadratic.entry,
    DiracGAN.entry,
    LQGAN.entry,
    FGANGaussian.entry,
    W1Gaussian.entry,
    W2Gaussian.entry,
    W2Gaussian.momentsEntry,
    W2Expanding.entry,
    AlmostBilinear.entry,
    Forsaken.entry,
    PolarGame.entry,
    JinGame.entry,
    AdolphsGame.entry,
    MatrixGame.rockPaperScissorsEntry,
    MatrixGame.entry,
    RatioGame.entry,
  ]

  /// The entry of a name.
  ///
  /// - Throws: ``GameError`` with the nearest name, if there is none.
  public static func entry(named name: String) throws(GameError) -> GameEntry {
    try entry(named: name, in: entries)
  }

  /// The entry of a name in a list, such as this catalog's and another's.
  ///
  /// - Throws: ``GameError`` with the nearest name, if there is none.
  public static func entry(
    named name: String, in entries: [GameEntry]
  ) throws(GameError) -> GameEntry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    let nearest = nearestName(to: name, in: entries.map(\.name))
    throw GameError(
      .unknownGame, "there is no game '\(name)'",
      hint: nearest.map { "'\($0)', or saddlebag games for the list" }
        ?? "saddlebag games for the list")
  }
}
