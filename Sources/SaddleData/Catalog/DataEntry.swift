/// A data set of the catalog: what it is, what it takes, and how to open it.
public struct DataEntry: Sendable {
  /// One `name=value` that may follow the data set's name.
  public struct Setting: Hashable, Sendable {
    /// The name that users type.
    public let name: String
    /// The value if they do not; empty if there is none.
    public let defaultText: String
    /// One line: what it sets, and its range.
    public let summary: String

    init(_ name: String, _ defaultText: String, _ summary: String) {
      self.name = name
      self.defaultText = defaultText
      self.summary = summary
    }
  }

  /// The name that users type, in kebab-case.
  public let name: String
  /// One line: what the samples are.
  public let summary: String
  /// Where it comes from.
  public let source: String
  /// What it takes.
  public let settings: [Setting]
  let open: @Sendable (DataSettings, _ specification: String) throws(DataError) -> Dataset

  init(
    name: String, summary: String, source: String, settings: [Setting],
    open: @escaping @Sendable (DataSettings, String) throws(DataError) -> Dataset
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.settings = settings
    self.open = open
  }
}

extension DataEntry.Setting {
  static let rows = DataEntry.Setting("rows", "65536", "how many samples there are, 1 to 2^40")
  static let seed = DataEntry.Setting(
    "seed", "0", "which samples they are; the run's seed only orders them")

  static func deviation(_ text: String) -> DataEntry.Setting {
    DataEntry.Setting("deviation", text, "σ > 0 of each coordinate within a mode")
  }
}

extension DataSettings {
  func rowCount() throws(DataError) -> Int { try integer("rows", in: 1...(1 << 40)) }

  func size(_ name: String) throws(DataError) -> Double { try real(name, in: 1e-6...1e6) }
}
