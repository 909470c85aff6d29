import SaddleExperiments
import SaddleGames
import SaddleRecording
import TestSupport
import Testing

@Suite("A step observer")
struct StepObserverTests {
  /// Writes the batch's mean over the payoff, and ends the run at a step.
  final class Watcher: StepObserver {
    var steps: [Int] = []
    var due: [Int] = []
    let end: Int?

    init(end: Int? = nil) { self.end = end }

    func observe(
      _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
    ) throws -> Outcome? {
      steps.append(moment.step)
      if moment.isDue(every: 4) { due.append(moment.step) }
      let game = try #require(moment.game as? SampledQuadratic)
      record.metrics.payoff = game.measures(at: moment.profile)[0].value
      #expect(recorder.acknowledgedStep ?? -1 < moment.step)
      #expect(moment.gameState == [game.measures(at: moment.profile)[1].value])
      return moment.step == end ? .interrupted : nil
    }
  }

  private func plan(steps: Int = 10) -> TrainingPlan {
    var plan = TrainingPlan(game: "sampled-quadratic", method: "extragradient")
    plan.steps = steps
    plan.seed = 9
    return plan
  }

  @Test("It sees every step once, in order, and what it adds is recorded")
  func seesSteps() throws {
    let (watcher, recorder) = (Watcher(), MemoryRecorder())
    var session = try TrainingSession(plan(), game: SampledQuadratic())
    #expect(try session.play(into: recorder, observers: [watcher]) == .stepLimit)
    #expect(watcher.steps == Array(0...10))
    #expect(watcher.due == [0, 4, 8, 10])
    let means = (0...10).map { SampledQuadratic().mean(of: Draw(seed: 9, step: $0)) }
    #expect(recorder.steps.map(\.metrics.payoff) == means)
  }

  @Test("It can end the run, after the step's record")
  func ends() throws {
    let (watcher, recorder) = (Watcher(end: 3), MemoryRecorder())
    var session = try TrainingSession(plan(), game: SampledQuadratic())
    let outcome = try session.play(into: recorder, observers: [Watcher(), watcher])
    #expect(outcome == .interrupted)
    #expect(recorder.outcome == .interrupted)
    #expect(recorder.steps.map(\.step) == Array(0...3))
  }

  @Test("A sampled game resumed from its record continues to the same bits")
  func resumes() throws {
    let whole = MemoryRecorder()
    var session = try TrainingSession(plan(steps: 25), game: SampledQuadratic())
    _ = try session.play(into: whole)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    for start in [0, 11, 24] {
      let rest = MemoryRecorder()
      let checkpoint = try #require(whole.checkpoint(of: run, at: start))
      var resumed = try TrainingSession(
        plan(steps: 25), game: SampledQuadratic(), resuming: checkpoint)
      _ = try resumed.play(into: rest)
      let expected = whole.steps.dropFirst(start + 1)
      #expect(rest.steps.map(\.minimizer) == expected.map(\.minimizer))
      #expect(rest.steps.map(\.methodMemory) == expected.map(\.methodMemory))
      #expect(rest.steps.map(\.metrics) == expected.map(\.metrics))
    }
  }
}
