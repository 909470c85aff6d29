import SaddleGames

/// Every method that Saddlebag trains with by name.
public enum MethodCatalog {
  /// The entries, from simple to rich.
  public static let entries: [MethodEntry] = [
    SimultaneousGDA.entry
  ]

  /// The entry of a name.
  ///
  /// - Throws: ``TrainingError`` if there is none.
  public static func entry(named name: String) throws(TrainingError) -> MethodEntry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    let nearest = nearestName(to: name, in: entries.map(\.name))
    throw TrainingError(
      .unknownMethod, "there is no method '\(name)'",
      hint: nearest.map { "'\($0)', or saddlebag methods for the list" }
        ?? "saddlebag methods for the list")
  }
}
