import SaddleExperiments
import SaddleGames
import SaddleRecording
import TestSupport
import Testing

@Suite("Alerts while a run is made")
struct AlertObserverTests {
  private func plan(_ method: String, stepSize: String = "0.1", steps: Int = 1200) -> TrainingPlan {
    var plan = TrainingPlan(game: "bilinear", method: method)
    plan.methodSettings = ["stepSize": stepSize]
    plan.steps = steps
    return plan
  }

  private func play(
    _ plan: TrainingPlan, _ policy: AlertPolicy
  ) throws -> (observer: AlertObserver, recorder: MemoryRecorder, outcome: Outcome) {
    var session = try TrainingSession(plan)
    let (observer, recorder) = (
      AlertObserver(policy, shape: session.game.shape), MemoryRecorder()
    )
    let outcome = try session.play(into: recorder, observers: [observer])
    return (observer, recorder, outcome)
  }

  private static let everything = AlertPolicy(leastConfidence: [.cycle: 0.8, .diverging: 0.8])

  @Test("Alternating descent ascent raises one cycle alert, with its period, within 12 periods")
  func cycle() throws {
    let run = try play(plan("alternating-gda"), Self.everything)
    let alert = try #require(run.observer.raised.first)
    #expect(run.observer.raised.count == 1 && alert.kind == .cycle)
    #expect(abs((alert.period ?? 0) / 62.8057 - 1) < 1e-2)
    #expect(Double(alert.step) < 12 * 62.8)
    // The record of that step holds the alert, and no other does.
    let noted = run.recorder.steps.filter { !$0.alerts.isEmpty }
    #expect(noted.map(\.step) == [alert.step] && noted.first?.alerts == [.raised(alert)])
    #expect(run.outcome == .stepLimit)
  }

  @Test("Simultaneous descent ascent raises divergence and no cycle; extragradient raises nothing")
  func others() throws {
    let diverging = try play(plan("simultaneous-gda"), Self.everything)
    #expect(diverging.observer.raised.map(\.kind) == [.diverging])
    #expect(diverging.observer.raised.first?.step ?? .max < 1200)
    let converging = try play(plan("extragradient"), Self.everything)
    #expect(converging.observer.raised.isEmpty)
  }

  @Test("Only what is asked for is raised, and only as confidently as asked")
  func policy() throws {
    let other = try play(
      plan("alternating-gda"), AlertPolicy(leastConfidence: [.diverging: 0.5]))
    #expect(other.observer.raised.isEmpty)
    let unsure = try play(plan("alternating-gda"), AlertPolicy(leastConfidence: [.cycle: 1]))
    #expect(unsure.observer.raised.isEmpty)
  }

  @Test("A run ends at the alert that is to stop it, in a way that can be resumed")
  func stops() throws {
    let run = try play(plan("alternating-gda"), AlertPolicy(stops: [.cycle]))
    let stop = try #require(run.observer.stop)
    #expect(run.outcome == .interrupted && run.recorder.steps.last?.step == stop.step)
    let diverged = try play(plan("simultaneous-gda"), AlertPolicy(stops: [.diverging]))
    #expect(diverged.outcome == .diverged)
    #expect(diverged.recorder.steps.count < 1200)
  }

  @Test("A cycle that dies away is taken back in the record")
  func takenBack() throws {
    let observer = AlertObserver(
      Self.everything, shape: ProfileShape(minimizerCount: 1, maximizerCount: 1))
    var (x, y) = (1.0, 0.0)
    var changes: [(step: Int, change: AlertChange)] = []
    for step in 0..<5000 {
      let profile = StrategyProfile(minimizer: [x], maximizer: [y])
      changes += observer.notice(profile, step: step).map { (step, $0) }
      let damping = step < 1500 ? 0 : 0.1
      x -= 0.2 * (y + damping * x)
      y += 0.2 * (x - damping * y)
    }
    #expect(changes.count == 2 && changes.last?.change == .cleared(.cycle))
    #expect(changes.first?.step ?? .max < 1500 && changes.last?.step ?? 0 > 1500)
  }

  @Test("A resumed run that is shown its record notices what the uninterrupted one does")
  func resumes() throws {
    let whole = try play(plan("alternating-gda"), Self.everything)
    let shape = ProfileShape(minimizerCount: 1, maximizerCount: 1)
    let observer = AlertObserver(Self.everything, shape: shape)
    for record in whole.recorder.steps[...300] {
      observer.replay(
        StrategyProfile(minimizer: record.minimizer ?? [], maximizer: record.maximizer ?? []),
        step: record.step)
    }
    let description = try TrainingSession(plan("alternating-gda")).describe(
      name: "r", experiment: "e", environment: .test)
    let checkpoint = try #require(whole.recorder.checkpoint(of: description, at: 300))
    var session = try TrainingSession(resuming: checkpoint, plan: plan("alternating-gda"))
    _ = try session.play(into: MemoryRecorder(), observers: [observer])
    #expect(observer.raised == whole.observer.raised)
  }

  @Test(
    "A game of 500 parameters is watched through 16 sums: one coordinate that cycles is told of")
  func manyParameters() throws {
    let shape = ProfileShape(minimizerCount: 250, maximizerCount: 250)
    let observer = AlertObserver(Self.everything, shape: shape)
    var changes: [AlertChange] = []
    var (x, y) = (1.0, 0.0)
    for step in 0..<1500 {
      var values = (0..<500).map { Double($0) / Double(1 + step * step) }
      (values[123], values[321]) = (50 * x, 50 * y)
      let profile = StrategyProfile(values: values, shape: shape)
      changes += observer.notice(profile, step: step)
      x -= 0.1 * y
      y += 0.1 * x
    }
    guard case .raised(let alert) = changes.first else {
      Issue.record("nothing was noticed")
      return
    }
    #expect(changes.count == 1 && alert.kind == .cycle)
    #expect(abs((alert.period ?? 0) / 62.8057 - 1) < 1e-2)
  }
}
