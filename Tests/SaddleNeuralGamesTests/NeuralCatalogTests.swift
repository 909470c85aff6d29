import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleNeuralGames
import SaddleRecording
import SaddleTraining
import TestSupport
import Testing

@Suite("The catalog of neural games")
struct NeuralCatalogTests {
  private static let small = [
    "hidden": "4", "layers": "1", "batch": "4", "latent": "2",
  ]

  private func plan(_ entry: GameEntry, steps: Int = 4) throws -> TrainingPlan {
    let suggestion = try #require(entry.suggestion)
    var plan = TrainingPlan(game: entry.name, method: suggestion.method)
    plan.methodSettings = suggestion.settings
    plan.gameSettings = Self.small
    plan.steps = steps
    plan.parameterPolicy = .raw
    plan.dataSpecification = "formula"
    plan.seed = 5
    return plan
  }

  @Test("Names are unique, and the neural ones are playable by name")
  func names() throws {
    let names = PlayableGames.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in NeuralCatalog.entries {
      #expect(try PlayableGames.entry(named: entry.name).name == entry.name)
      #expect(entry.needsData)
    }
    let error = #expect(throws: GameError.self) { try PlayableGames.entry(named: "wgan-gpp") }
    #expect(error?.hint?.contains("wgan-gp") == true)
  }

  @Test(
    "Each trains as it suggests, records its losses and measures, and resumes to the same bits",
    arguments: NeuralCatalog.entries.map(\.name))
  func trains(_ name: String) throws {
    let entry = try PlayableGames.entry(named: name)
    let data = Dataset.formula()
    let whole = MemoryRecorder()
    var session = try TrainingSession(plan(entry), data: data)
    #expect(try session.play(into: whole) == .stepLimit)
    let run = session.describe(name: "n", experiment: "e", environment: .test)
    #expect(run.parameterFormat == .float32)
    for record in whole.steps {
      #expect(record.metrics.payoff != nil && record.metrics.maximizerLoss != nil)
      let names = record.customMetrics.map(\.name)
      #expect(names.contains("minimizerNorm") && Set(names).count == names.count)
      #expect(
        names.contains("gradientPenalty")
          == ["wgan-gp", "dragan", "r1-gan", "r2-gan"].contains(name))
      #expect(names.contains("spectralNorm.discriminator1") == (name == "sn-gan"))
    }
    let checkpoint = try #require(whole.checkpoint(of: run, at: 2))
    let rest = MemoryRecorder()
    var resumed = try TrainingSession(
      resuming: checkpoint, plan: TrainingPlan(recorded: run), data: data)
    _ = try resumed.play(into: rest)
    let expected = whole.steps.dropFirst(3)
    #expect(rest.steps.map(\.minimizer) == expected.map(\.minimizer))
    #expect(rest.steps.map(\.maximizer) == expected.map(\.maximizer))
    #expect(rest.steps.map(\.digest) == expected.map(\.digest))
    #expect(rest.steps.map(\.metrics) == expected.map(\.metrics))
  }

  @Test("The divergence and the saturating loss are chosen by parameters")
  func parameters() throws {
    func payoff(_ name: String, _ settings: [String: String]) throws -> Double {
      let made = try PlayableGames.entry(named: name).game(
        settings: Self.small.merging(settings) { $1 }, data: .formula())
      let game = try #require(made.game as? CompiledGame)
      var random = CounterGenerator(seed: 1, stream: .start)
      let z = game.initialProfile(using: &random)
      let drawn = try #require(
        game.drawn(Draw(seed: 1, step: 0), state: []) as? DrawnGame)
      return drawn.losses(at: z).minimizer
    }
    let losses = try FDivergence.allCases.map { try payoff("f-gan", ["divergence": $0.rawValue]) }
    #expect(Set(losses).count == FDivergence.allCases.count)
    #expect(
      try payoff("vanilla-gan", ["saturating": "true"])
        != payoff("vanilla-gan", ["saturating": "false"]))
  }

  @Test(
    "A dcgan on points, and a quadratic transport game on images, are refused with the next move")
  func refuses() throws {
    func refusal(
      _ name: String, _ settings: [String: String], _ data: Dataset
    ) throws -> GameError? {
      let entry = try PlayableGames.entry(named: name)
      return #expect(throws: GameError.self) { try entry.game(settings: settings, data: data) }
    }
    let points = try refusal("wgan-gp", ["architecture": "dcgan"], .formula())
    #expect(points?.message.contains("multiples of 4") == true)
    let images = try refusal("w2-gan", [:], .formula([12, 12, 1]))
    #expect(images?.hint == "set discriminator=convex")
    let shape = try refusal("wgan-gp", ["architecture": "dcgan"], .formula([10, 10, 1]))
    #expect(shape?.message.contains("10 × 10") == true)
  }

  @Test(
    "A dcgan plays 28 × 28 and 32 × 32 images, gray or in color",
    arguments: [
      [28, 28, 1], [32, 32, 3], [8, 8, 1],
    ])
  func convolutional(_ shape: [Int]) throws {
    let settings = ["architecture": "dcgan", "hidden": "2", "batch": "2", "latent": "3"]
    let made = try PlayableGames.entry(named: "sn-gan").game(
      settings: settings, data: .formula(shape))
    var trainer = try Trainer(
      game: made.game, method: AlternatingGDA(stepSizes: StepSizes(0.01)), seed: 1)
    trainer.step()
    #expect(trainer.state.profile.isFinite)
    let game = try #require(trainer.currentGame as? any GenerativeGame)
    #expect(game.sampleShape == shape)
    let samples = game.samples(3, at: trainer.state.profile, seed: 1)
    #expect(samples.count == 3 * shape.reduce(1, *))
    #expect(samples.allSatisfy { abs($0) < 1 })
  }
}
