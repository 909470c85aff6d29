import ArgumentParser
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleTraining

/// The options of `saddlebag train` that say what is trained.
struct PlanOptions: ParsableArguments {
  @Option(
    help: """
      The method to train with (default: the game's own, as saddlebag games NAME says, or \
      simultaneous-gda).
      """)
  var method: String?

  // A value may begin with a minus sign: it must reach the check that says what is wrong with it.
  @Option(
    parsing: .unconditional,
    help: "How many steps to play (default: 1000; when resuming: as first planned).")
  var steps: Int?

  @Option(help: "The seed of every random number (default: 0).")
  var seed: UInt64?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A parameter of the game or the method; may be repeated.", valueName: "name=value"))
  var settings: [String] = []

  @Option(parsing: .unconditional, help: "The method's step size; short for --set stepSize=…")
  var stepSize: String?

  @Option(help: "The networks of a neural game, mlp or dcgan; short for --set architecture=…")
  var architecture: String?

  @Option(
    help: ArgumentHelp(
      "What games on data are played on: a name that saddlebag data lists, or a file.",
      valueName: "spec"))
  var data: String?

  @Option(
    name: .customLong("lambda"), parsing: .unconditional,
    help: ArgumentHelp(
      "The λ whose proximal gaps are recorded, comma-separated (default: 0.1,1,10).",
      valueName: "λ,λ,…"))
  var penalties: String?

  @Option(
    parsing: .unconditional,
    help: "Add N(0, σ²) noise to every coordinate of every gradient (default: 0).")
  var noise: Double?

  @Option(
    parsing: .unconditional,
    help: "Stop as converged when ‖z − Π(z − v)‖ falls to this (default: play all steps).")
  var tolerance: Double?

  @Option(
    parsing: .unconditional,
    help: "Stop as diverged when a parameter's magnitude exceeds this (default: 1e12).")
  var divergenceLimit: Double?

  /// The name of the method: the one asked for, else the game's suggestion.
  func methodName(for game: GameEntry) -> String {
    method ?? game.suggestion?.method ?? "simultaneous-gda"
  }

  /// The plan that the options say.
  func plan(game: GameEntry, method: MethodEntry) throws -> TrainingPlan {
    var plan = TrainingPlan(game: game.name, method: method.name)
    // What a game suggests belongs to the method it suggests; the user's own settings follow, and win.
    if self.method == nil { plan.methodSettings = game.suggestion?.settings ?? [:] }
    try change(&plan, game: game, method: method)
    return plan
  }

  /// Puts what was given in the place of what a plan says.
  private func change(_ plan: inout TrainingPlan, game: GameEntry, method: MethodEntry) throws {
    var pairs = try settings.map(Self.pair)
    if let stepSize { pairs.append((name: "stepSize", text: stepSize)) }
    if let architecture { pairs.append((name: "architecture", text: architecture)) }
    try plan.assign(pairs, game: game, method: method)
    plan.seed = seed ?? plan.seed
    plan.steps = steps ?? plan.steps
    plan.noiseDeviation = noise ?? plan.noiseDeviation
    plan.tolerance = tolerance ?? plan.tolerance
    plan.divergenceLimit = divergenceLimit ?? plan.divergenceLimit
    plan.dataSpecification = data ?? plan.dataSpecification
    if let penalties { plan.proximalPenalties = try Self.penalties(penalties) }
  }

  /// Changes a recorded plan for a run that goes on from one of its steps.
  func adjust(_ plan: inout TrainingPlan, toFork run: Run, at step: Int) throws {
    try change(
      &plan, game: PlayableGames.entry(named: plan.game),
      method: MethodCatalog.entry(named: plan.method))
    guard plan.steps > step else {
      throw Failure(
        .usage, "the new run begins at step \(step), and is to end at \(plan.steps)",
        hint: "--steps \(2 * max(step, 1)): the step at which it ends")
    }
  }

  /// Changes a recorded plan by the two options that may change on resuming: the number of steps
  /// and where the data lie.
  func adjust(_ plan: inout TrainingPlan, toResume run: Run) throws {
    guard settings.isEmpty, stepSize == nil, architecture == nil, penalties == nil, method == nil,
      seed == nil, noise == nil, tolerance == nil, divergenceLimit == nil
    else {
      throw Failure(
        .usage, "a resumed run keeps its parameters, or its steps would not be those of one run",
        hint:
          "give only --steps and --data with --resume, or saddlebag train --from \(run.id) instead")
    }
    plan.steps = steps ?? plan.steps
    plan.dataSpecification = data ?? plan.dataSpecification
    switch run.status {
    case .ended(let outcome) where [.diverged, .nonfinite, .converged].contains(outcome):
      throw Failure(
        .usage, "run \(run.id) is complete: \(outcome.sentence)", hint: "saddlebag show \(run.id)")
    case .ended, .crashed, .running:
      break
    }
    if let last = run.lastStep, last >= plan.steps {
      throw Failure(
        .usage, "run \(run.id) has all its \(last) steps",
        hint: "saddlebag train --resume \(run.id) --steps \(2 * max(last, 1))")
    }
  }

  private static func pair(_ setting: String) throws -> (name: String, text: String) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Failure(
        .usage, "--set needs name=value and got '\(setting)'", hint: "--set stepSize=0.1")
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static func penalties(_ text: String) throws -> [Double] {
    if text.isEmpty { return [] }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { field in
      guard let penalty = Double(field) else {
        throw Failure(.usage, "--lambda cannot be '\(field)'", hint: "--lambda 0.1,1,10")
      }
      return penalty
    }
  }
}
