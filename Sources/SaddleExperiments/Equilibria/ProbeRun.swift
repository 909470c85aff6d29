public import SaddleEquilibrium
public import SaddleGames
public import SaddleRecording

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
      RunParameter(name: "perturbation", value: "\(probe.perturbation)"),
      RunParameter(name: "proximalSteps", value: "\(probe.proximalSteps)"),
    ]
    child.trainingParameters = [
      RunParameter(name: "steps", value: "\(probe.steps)")
    ]
    child.origin = RunOrigin(uuid: parent.uuid, step: step)
    child.proximalPenalties = []
    child.parameterPolicy = .automatic(
      stateCount: parent.minimizerCount + parent.maximizerCount)
    child.environment = environment
    return child
  }

  /// Plays the test into a record of it: the payoff V at each step and, as the custom metric
  /// `proximalPayoff`, V^λ.
  ///
  /// - Returns: the curve.
  /// - Throws: what the recorder throws.
  public func play(
    from z: StrategyProfile, in data: GapData, into recorder: any RunRecorder
  ) throws -> FrozenMaximizerProbe.Curve {
    let start = ContinuousClock.now
    let policy = ParameterPolicy.automatic(stateCount: z.shape.count)
    let curve = try probe.curve(at: z, penalty: penalty, in: data) { step, profile, value in
      var metrics = StepMetrics()
      metrics.payoff = penalty == .infinity ? value : data.search.payoff(at: profile)
      let keeps = policy.includesParameters(at: step)
      var record = StepRecord(
        step: step, wallSeconds: (ContinuousClock.now - start) / .seconds(1), metrics: metrics,
        minimizer: keeps ? Array(profile[.minimizer]) : nil,
        maximizer: keeps ? Array(profile[.maximizer]) : nil, methodMemory: keeps ? [] : nil)
      record.customMetrics = [CustomMetric(name: "proximalPayoff", value: value)]
      try recorder.record(record)
    }
    try recorder.finish(curve.values.last?.isFinite == true ? .stepLimit : .diverged)
    return curve
  }
}
