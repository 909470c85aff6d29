import Foundation
import SaddleRecording
import SaddleStore

extension RunDescription {
  /// A description with little in it.
  static func sample(
    name: String = "sample", penalties: [Double] = [], minimizerCount: Int = 1,
    maximizerCount: Int = 1, process: ProcessIdentity = .current
  ) -> RunDescription {
    RunDescription(
      name: name, game: "bilinear", method: "simultaneous-gda", seed: 7,
      minimizerCount: minimizerCount, maximizerCount: maximizerCount,
      proximalPenalties: penalties,
      environment: RunEnvironment(
        host: process.host, processID: process.processID, bootID: process.bootID,
        version: "0.1.0", gitCommit: nil, commandLine: []))
  }
}

extension StepRecord {
  /// A step whose every value tells which step it is of.
  static func sample(_ step: Int, penalties: Int = 0, count: Int = 1) -> StepRecord {
    var metrics = StepMetrics()
    metrics.payoff = Double(step) / 4
    return StepRecord(
      step: step, wallSeconds: Double(step) / 8, metrics: metrics,
      proximalGaps: (0..<penalties).map { Double(step + $0) },
      minimizer: [Double](repeating: Double(step), count: count),
      maximizer: [Double](repeating: -Double(step), count: count),
      methodMemory: [Double(step) + 0.5])
  }
}

extension RunVerdict {
  /// A verdict in which every number is told apart.
  static func sample(players: Players = .both, fromStep: Int = 0) -> RunVerdict {
    var verdict = RunVerdict(
      players: players, fromStep: fromStep, lastStep: 149, stride: 2, source: "parameters",
      kind: "cycling", confidence: 0.97, sinceStep: 10, evidence: "it turns",
      details: #"{"numbers":{}}"#)
    verdict.period = 62.5
    verdict.periodError = 0.5
    verdict.amplitude = 1.25
    verdict.growthPerTurn = 1.5
    verdict.trend = "growing"
    verdict.waveform = "harmonic"
    verdict.rate = 0.25
    verdict.power = 0.75
    verdict.noiseLevel = 2.5
    verdict.lyapunovExponent = 0.125
    verdict.stepsToTolerance = 1e300
    verdict.blowUpStep = 7
    verdict.stepsToDecide = 8
    verdict.predictedRate = 1.0625
    verdict.predictedPeriod = 63.5
    verdict.theory = "as predicted"
    verdict.suggestion = "extragradient"
    return verdict
  }
}

extension RunAlert {
  /// An alert on a cycle.
  static func sample(step: Int) -> RunAlert {
    RunAlert(
      kind: .cycle, step: step, sinceStep: step / 2, confidence: 0.9, period: 62.5,
      evidence: "it turns, and turns")
  }
}

/// Two short runs with every kind of value, for which each query's answer is known.
enum SampleRuns {
  static let spiral = RunDescription(
    uuid: uuid("11111111-aaaa-4aaa-8aaa-111111111111"), experiment: "first",
    name: "spiral", game: "bilinear", method: "simultaneous-gda", seed: .max,
    gameParameters: [RunParameter(name: "payoffScale", value: "1.5")],
    methodParameters: [RunParameter(name: "stepSize", value: "0.1")],
    trainingParameters: [
      RunParameter(name: "steps", value: "2"), RunParameter(name: "data", value: "points.csv"),
    ],
    minimizerCount: 1, maximizerCount: 2, proximalPenalties: [1, 1e-7],
    knownEquilibria: [
      RecordedEquilibrium(
        kind: "nash", proximalOrder: nil, note: "the origin", profile: [0, 0, 0]),
      RecordedEquilibrium(
        kind: "proximal", proximalOrder: 0.1 + 0.2, note: "off the origin",
        profile: [.leastNonzeroMagnitude, -2.5, .pi]),
    ],
    gapDomain: "the unit box",
    environment: RunEnvironment(
      host: "elsewhere", processID: 12, bootID: "boot", version: "0.1.0", gitCommit: "abc123+",
      commandLine: ["saddlebag", "train", "a b", "\"quoted\"", "/tmp/x.db"]))

  static let landing = RunDescription(
    uuid: uuid("22222222-bbbb-4bbb-8bbb-222222222222"), experiment: "second",
    name: "landing", game: "bilinear", method: "simultaneous-gda", seed: 1,
    gameParameters: [RunParameter(name: "payoffScale", value: "1.5")],
    methodParameters: [RunParameter(name: "stepSize", value: "1e-2")],
    minimizerCount: 1, maximizerCount: 1, environment: spiral.environment)

