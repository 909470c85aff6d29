public import SaddleData

/// A game of the catalog: what it is, what it takes, and how to make it.
public struct GameEntry: Sendable {
  /// The name that users type, in kebab-case.
  public let name: String
  /// One line: what the game shows.
  public let summary: String
  /// One line of mathematics: f(x, y) with its parameters.
  public let formula: String
  /// Where the game comes from.
  public let source: String
  /// What it takes besides data.
  public let parameters: [ParameterDescription]
  /// Whether it is played on data.
  public let needsData: Bool
  /// How it is best played; nil if nothing speaks for one method.
  public let suggestion: MethodSuggestion?
  private let make:
    @Sendable (ParameterValues, Dataset?) throws(GameError) -> any VariationalInequality

  /// Describes a game that needs no data.
  public init(
    name: String, summary: String, formula: String, source: String,
    parameters: [ParameterDescription],
    make: @escaping @Sendable (ParameterValues) throws(GameError) -> any VariationalInequality
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.source = source
    self.parameters = parameters
    needsData = false
    suggestion = nil
    self.make = { (values, _) throws(GameError) in try make(values) }
  }

  /// Describes a game that is played on data.
  public init(
    name: String, summary: String, formula: String, source: String,
    parameters: [ParameterDescription], suggestion: MethodSuggestion? = nil,
    makeOnData:
      @escaping @Sendable (ParameterValues, Dataset) throws(GameError)
      -> any VariationalInequality
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.source = source
    self.parameters = parameters
    needsData = true
    self.suggestion = suggestion
    make = { (values, data) throws(GameError) in
      guard let data else {
        throw GameError(
          .missingData, "game '\(name)' is played on data and got none",
          hint: "add --data NAME or --data FILE; saddlebag data lists the names")
      }
      return try makeOnData(values, data)
    }
  }

  /// Checks the settings and makes the game.
  ///
  /// - Parameters:
  ///   - settings: parameter name → text; the rest take their defaults.
  ///   - data: what the game is played on, if it needs one; else it is left unread.
  /// - Returns: the game with the values of all its parameters, for the record.
  /// - Throws: ``GameError``.
  public func game(
    settings: [String: String] = [:], data: Dataset? = nil
  ) throws(GameError) -> (game: any VariationalInequality, values: ParameterValues) {
    let values = try ParameterValues(settings, for: parameters, of: "game '\(name)'")
    return (try make(values, data), values)
  }
}
