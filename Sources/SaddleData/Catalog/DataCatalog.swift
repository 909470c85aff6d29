/// Every data set that Saddlebag has by name; any other is named by the path of its file.
public enum DataCatalog {
  /// The entries, from simple to rich.
  public static let entries: [DataEntry] = [
    .ring, .grid, .spiral, .swissRoll, .gaussian, .digits, .fashionMNIST,
  ]
}

extension DataCatalog {
  /// What may follow the path of a file.
  public static var fileSettings: [DataEntry.Setting] { DataFile.settings }
}
