public import SaddleGames

/// A method of the catalog: what it is, what it takes, and how to make it.
public struct MethodEntry: Sendable {
  /// The name that users type, in kebab-case.
  public let name: String
  /// One line: what the method is known for.
  public let summary: String
  /// One line of mathematics: the update.
  public let formula: String
  /// Where the method comes from.
  public let source: String
  /// What it takes.
  public let parameters: [ParameterDescription]
  private let make: @Sendable (ParameterValues) throws(GameError) -> any TrainingMethod

  /// Describes a method.
  public init(
    name: String, summary: String, formula: String, source: String,
    parameters: [ParameterDescription],
    make: @escaping @Sendable (ParameterValues) throws(GameError) -> any TrainingMethod
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.source = source
    self.parameters = parameters
    self.make = make
  }

  /// Checks the settings and makes the method.
  ///
  /// - Returns: the method with the values of all its parameters, for the record.
  /// - Throws: ``GameError`` about a parameter.
  public func method(
    settings: [String: String] = [:]
  ) throws(GameError) -> (method: any TrainingMethod, values: ParameterValues) {
    let values = try ParameterValues(settings, for: parameters, of: "method '\(name)'")
    return (try make(values), values)
  }
}

extension ParameterDescription {
  /// The parameters of a method whose moves follow a ``StepRule``.
  static let ruledSteps = [stepSize, timescaleRatio] + stepRule

  /// η, the step size of nearly every method.
  static let stepSize = ParameterDescription(
    "stepSize", default: .real(0.05), "η > 0, the step size", range: positive)

  /// τ, for a two-time-scale method.
  static let timescaleRatio = ParameterDescription(
    "timescaleRatio", default: .real(1), "τ > 0: the maximizer's step size is τη", range: positive)
}

extension ParameterValues {
  /// The step sizes of a method that takes `stepSize` and `timescaleRatio`.
  var stepSizes: StepSizes {
    StepSizes(real("stepSize"), timescaleRatio: real("timescaleRatio"))
  }
}