  static let spiralSteps: [StepRecord] = [
    step(
      0, seconds: 0, payoff: 8, fieldNorm: .nan, dualityGap: 4, gaps: [2, .nan], x: [1],
      y: [2, 3]),
    step(
      1, seconds: 0.5, payoff: -.infinity, fieldNorm: .infinity, dualityGap: nil, gaps: [1, 0.25],
      x: [-0.5], y: [.nan, 5]),
    step(
      2, seconds: 2, payoff: 2, fieldNorm: 0.5, dualityGap: 1, gaps: [0.5, 0], x: [0.25],
      y: [6, 7]),
  ]

  static let landingSteps: [StepRecord] = [
    step(0, seconds: 0, payoff: 4, fieldNorm: 2, dualityGap: nil, gaps: [], x: [1], y: [1]),
    step(1, seconds: 0.25, payoff: 3, fieldNorm: 1, dualityGap: nil, gaps: [], x: [2], y: [2]),
  ]

  /// Records both: the first ended with the step limit, the second diverged.
  static func record(into store: Store) throws {
    for index in 0...1 { try record(only: index, into: store) }
  }

  /// Records the first (0) or the second.
  static func record(only index: Int, into store: Store) throws {
    let recorder = try store.begin([spiral, landing][index])
    for var step in [spiralSteps, landingSteps][index] {
      if index == 0, step.step == 1 { step.alerts = [.raised(.sample(step: 1))] }
      try recorder.record(step)
    }
    try recorder.finish([.stepLimit, .diverged][index])
    guard index == 0 else { return }
    try store.keep([(recorder.runID, .sample())], version: "0.1.0")
    try store.keep(gaps: gaps, analyses: [analysis], of: recorder.runID)
    try store.keep(pathAngles: pathAngles, from: 0, to: 2, of: recorder.runID)
  }

  static let pathAngles = [
    PathAngleRecord(alpha: 0, cosine: -0.5, fieldNorm: 2),
    PathAngleRecord(alpha: 1, cosine: .nan, fieldNorm: 0),
  ]

  static let gaps: [GapRecord] = [
    gap(1, "proximalGap(1.0)", 0.25, source: "perturbedSearch", bound: "lower"),
    gap(1, "proximalGap(1.0)", 0.125, source: "localSearch", bound: "lower"),
    gap(.infinity, "dualityGap", 1, source: "closedForm", bound: "exact"),
  ]

  static let analysis = LocalRecord(
    step: 2, kind: "localMinimax", sentence: "local minimax point", uncertainties: ["one", "two"],
    numbers: ["proximalOrder": 3, "minimizerLeast": -1, "maximizerGreatest": -.infinity],
    freeMinimizerCount: 1, freeMaximizerCount: 2, norm: "Euclidean norm", solver: "dense",
    productCount: 3, isConverged: true, data: "exact expectations", seconds: 0.5,
    curvatures: [.init(penalty: .infinity, least: -1, residual: 0)])

  private static func gap(
    _ penalty: Double, _ name: String, _ value: Double, source: String, bound: String
  ) -> GapRecord {
    var record = GapRecord(
      step: 2, penalty: penalty, name: name, value: value, source: source, domain: "the unit box",
      bound: bound, isConverged: source != "perturbedSearch")
    record.sweep = [[1, 0.125], [2, .nan]]
    record.norm = "Euclidean norm"
    record.data = "exact expectations"
    return record
  }

  private static func step(
    _ step: Int, seconds: Double, payoff: Double, fieldNorm: Double, dualityGap: Double?,
    gaps: [Double], x: [Double], y: [Double]
  ) -> StepRecord {
    var metrics = StepMetrics()
    metrics.payoff = payoff
    metrics.fieldNorm = fieldNorm
    metrics.dualityGap = dualityGap
    if step == 2 { metrics.primalGap = 0.75 }
    return StepRecord(
      step: step, wallSeconds: seconds, metrics: metrics, proximalGaps: gaps, minimizer: x,
      maximizer: y, methodMemory: [])
  }

  private static func uuid(_ text: String) -> UUID { UUID(uuidString: text) ?? UUID() }
}
