import SaddleData
import SaddleEquilibrium
import SaddleGames
import SaddleRecording

/// A training that a claim speaks of, and what is measured at its last step.
struct ClaimTraining {
  /// How many batches falls and gaps are measured on.
  static let batches = 32

  /// What its run is called.
  var name: String
  /// What is trained; it names its data.
  var plan: TrainingPlan
  /// The λ of frozen-maximizer tests.
  var probes: [Double] = []
  /// How long each test is.
  var probeSteps = 100
  /// The most steps for ỹ at each of them.
  var proximalSteps = 10
  /// How many times as many where the fall is measured.
  var patience = 20
  /// The λ of gaps.
  var penalties: [Double] = []
  /// How they are searched for.
  var estimator = GapEstimator()

  /// A training of a game on data, drawn and measured 10 times, kept whole as often.
  init(
    _ name: String, game: String, data: String, method: String, seed: UInt64, steps: Int,
    settings: [String: String], methodSettings: [String: String]
  ) {
    self.name = name
    plan = TrainingPlan(game: game, method: method)
    plan.dataSpecification = data
    plan.seed = seed
    plan.steps = max(1, steps)
    plan.gameSettings = settings
    plan.methodSettings = methodSettings
    let cadence = max(1, plan.steps / 10)
    plan.samplesEvery = plan.steps
    plan.qualityEvery = cadence
    // The last step is a keyframe only if the cadence divides it.
    plan.parameterPolicy = .keyframes(
      every: plan.steps.isMultiple(of: cadence) ? cadence : plan.steps)
    plan.durability = .normal
  }

  /// What a move costs depends on this alone.
  var kind: String {
    "\(plan.game) \(plan.dataSpecification ?? "") \(plan.gameSettings.sorted { $0.key < $1.key })"
  }

  /// How many gradients the training takes: each player's moves, those of an answer twice for the
  /// proximal term.
  var moves: Int {
    func count(_ name: String, _ usual: Int) -> Int {
      plan.methodSettings[name].flatMap(Int.init) ?? usual
    }
    let answer = plan.method == "proximal-training" ? 2 * count("innerSteps", 20) : 0
    return plan.steps * (count("minimizerSteps", 1) + count("maximizerSteps", 1) + answer)
  }

  /// About how many gradients its tests take: a step of ỹ is about as dear as four.
  var probeMoves: Int {
    probes.reduce(0) { sum, penalty in
      sum + (penalty.isFinite ? 4 * proximalSteps * (probeSteps + 2 * patience) : probeSteps)
    }
  }

  /// About how many gradients its gaps take.
  var gapMoves: Int {
    guard !penalties.isEmpty else { return 0 }
    let searches = 2 * (1 + 2 * estimator.perturbations.count) * estimator.innerSteps
    return penalties.reduce(2 * searches) { sum, penalty in
      sum + searches * (penalty.isFinite ? 3 * estimator.proximalSteps : 2)
    }
  }
}

/// A training that was made, and what is known of it.
struct ClaimRun {
  let training: ClaimTraining
  let run: Run
  /// The curves of its tests, in the order of λ, with the runs that hold them.
  let curves: [(run: Run.ID, curve: FrozenMaximizerProbe.Curve)]
  /// Its gaps at the last step, by λ.
  let gaps: [Double: GapReading]
  /// How its samples compare with the data, ten times and at the end.
  let quality: MetricSeries

  /// The last value of ``quality``; NaN if there is none.
  var lastQuality: Double { quality.values.last ?? .nan }
}
