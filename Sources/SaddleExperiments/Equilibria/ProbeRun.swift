public import SaddleData
public import SaddleEquilibrium
public import SaddleGames
public import SaddleRecording
import SaddleTraining

import struct FoundationEssentials.UUID

/// One frozen-maximizer test on a recorded step, recorded as a run of its own: a child of the run.
public struct ProbeRun: Sendable {
  /// The run that the step is of.
  public let parent: RunDescription
  /// The step.
  public let step: Int
  /// λ; ∞ for V itself.
  public let penalty: Double
  /// How it is tested.
  public let probe: FrozenMaximizerProbe

  /// The method's name that probes are recorded under.
  public static let method = "frozen-maximizer"

  /// What is recorded of a test besides the payoff.
  public enum Metric: String, CaseIterable, Sendable {
    /// V^λ on the search's data, at each step.
    case proximalPayoff
    /// The fall of V^λ, its standard error, and what ỹ lacks, at the last step.
    case fall, fallError, responseResidual, responseGain
    /// 1 where ỹ had converged, 0 where not, at the last step.
    case responseConverged
    /// 1 for falls, 0 for flat, NaN for undecided, at the last step.
    case finding
  }

  /// Describes a test.
  public init(of parent: RunDescription, step: Int, penalty: Double, probe: FrozenMaximizerProbe) {
    self.parent = parent
    self.step = step
    self.penalty = penalty
    self.probe = probe
  }

  /// What the test is called: `V^1.0 of spiral at step 400`.
  public var name: String {
    let payoff = penalty == .infinity ? "V" : "V^\(penalty)"
    return "\(payoff) of \(parent.name) at step \(step)"
  }

  /// The child's description: the parent's game, this test as its method, the parent's step as its
  /// origin.
  public func describe(environment: RunEnvironment) -> RunDescription {
    var child = parent
    child.uuid = UUID()
    child.name = name
    child.method = Self.method
    child.seed = probe.seed
    child.methodParameters = [
      RunParameter(name: "penalty", value: "\(penalty)"),
      RunParameter(name: "stepSize", value: "\(probe.stepSize)"),
      RunParameter(name: "update", value: "\(probe.rule.base)"),
      RunParameter(name: "perturbation", value: "\(probe.perturbation)"),
      RunParameter(name: "proximalSteps", value: "\(probe.proximalSteps)"),
      RunParameter(name: "patience", value: "\(probe.patience)"),
    ]
    child.trainingParameters =
      [RunParameter(name: "steps", value: "\(probe.steps)")]
      + parent.trainingParameters.filter { $0.name.hasPrefix("data") }
    child.origin = RunOrigin(uuid: parent.uuid, step: step)
    child.proximalPenalties = []
    child.parameterPolicy = .automatic(
      stateCount: parent.minimizerCount + parent.maximizerCount)
    child.environment = environment
    return child
  }

  /// What draws the samples of a generative game before and after a test, and measures them eleven
  /// times; nothing for other games.
  ///
  /// - Parameters:
  ///   - data: what the test is played on.
  ///   - dataset: what the run was trained on.
  /// - Returns: the observers, for ``play(from:in:into:observers:isInterrupted:)``.
  public func sampleObservers(of data: GapData, dataset: Dataset?) -> [any StepObserver] {
    let picture = SampleObserver(
      game: data.search, data: dataset, every: probe.steps, seed: parent.seed)
    let quality = QualityObserver(
      game: data.search, data: dataset, every: max(1, probe.steps / 10))
    return [picture as (any StepObserver)?, quality].compactMap(\.self)
  }

