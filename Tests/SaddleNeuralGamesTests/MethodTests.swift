import SaddleGames
import SaddleNeuralGames
import SaddleTensor
import SaddleTraining
import Testing

@Suite("Every method on neural games")
struct MethodTests {
  /// Every method but those for the simplex, and the variants that GANs are trained with.
  static let settings: [(method: String, settings: [String: String])] =
    MethodCatalog.entries.map(\.name)
    .filter { !["replicator", "multiplicative-weights"].contains($0) }
    .map { ($0, [:]) } + [
      ("alternating-gda", ["baseUpdate": "adam", "maximizerSteps": "3", "schedule": "cosine"]),
      ("alternating-gda", ["baseUpdate": "rmsprop", "secondDecay": "0.9", "clipping": "1"]),
      ("extragradient", ["baseUpdate": "adam", "schedule": "linear"]),
      ("optimistic-gda", ["baseUpdate": "momentum", "schedule": "inverse-time"]),
      ("lookahead", ["baseUpdate": "adam", "order": "alternating"]),
      ("proximal-training", ["innerSteps": "3"]),
      (
        "proximal-training",
        [
          "innerSteps": "3", "maximizerUpdate": "payoff", "maximizerSteps": "2",
          "baseUpdate": "adam",
        ]
      ),
    ]

  private func method(_ name: String, _ settings: [String: String]) throws -> any TrainingMethod {
    var settings = settings
    settings["stepSize"] = "0.005"
    // Solving implicit steps to rounding is for small games; a few iterations do here.
    if name == "proximal-point" { settings["iterationLimit"] = "2" }
    return try MethodCatalog.entry(named: name).method(settings: settings).method
  }

  @Test(
    "It plays every objective, and resumed at any step continues to the same bits",
    arguments: settings)
  func resumes(_ name: String, _ settings: [String: String]) throws {
    let method = try method(name, settings)
    // One method of each family plays every objective; the rest, and implicit steps of dozens of
    // Jacobian products, play one with a penalty and one with a state.
    let isFamily =
      settings["maximizerSteps"] != nil
      || ["extragradient", "consensus-optimization", "optimistic-gda"].contains(name)
    for named in isFamily
      ? NamedGame.objectives : [NamedGame.objectives[5], NamedGame.objectives[10]]
    {
      let game = try named.compiled(.float32, batch: 4, averaging: 0.9)
      var whole = try Trainer(game: game, method: method, seed: 3)
      var middle: (StrategyProfile, [Double])?
      for step in 0..<5 {
        if step == 2 { middle = (whole.state.profile, whole.memory) }
        whole.step()
      }
      #expect(whole.state.profile.isFinite, "\(named.testDescription)")
      #expect(whole.state.profile.values.allSatisfy { Double(Float($0)) == $0 })
      let (profile, memory) = try #require(middle)
      #expect(profile != whole.state.profile)
      var resumed = try Trainer(
        game: try named.compiled(.float32, batch: 4, averaging: 0.9), method: method, seed: 3,
        resumingAt: profile, step: 2, memory: memory)
      for _ in 0..<3 { resumed.step() }
      #expect(resumed.state.profile == whole.state.profile, "\(named.testDescription)")
      #expect(resumed.memory == whole.memory, "\(named.testDescription)")
    }
  }

  @Test("Convolutions with batch and spectral normalization resume to the same bits, too")
  func resumesConvolutional() throws {
    let method = try method("proximal-training", Self.settings.last?.settings ?? [:])
    var whole = try Trainer(
      game: try NamedGame.convolutional.compiled(.float32, batch: 3), method: method, seed: 1)
    whole.step()
    let (profile, memory) = (whole.state.profile, whole.memory)
    whole.step()
    var resumed = try Trainer(
      game: try NamedGame.convolutional.compiled(.float32, batch: 3), method: method, seed: 1,
      resumingAt: profile, step: 1, memory: memory)
    resumed.step()
    #expect(resumed.state.profile == whole.state.profile)
    #expect(resumed.memory == whole.memory)
  }

  @Test("n-critic: each move of the critic is on another batch, the generator's one")
  func critic() throws {
    let named = NamedGame.objectives[5]
    let game = try named.compiled()
    let method = AlternatingGDA(stepSizes: StepSizes(0.01), maximizerSteps: 3)
    var trainer = try Trainer(game: game, method: method, seed: 2)
    var z = trainer.state.profile
    trainer.step()
    var v = [Double](repeating: 0, count: z.shape.count)
    for (player, index) in [
      (Player.minimizer, 0), (.maximizer, 0), (.maximizer, 1), (.maximizer, 2),
    ] {
      game.drawn(Draw(seed: 2, step: 0, index: index), state: [])
        .gradientField(of: player, at: z, into: &v)
      for coordinate in z.shape.range(of: player) { z.values[coordinate] -= 0.01 * v[coordinate] }
    }
    #expect(trainer.state.profile == z)
  }

  @Test("A run that diverges ends with numbers that are not finite, and does not trap")
  func diverges() throws {
    let method = try MethodCatalog.entry(named: "simultaneous-gda")
      .method(settings: ["stepSize": "1e30"]).method
    for named in NamedGame.objectives {
      var trainer = try Trainer(game: try named.compiled(.float32), method: method, seed: 1)
      for _ in 0..<20 { trainer.step() }
      let largest = trainer.state.profile.values.reduce(0) { max($0, abs($1)) }
      #expect(
        !trainer.state.profile.isFinite || largest > 1e6
          || named.testDescription == "wasserstein, clipped", "\(named.testDescription)")
    }
  }
}
