import SaddleGames

/// Every method that Saddlebag trains with by name.
public enum MethodCatalog {
  /// The entries, from simple to rich.
  public static let entries: [MethodEntry] = [
    SimultaneousGDA.entry,
    AlternatingGDA.entry,
    Extragradient.entry,
    OptimisticGDA.entry,
    ProximalPoint.entry,
    ConsensusOptimization.entry,
    SymplecticGradientAdjustment.entry,
    Lookahead.entry,
    CompetitiveGradientDescent.entry,
    Adam.entry,
    ProximalTraining.entry,
    RungeKutta.entry,
    Replicator.entry,
    MultiplicativeWeights.entry,
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
