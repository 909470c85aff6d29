import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleTraining
import TestSupport
import Testing

@Suite("A training session")
struct TrainingSessionTests {
  @Test("N steps make N + 1 records, numbered from 0, with what was measured at each iterate")
  func recordsEveryStep() throws {
    var plan = TrainingPlan(game: "bilinear", method: "simultaneous-gda")
    plan.steps = 20
    plan.gameSettings = ["payoffScale": "1.5"]
    let recorder = MemoryRecorder()
    var session = try TrainingSession(plan)
    #expect(try session.play(into: recorder) == .stepLimit)
    #expect(recorder.outcome == .stepLimit)
    #expect(recorder.steps.map(\.step) == Array(0...20))
    for record in recorder.steps {
      let x = try #require(record.minimizer?[0])
      let y = try #require(record.maximizer?[0])
      #expect(record.metrics.payoff == 1.5 * x * y)
      #expect(record.metrics.minimizerGradientNorm == abs(1.5 * y))
      #expect(record.metrics.dualityGap == 3 * (abs(x) + abs(y)))
      #expect(record.proximalGaps.count == plan.proximalPenalties.count)
    }
  }

  @Test("A recorded description gives the same plan back")
  func roundTripsPlan() throws {
    var plan = TrainingPlan(game: "bilinear", method: "simultaneous-gda")
    plan.steps = 7
    plan.seed = .max
    plan.noiseDeviation = 0.1 + 0.2
    plan.tolerance = 1e-300
    plan.proximalPenalties = [0.3, 7]
    plan.gameSettings = ["payoffScale": "0.1"]
    let session = try TrainingSession(plan)
    let recorded = try TrainingPlan(
      recorded: session.describe(name: "n", experiment: "e", environment: .test))
    #expect(recorded.seed == plan.seed)
    #expect(recorded.noiseDeviation == plan.noiseDeviation)
    #expect(recorded.tolerance == plan.tolerance)
    #expect(recorded.proximalPenalties == plan.proximalPenalties)
    let again = try TrainingSession(recorded)
    #expect(
      again.describe(name: "n", experiment: "e", environment: .test).gameParameters
        == session.describe(name: "n", experiment: "e", environment: .test).gameParameters)
  }

  @Test(
    "Resumed anywhere, every method continues to the same bits",
    arguments: MethodCatalog.entries.map(\.name))
  func resumes(_ method: String) throws {
    let isForSimplex = ["replicator", "multiplicative-weights"].contains(method)
    var plan = TrainingPlan(
      game: isForSimplex ? "rock-paper-scissors" : "regularized-bilinear", method: method)
    plan.steps = 40
    plan.noiseDeviation = isForSimplex ? 0 : 0.05
    plan.seed = 11
    let whole = MemoryRecorder()
    var session = try TrainingSession(plan)
    _ = try session.play(into: whole)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    for start in [0, 1, 17, 39] {
      let rest = MemoryRecorder()
      let checkpoint = try #require(whole.checkpoint(of: run, at: start))
      var resumed = try TrainingSession(resuming: checkpoint, plan: plan)
      _ = try resumed.play(into: rest)
      let expected = whole.steps.dropFirst(start + 1)
      #expect(rest.steps.map(\.minimizer) == expected.map(\.minimizer))
      #expect(rest.steps.map(\.maximizer) == expected.map(\.maximizer))
      #expect(rest.steps.map(\.methodMemory) == expected.map(\.methodMemory))
      #expect(rest.steps.map(\.metrics) == expected.map(\.metrics))
    }
  }

  @Test(
    "With keyframes only, every method is played again from the last one, and goes on to the same bits",
    arguments: MethodCatalog.entries.map(\.name))
  func resumesFromKeyframes(_ method: String) throws {
    let isForSimplex = ["replicator", "multiplicative-weights"].contains(method)
    var plan = TrainingPlan(
      game: isForSimplex ? "rock-paper-scissors" : "regularized-bilinear", method: method)
    plan.steps = 40
    plan.noiseDeviation = isForSimplex ? 0 : 0.05
    plan.parameterPolicy = .keyframes(every: 16)
    let whole = MemoryRecorder()
    var session = try TrainingSession(plan)
    _ = try session.play(into: whole)
    #expect(whole.steps.filter { $0.minimizer != nil }.map(\.step) == [0, 16, 32])
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    #expect(run.parameterPolicy == .keyframes(every: 16))
    for start in [0, 15, 16, 39] {
      let rest = MemoryRecorder()
      let checkpoint = try #require(whole.checkpoint(of: run, at: start))
      var resumed = try TrainingSession(resuming: checkpoint, plan: plan)
      #expect(resumed.step == start)
      _ = try resumed.play(into: rest)
      let expected = whole.steps.dropFirst(start + 1)
      #expect(rest.steps.map(\.digest) == expected.map(\.digest))
      #expect(rest.steps.map(\.minimizer) == expected.map(\.minimizer))
      #expect(rest.steps.map(\.metrics) == expected.map(\.metrics))
    }
  }

  @Test(
    "A step that comes out otherwise than recorded is refused; who stops a replay is told where")
  func provesDigests() throws {
    var plan = TrainingPlan(game: "regularized-bilinear", method: "adam")
    plan.steps = 20
    plan.parameterPolicy = .keyframes(every: 16)
    let recorder = MemoryRecorder()
    var session = try TrainingSession(plan)
    _ = try session.play(into: recorder)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    let found = try #require(recorder.checkpoint(of: run, at: 20))
    for (index, word) in [(0, "damaged"), (3, "step 19")] {
      var digests = found.digests
      digests[index] = digests[index].map { $0 ^ 1 }
      let altered = Checkpoint(
        run: run, step: found.step, recordedStep: found.recordedStep,
        wallSeconds: found.wallSeconds, minimizer: found.minimizer, maximizer: found.maximizer,
        methodMemory: found.methodMemory, digests: digests)
      let error = #expect(throws: ExperimentError.self) {
        try TrainingSession(resuming: altered, plan: plan)
      }
      #expect(error?.code == .notReplayable)
      #expect(error?.message.contains(word) == true)
    }
    var asked = 0
    let error = #expect(throws: ExperimentError.self) {
      try TrainingSession(resuming: found, plan: plan) {
        asked += 1
        return asked == 3
      }
    }
    #expect(error?.code == .interrupted)
    #expect(error?.message.contains("stopped at step 18") == true, "\(error?.message ?? "")")
  }

  @Test("The run stops as converged, diverged, nonfinite or interrupted, at the right step")
  func outcomes() throws {
    func outcome(
      _ change: (inout TrainingPlan) -> Void, stopAt stop: Int = .max
    ) throws -> (Outcome, Int?) {
      var plan = TrainingPlan(game: "bilinear", method: "simultaneous-gda")
      plan.steps = 10_000
      change(&plan)
      let recorder = MemoryRecorder()
      var session = try TrainingSession(plan)
      let ending = try session.play(
        into: recorder, isInterrupted: { recorder.steps.count > stop })
      return (ending, recorder.steps.last?.step)
    }
    // |z| grows by √2 per step of size 1: 2^(n/2) with both coordinates equal in size or one zero.
    #expect(
      try outcome {
        $0.methodSettings = ["stepSize": "1"]
        $0.divergenceLimit = 1_000
      } == (.diverged, 19))
    #expect(
      try outcome {
        $0.methodSettings = ["stepSize": "1e200"]
        $0.divergenceLimit = .infinity
      }.0 == .nonfinite)
    #expect(try outcome({ _ in }, stopAt: 5) == (.interrupted, 5))
    #expect(
      try outcome {
        $0.gameSettings = ["start": "0,0"]
        $0.tolerance = 1e-9
      } == (.converged, 0))
  }

  @Test("A run that diverged just before a crash ends there when resumed, as if never stopped")
  func resumesAtTheEnd() throws {
    var plan = TrainingPlan(game: "bilinear", method: "simultaneous-gda")
    plan.methodSettings = ["stepSize": "1"]
    plan.divergenceLimit = 1_000
    let whole = MemoryRecorder()
    var session = try TrainingSession(plan)
    _ = try session.play(into: whole)
    let last = try #require(whole.acknowledgedStep)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    let rest = MemoryRecorder()
    var resumed = try TrainingSession(
      resuming: try #require(whole.checkpoint(of: run, at: last)), plan: plan)
    #expect(try resumed.play(into: rest) == .diverged)
    #expect(rest.steps.isEmpty)
  }

  @Test("Other data than those the run began with are refused")
  func refusesOtherData() throws {
    var plan = TrainingPlan(game: "w2-gaussian", method: "alternating-gda")
    plan.steps = 3
    plan.dataSpecification = "data.csv"
    let data = Dataset(DataTable(columnNames: ["a", "b"], values: [1, 2, 3, 5, 8, 13, 21, 1]))
    let recorder = MemoryRecorder()
    var session = try TrainingSession(plan, data: data)
    _ = try session.play(into: recorder)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    let checkpoint = try #require(recorder.checkpoint(of: run, at: 3))
    _ = try TrainingSession(resuming: checkpoint, plan: plan, data: data)
    let other = Dataset(DataTable(columnNames: ["a", "b"], values: [1, 2, 3, 5, 8, 13, 21, 2]))
    #expect(throws: ExperimentError.self) {
      try TrainingSession(resuming: checkpoint, plan: plan, data: other)
    }
  }

  @Test("A recorder that fails stops the training with its own error")
  func stopsOnFailure() throws {
    let recorder = MemoryRecorder(failingStep: 4)
    var session = try TrainingSession(TrainingPlan(game: "bilinear", method: "extragradient"))
    #expect(throws: MemoryRecorder.Failure.self) { try session.play(into: recorder) }
    #expect(recorder.steps.count == 4)
    #expect(recorder.outcome == nil)
  }

  @Test("A plan out of range is refused with a sentence that says what would be right")
  func validates() {
    func refuses(_ change: (inout TrainingPlan) -> Void) {
      var plan = TrainingPlan(game: "bilinear", method: "extragradient")
      change(&plan)
      #expect(throws: ExperimentError.self) { try plan.validate() }
    }
    refuses { $0.steps = -1 }
    refuses { $0.noiseDeviation = -.ulpOfOne }
    refuses { $0.noiseDeviation = .nan }
    refuses { $0.proximalPenalties = [-1] }
    refuses { $0.proximalPenalties = [1, 1] }
    refuses { $0.tolerance = 0 }
    refuses { $0.divergenceLimit = 0 }
  }

  @Test("Settings go to the game or the method that has them, and a name of both needs a prefix")
  func assignsSettings() throws {
    var plan = TrainingPlan(game: "bilinear", method: "simultaneous-gda")
    let game = try GameCatalog.entry(named: plan.game)
    let method = try MethodCatalog.entry(named: plan.method)
    try plan.assign(
      [("payoffScale", "2"), ("stepSize", "0.5"), ("game.start", "1,2")], game: game,
      method: method)
    #expect(plan.gameSettings == ["payoffScale": "2", "start": "1,2"])
    #expect(plan.methodSettings == ["stepSize": "0.5"])
    #expect(throws: ExperimentError.self) {
      try plan.assign([("nothing", "1")], game: game, method: method)
    }
  }
}
