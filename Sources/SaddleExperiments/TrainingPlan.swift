public import SaddleGames
public import SaddleRecording
public import SaddleTraining

/// What to train, as a user says it: names and texts, checked and complete.
///
/// A plan and the data make the same run again, bit for bit, on the same machine; a recorded run
/// gives its plan back (``init(recorded:)``), which is how it is resumed.
public struct TrainingPlan: Hashable, Sendable {
  /// The game's name in the catalog.
  public var game: String
  /// The method's name in the catalog.
  public var method: String
  /// Parameter name → text; the game's and the method's others take their defaults.
  public var gameSettings: [String: String] = [:]
  /// Parameter name → text for the method.
  public var methodSettings: [String: String] = [:]
  /// Keys every random number of the run.
  public var seed: UInt64 = 0
  /// How many steps to play.
  public var steps = 1_000
  /// σ ≥ 0: N(0, σ²) is added to every coordinate of every field evaluation.
  public var noiseDeviation = 0.0
  /// The λ ≥ 0 whose proximal gaps are recorded, where the game has them in closed form.
  public var proximalPenalties = [0.1, 1, 10]
  /// Stop as converged when ‖z − Π(z − v(z))‖ falls to it; nil: play all steps.
  public var tolerance: Double?
  /// What is measured of equilibria while it is trained: `gaps:500,local:1000`; nil: nothing.
  public var metrics: MeasureObserver.Cadence?
  /// Stop as diverged when a parameter's magnitude exceeds it.
  public var divergenceLimit = 1e12
  /// How much of the parameters is recorded; nil: by their number.
  public var parameterPolicy: ParameterPolicy?
  /// What an acknowledged step survives.
  public var durability = Durability.full
  /// The data as the user named them (`digits`, `ring:modes=8`, `FILE.csv`); nil if none.
  public var dataSpecification: String?
  /// Draw a generator's samples every so many steps; 0: never; nil: ten times, if there are any.
  public var samplesEvery: Int?
  /// Measure a generator's samples against the data every so many steps; 0: never; nil: twenty times.
  public var qualityEvery: Int?

  /// A plan with the defaults.
  public init(game: String, method: String) {
    self.game = game
    self.method = method
  }

  /// Checks the numbers.
  ///
  /// - Throws: ``ExperimentError`` with code `.invalidPlan` naming the first that is out of range.
  public func validate() throws(ExperimentError) {
    func check(_ holds: Bool, _ message: String) throws(ExperimentError) {
      if !holds { throw ExperimentError(.invalidPlan, message) }
    }
    try check(steps >= 0, "the number of steps cannot be \(steps): give 0 or more")
    try check(
      noiseDeviation >= 0 && noiseDeviation.isFinite,
      "the noise deviation cannot be \(noiseDeviation): give a finite number ≥ 0")
    try check(
      proximalPenalties.allSatisfy { $0 >= 0 && $0.isFinite },
      "λ cannot be negative or infinite: the Nash gap (λ = ∞) is recorded anyway as dualityGap")
    try check(
      Set(proximalPenalties).count == proximalPenalties.count, "a λ is given more than once")
    try check(
      tolerance.map { $0 > 0 && $0.isFinite } ?? true, "the tolerance must be a finite number > 0")
    try check(divergenceLimit > 0, "the divergence limit must be > 0")
  }

  /// Sorts `name=text` settings to the game or the method, whichever has such a parameter.
  ///
  /// A name that both have must be written `game.name` or `method.name`.
  ///
  /// - Throws: ``ExperimentError`` that lists the parameters there are.
  public mutating func assign(
    _ settings: [(name: String, text: String)], game: GameEntry, method: MethodEntry
  ) throws(ExperimentError) {
    for (name, text) in settings {
      let inGame = game.parameters.contains { "game.\($0.name)" == name || $0.name == name }
      let inMethod = method.parameters.contains { "method.\($0.name)" == name || $0.name == name }
      let bareName = String(name.split(separator: ".").last ?? "")
      switch (inGame, inMethod) {
      case (true, false): gameSettings[bareName] = text
      case (false, true): methodSettings[bareName] = text
      case (true, true):
        throw ExperimentError(
          .unknownSetting, "game '\(game.name)' and method '\(method.name)' both have '\(name)'",
          hint: "write game.\(name)=… or method.\(name)=…")
      case (false, false):
        throw ExperimentError(
          .unknownSetting,
          "neither game '\(game.name)' nor method '\(method.name)' has a parameter '\(name)'",
          hint: "the game has \(Self.list(game.parameters)); the method has"
            + " \(Self.list(method.parameters))")
      }
    }
  }

  private static func list(_ parameters: [ParameterDescription]) -> String {
    parameters.isEmpty ? "none" : parameters.map(\.name).joined(separator: ", ")
  }
}
