import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite("A sampled game")
struct SampledGameTests {
  /// Every method that plays it: those for the simplex cannot.
  static let methods: [String] = MethodCatalog.entries.map(\.name).filter {
    !["replicator", "multiplicative-weights"].contains($0)
  }

  private func trainer(_ method: String, seed: UInt64 = 3) throws -> Trainer {
    try Trainer(
      game: SampledQuadratic(), method: MethodCatalog.entry(named: method).method().method,
      seed: seed)
  }

  @Test(
    "Every method plays it and, resumed anywhere, continues to the same bits", arguments: methods)
  func resumes(_ method: String) throws {
    var whole = try trainer(method)
    var states: [(StrategyProfile, [Double])] = []
    for _ in 0..<30 {
      states.append((whole.state.profile, whole.memory))
      whole.step()
    }
    for start in [0, 1, 17] {
      var resumed = try Trainer(
        game: SampledQuadratic(), method: whole.method, seed: 3, resumingAt: states[start].0,
        step: start, memory: states[start].1)
      for _ in start..<30 { resumed.step() }
      #expect(resumed.state.profile == whole.state.profile)
      #expect(resumed.memory == whole.memory)
    }
  }

  @Test("Each step has its own batch, which depends on the seed", arguments: methods)
  func draws(_ method: String) throws {
    var first = try trainer(method)
    var second = try trainer(method, seed: 4)
    first.step()
    second.step()
    #expect(first.state.profile != second.state.profile)
  }

  @Test("The current game is that of the batch with which the next step begins")
  func currentGame() throws {
    var trainer = try trainer("simultaneous-gda")
    for step in 0..<5 {
      let game = try #require(trainer.currentGame as? SampledQuadratic)
      let measures = game.measures(at: trainer.state.profile)
      #expect(measures[0].value == game.mean(of: Draw(seed: 3, step: step)))
      #expect(measures[1].value == trainer.state.gameState[0])
      var field = [0.0, 0.0]
      game.gradientField(at: trainer.state.profile, into: &field)
      let before = trainer.state.profile.values
      trainer.step()
      #expect(trainer.state.profile.values == zip(before, field).map { $0 - 0.05 * $1 })
    }
  }

  @Test("The state moves once per step, by the step's first batch")
  func state() throws {
    var trainer = try trainer("extragradient")
    var mean = 0.0
    for step in 0..<20 {
      trainer.step()
      mean += (SampledQuadratic().mean(of: Draw(seed: 3, step: step)) - mean) / 10
    }
    #expect(trainer.state.gameState == [mean])
    #expect(trainer.memory == [mean])
  }

  @Test("The next batch within a step is another one")
  func nextBatch() {
    var oracle = GradientOracle(SampledQuadratic(), seed: 5)
    oracle.begin(step: 7, gameState: [0])
    let z = StrategyProfile(minimizer: [0], maximizer: [0])
    var fields: [[Double]] = []
    for _ in 0..<3 {
      var v = [0.0, 0.0]
      oracle.gradientField(at: z, into: &v)
      oracle.gradientField(of: .maximizer, at: z, into: &v)
      fields.append(v)
      oracle.drawNextBatch()
    }
    #expect(Set(fields.map { $0[1] }).count == 3)
    #expect(fields[2][1] == SampledQuadratic().mean(of: Draw(seed: 5, step: 7, index: 2)))
  }

  @Test("A state of another length is refused")
  func refusesState() throws {
    let trainer = try trainer("simultaneous-gda")
    #expect(throws: TrainingError.self) {
      try Trainer(
        game: SampledQuadratic(), method: trainer.method, seed: 1,
        resumingAt: trainer.state.profile, step: 3, memory: [])
    }
  }

  @Test("Averaged over batches it converges to the saddle point of the expected game")
  func converges() throws {
    let method = SimultaneousGDA(stepSizes: StepSizes(0.02))
    var trainer = try Trainer(game: SampledQuadratic(batchCount: 64), method: method, seed: 1)
    for _ in 0..<500 { trainer.step() }
    var sum = [0.0, 0.0]
    for _ in 0..<3_000 {
      trainer.step()
      for index in 0..<2 { sum[index] += trainer.state.profile.values[index] / 3_000 }
    }
    #expect(abs(sum[0] - 0.25) < 0.02)
    #expect(abs(sum[1] + 0.75) < 0.02)
  }
}