  /// Plays the test into a record of it: the payoff V at each step and every ``Metric``.
  ///
  /// - Parameters:
  ///   - z: the step's profile.
  ///   - data: the game.
  ///   - recorder: the child's record.
  ///   - observers: see each step before it is handed over.
  ///   - isInterrupted: asked after each step; true ends the test and its record there.
  /// - Returns: the curve.
  /// - Throws: what the recorder or an observer throws.
  public func play(
    from z: StrategyProfile, in data: GapData, into recorder: any RunRecorder,
    observers: [any StepObserver] = [], isInterrupted: () -> Bool = { false }
  ) throws -> FrozenMaximizerProbe.Curve {
    let start = ContinuousClock.now
    let policy = ParameterPolicy.automatic(stateCount: z.shape.count)
    let curve = try probe.curve(
      at: z, penalty: penalty, in: data, isInterrupted: isInterrupted
    ) { moment in
      let (step, profile) = (moment.step, moment.profile)
      var metrics = StepMetrics()
      metrics.payoff = penalty == .infinity ? moment.value : data.search.payoff(at: profile)
      let keeps = policy.includesParameters(at: step)
      var record = StepRecord(
        step: step, wallSeconds: (ContinuousClock.now - start) / .seconds(1), metrics: metrics,
        minimizer: keeps ? Array(profile[.minimizer]) : nil,
        maximizer: keeps ? Array(profile[.maximizer]) : nil, methodMemory: keeps ? [] : nil)
      record.customMetrics = Self.metrics(of: moment)
      let place = StepMoment(
        step: step, stepLimit: moment.conclusion == nil ? probe.steps : step, game: data.search,
        plannedGame: data.search, profile: profile, gameState: [])
      for observer in observers {
        _ = try observer.observe(place, record: &record, recorder: recorder)
      }
      try recorder.record(record)
    }
    let isWhole = curve.values.count > probe.steps
    let isFinite = curve.values.last?.isFinite == true
    let fellOut = !isFinite || (curve.values.last ?? 0) < probe.leastValue
    try recorder.finish(!isFinite ? .diverged : isWhole || fellOut ? .stepLimit : .interrupted)
    return curve
  }

  private static func metrics(of moment: FrozenMaximizerProbe.Moment) -> [CustomMetric] {
    func metric(_ name: Metric, _ value: Double) -> CustomMetric {
      CustomMetric(name: name.rawValue, value: value)
    }
    var metrics = [metric(.proximalPayoff, moment.value)]
    guard let conclusion = moment.conclusion else { return metrics }
    metrics += [
      metric(.fall, conclusion.fall), metric(.responseConverged, conclusion.isConverged ? 1 : 0),
      metric(
        .finding,
        conclusion.finding == .undecided ? .nan : conclusion.finding == .falls ? 1 : 0),
    ]
    let rest: [(Metric, Double?)] = [
      (.fallError, conclusion.fallError), (.responseResidual, conclusion.responseResidual),
      (.responseGain, conclusion.responseGain),
    ]
    return metrics + rest.compactMap { name, value in value.map { metric(name, $0) } }
  }
}

extension FrozenMaximizerProbe.Conclusion {
  /// What was recorded of a test's last step; nil if its record ends before.
  public init?(recorded step: StepRecord) {
    func value(_ name: ProbeRun.Metric) -> Double? {
      step.customMetrics.first { $0.name == name.rawValue }?.value
    }
    guard let fall = value(.fall), let converged = value(.responseConverged),
      let finding = value(.finding)
    else { return nil }
    self.init(
      fall: fall, fallError: value(.fallError), responseResidual: value(.responseResidual),
      responseGain: value(.responseGain), isConverged: converged == 1,
      finding: finding.isNaN ? .undecided : finding == 1 ? .falls : .flat)
  }
}

extension FrozenMaximizerProbe {
  /// A test whose minimizer moves as it does in a run: with the same step size and the same base update,
  /// where the run's method has them.
  public init(as run: RunDescription) {
    self.init()
    let settings = run.methodParameters.settings
    stepSize = settings["stepSize"].flatMap(Double.init) ?? stepSize
    let entry = try? MethodCatalog.entry(named: run.method)
    rule.base = (try? entry?.method(settings: settings))?.method.rule.base ?? .sgd
  }
}
