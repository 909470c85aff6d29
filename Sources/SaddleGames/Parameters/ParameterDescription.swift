/// A parameter that a game or a method takes, with its default: what `saddlebag games` lists and
/// `--set name=value` sets.
public struct ParameterDescription: Hashable, Sendable {
  /// The name that users type, in lowerCamelCase.
  public let name: String
  /// The value if the user sets none; its case is the parameter's kind.
  public let defaultValue: ParameterValue
  /// What it means, with its symbol and range: "slope a of the payoff, any finite number".
  public let summary: String
  /// The finite numbers that a `.real` or `.integer` value may take.
  public let range: ClosedRange<Double>
  /// The words that a `.choice` may take.
  public let choices: [String]

  /// Describes a parameter that takes one of a few words.
  public init(_ name: String, default word: String, choices: [String], _ summary: String) {
    self.init(name, .choice(word), summary, range: Self.anyFinite, choices: choices)
  }

  /// Describes a real, integer, flag, list or matrix parameter.
  public init(
    _ name: String, default value: ParameterValue, _ summary: String,
    range: ClosedRange<Double>? = nil
  ) {
    self.init(name, value, summary, range: range ?? Self.anyFinite, choices: [])
  }

  private init(
    _ name: String, _ defaultValue: ParameterValue, _ summary: String,
    range: ClosedRange<Double>, choices: [String]
  ) {
    self.name = name
    self.defaultValue = defaultValue
    self.summary = summary
    self.range = range
    self.choices = choices
  }

  private static let anyFinite: ClosedRange<Double> =
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  /// The range of a number > 0.
  public static let positive: ClosedRange<Double> =
    Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude
  /// The range of a number ≥ 0.
  public static let nonnegative: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
}
