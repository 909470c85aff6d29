import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite struct TrainerTests {
  /// Every method of the catalog, and the variants that its parameters choose.
  static let settings: [(method: String, settings: [String: String])] =
    MethodCatalog.entries.map { ($0.name, [:]) } + [
      ("adam", ["order": "alternating"]),
      ("lookahead", ["order": "alternating", "timescaleRatio": "2"]),
      ("proximal-training", ["response": "ascent"]),
      ("multiplicative-weights", ["variant": "alternating"]),
      ("multiplicative-weights", ["variant": "optimistic"]),
      ("optimistic-gda", ["timescaleRatio": "0.5"]),
    ]

  static let games: [any VariationalInequality] = [
    ScalarBilinear(), ScalarQuadratic(), AlmostBilinear(), Forsaken(), PolarGame(),
    MatrixBilinear(), MatrixGame.rockPaperScissors(tiePayoff: 0.3),
  ]

  private func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

  @Test(
    "A run resumed from profile, step and memory continues to the same bits", arguments: settings)
  func resume(method: String, settings: [String: String]) throws {
    let method = try MethodCatalog.entry(named: method).method(settings: settings).method
    var count = 0
    for game in Self.games {
      for noise in [0, 0.05] {
        guard
          var straight = try? Trainer(game: game, method: method, seed: 7, noiseDeviation: noise)
        else { continue }
        for _ in 0..<37 { straight.step() }
        let state = straight.state
        var resumed = try Trainer(
          game: game, method: method, seed: 7, noiseDeviation: noise,
          resumingAt: state.profile, step: state.step, memory: state.memory)
        for _ in 0..<23 {
          straight.step()
          resumed.step()
        }
        #expect(resumed.state.step == 60)
        #expect(bits(resumed.state.profile.values) == bits(straight.state.profile.values))
        #expect(bits(resumed.state.memory) == bits(straight.state.memory))
        #expect(straight.state.profile.isFinite)
        count += 1
      }
    }
    #expect(count >= 2)
  }

  @Test("The same seed gives the same bits, another seed others, and no noise ignores the seed")
  func seeds() throws {
    for entry in MethodCatalog.entries {
      let method = try entry.method().method
      let game: any VariationalInequality =
        ["replicator", "multiplicative-weights"].contains(entry.name)
        ? MatrixGame.rockPaperScissors() : ScalarQuadratic()
      func end(_ seed: UInt64, _ noise: Double) throws -> [UInt64] {
        let profiles = try trajectory(
          of: method, in: game, steps: 30, noiseDeviation: noise, seed: seed)
        return bits(profiles[30].values)
      }
      #expect(try end(1, 0.1) == end(1, 0.1), "\(entry.name)")
      #expect(try end(1, 0.1) != end(2, 0.1), "\(entry.name)")
      #expect(try end(1, 0) == end(2, 0), "\(entry.name)")
    }
  }

  @Test("Every method keeps strategies in their sets", arguments: settings)
  func feasibility(method: String, settings: [String: String]) throws {
    let method = try MethodCatalog.entry(named: method).method(settings: settings).method
    for game: any VariationalInequality in [
      MatrixGame.rockPaperScissors(), JinGame(), try RatioGame(),
    ] {
      guard
        var trainer = try? Trainer(game: game, method: method, seed: 1, noiseDeviation: 0.5)
      else { continue }
      for _ in 0..<200 {
        trainer.step()
        var projected = trainer.state.profile
        for player in Player.allCases { game.project(player, of: &projected) }
        for (now, inside) in zip(trainer.state.profile.values, projected.values) {
          #expect(abs(now - inside) <= 1e-15)
        }
      }
    }
  }

  @Test("Methods for mixed strategies play simplices only; all others play any field")
  func compatibility() throws {
    for entry in MethodCatalog.entries {
      let method = try entry.method().method
      for game in Self.games {
        let isMixed = ["replicator", "multiplicative-weights"].contains(entry.name)
        let isRefused =
          (isMixed && !(game is MatrixGame))
          || (entry.name == "proximal-training" && game is PolarGame)
        let trainer = try? Trainer(game: game, method: method, seed: 1)
        #expect((trainer == nil) == isRefused, "\(entry.name)")
      }
    }
  }

  @Test("A state that does not fit the game or the method is refused")
  func invalidState() {
    let method = OptimisticGDA(stepSizes: StepSizes(0.1))
    let profile = StrategyProfile(minimizer: [1], maximizer: [1])
    let error = #expect(throws: TrainingError.self) {
      try Trainer(
        game: ScalarBilinear(), method: method, seed: 1, resumingAt: profile, step: 3, memory: [])
    }
    #expect(error?.code == .invalidState)
    #expect(throws: TrainingError.self) {
      try Trainer(
        game: MatrixBilinear(), method: method, seed: 1, resumingAt: profile, step: 3,
        memory: [0, 0])
    }
  }

  @Test("Values that are not finite pass through every method")
  func nonFinite() throws {
    for entry in MethodCatalog.entries {
      let method = try entry.method().method
      let mixed = ["replicator", "multiplicative-weights"].contains(entry.name)
      let game: any VariationalInequality =
        mixed ? MatrixGame.rockPaperScissors() : ScalarQuadratic()
      var profile = StrategyProfile(
        values: [Double](repeating: 0.5, count: game.shape.count), shape: game.shape)
      profile.values[0] = .nan
      var trainer = try Trainer(
        game: game, method: method, seed: 1, resumingAt: profile, step: 1,
        memory: method.initialMemory(at: profile))
      for _ in 0..<3 { trainer.step() }
      #expect(!trainer.state.profile.isFinite, "\(entry.name)")
    }
  }
}
