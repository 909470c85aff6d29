import SaddleEquilibrium
import SaddleGames
import SaddleRecording

/// Holds profiles and freezes discriminators for the tests of claims, and records each once.
struct ClaimBench {
  /// A profile that is held: the point that a claim speaks of.
  struct Point {
    var description: RunDescription
    var game: any MinMaxGame
    var profile: StrategyProfile
    var gaps: [GapEstimate]
    var analysis: LocalAnalysis
  }

  let recorder: any ClaimRecorder
  /// The experiment that the runs belong to.
  let experiment: String

  /// Records a profile as the one step of a run, with its gaps and its second-order kind.
  ///
  /// - Parameters:
  ///   - name: what the run is called; a run of that name that has ended is not recorded again.
  ///   - game: the game's name in the catalog.
  ///   - settings: the game's parameters, the start among them.
  ///   - penalties: the λ of the gaps.
  /// - Returns: what was found.
  /// - Throws: what the recorder throws, or the game about its parameters.
  func hold(
    _ name: String, game: String, settings: [String: String] = [:], penalties: [Double]
  ) throws -> Point {
    var plan = TrainingPlan(game: game, method: "simultaneous-gda")
    plan.gameSettings = settings
    plan.steps = 0
    var session = try TrainingSession(plan)
    guard let payoff = session.game as? any MinMaxGame else {
      throw ExperimentError(.notAnalyzable, "the game '\(game)' has no payoff")
    }
    let profile = session.profile
    var analyzer = LocalAnalyzer()
    analyzer.penalties = penalties
    let point = Point(
      description: session.describe(
        name: name, experiment: experiment, environment: recorder.environment),
      game: payoff, profile: profile,
      gaps: GapEstimator().estimates(at: profile, penalties: penalties, in: GapData(payoff)),
      analysis: analyzer.analysis(at: profile, in: payoff))
    if try recorder.finishedRun(named: name, in: experiment) == nil {
      recorder.say(name)
      let run = try recorder.begin(point.description)
      // Kept before the run ends, so that a run that has ended is complete.
      try recorder.keep(
        gaps: point.gaps.map { GapRecord($0, step: 0) },
        analyses: [LocalRecord(point.analysis, step: 0)], of: run.runID)
      _ = try session.play(into: run)
    }
    return point
  }

  /// Freezes the maximizer at a held point and goes on minimising; records the curve as a child run.
  func freeze(
    _ point: Point, penalty: Double, _ probe: FrozenMaximizerProbe
  ) throws -> FrozenMaximizerProbe.Curve {
    let child = ProbeRun(of: point.description, step: 0, penalty: penalty, probe: probe)
    let data = GapData(point.game)
    if try recorder.finishedRun(named: child.name, in: experiment) != nil {
      return probe.curve(at: point.profile, penalty: penalty, in: data)
    }
    recorder.say(child.name)
    let run = try recorder.begin(child.describe(environment: recorder.environment))
    return try child.play(from: point.profile, in: data, into: run)
  }

  /// The curve as a figure draws it.
  func series(_ curve: FrozenMaximizerProbe.Curve, named name: String) -> MetricSeries {
    MetricSeries(name: name, steps: Array(curve.values.indices), values: curve.values)
  }
}
