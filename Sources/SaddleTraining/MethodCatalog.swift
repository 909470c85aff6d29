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
    throw TrainingError(
      .unknownMethod, "there is no method '\(name)'", hint: "saddlebag methods lists them")
  }
}
