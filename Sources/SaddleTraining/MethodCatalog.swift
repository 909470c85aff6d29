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
    throw TrainingError(
      .unknownMethod, "there is no method '\(name)'", hint: "saddlebag methods lists them")
  }
}
