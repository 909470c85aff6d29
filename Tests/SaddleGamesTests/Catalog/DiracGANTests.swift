import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct DiracGANTests {
  private static let games: [DiracGAN] = DiracGAN.Objective.allCases.flatMap { objective in
    [
      DiracGAN.Regularizer.none, .clipping(bound: 0.8), .r1(weight: 0.7),
      .gradientPenalty(weight: 0.6, targetNorm: 1),
    ].map { DiracGAN(objective: objective, regularizer: $0, gapRadius: 1.5) }
  }

  private func profile(_ theta: Double, _ psi: Double) -> StrategyProfile {
    StrategyProfile(minimizer: [theta], maximizer: [psi])
  }

  @Test("Gradients and Hessian products agree with differences", arguments: games)
  func derivatives(game: DiracGAN) {
    for (theta, psi) in [(0.7, -0.4), (-1.3, 0.9), (3, 2), (0, 0.1)] {
      let error = CentralDifferences.largestError(
        of: game, at: profile(theta, psi), along: [0.6, -0.8])
      #expect(error < 1e-9)
    }
  }

  @Test("The vanilla payoff neither over- nor underflows")
  func extremes() {
    let game = DiracGAN()
    #expect(game.payoff(1e3, 1e3) == game.payoff(1e9, 1))
    #expect(game.payoff(-1e3, 1e3) < -999_999)
    #expect(game.gradient(-1e3, 1e3) == (1e3, -1e3))
    #expect(game.gradient(1e3, 1e3).x == 0)
  }

  @Test("The vanilla duality gap on the box of side 4 has its printed values")
  func vanillaGap() throws {
    let game = DiracGAN(gapRadius: 2)
    #expect(abs(try #require(game.dualityGap(at: profile(0.7, -0.4))) - 0.95068326) < 5e-9)
    #expect(abs(try #require(game.dualityGap(at: profile(-1.3, 0.9))) - 1.8813329) < 5e-8)
  }

  @Test("Gaps agree with a search over the box", arguments: games)
  func gaps(game: DiracGAN) throws {
    let radius = game.gapRadius
    let critic: Double =
      if case .clipping(let bound) = game.regularizer { bound } else { radius }
    func upper(_ theta: Double) -> Double {
      gridMaximum(over: -critic...critic) { game.payoff(theta, $0) }
    }
    for (theta, psi) in [(0.7, -0.4), (-1.3, 0.75), (0, 0.5), (0.2, 0)] {
      let z = profile(theta, psi)
      let lower = gridMinimum(over: -radius...radius) { game.payoff($0, psi) }
      #expect(abs(try #require(game.dualityGap(at: z)) - (upper(theta) - lower)) < 1e-8)
      #expect(abs(try #require(game.primalGap(at: z)) - (upper(theta) - upper(0))) < 1e-8)
    }
  }

  @Test("Proximal responses maximize", arguments: games)
  func response(game: DiracGAN) throws {
    let critic: Double =
      if case .clipping(let bound) = game.regularizer { bound } else { 20 }
    for (theta, psi) in [(0.7, -0.4), (-1.3, 0.75), (0.1, 0.05), (-0.3, 0)] {
      for penalty in [0.3, 2, 50] {
        func value(_ response: Double) -> Double {
          game.payoff(theta, response) - penalty / 2 * (response - psi) * (response - psi)
        }
        let response = try #require(
          game.proximalResponse(at: profile(theta, psi), penalty: penalty))
        let best = gridMaximum(over: -critic...critic, points: 401, of: value)
        #expect(abs(value(response[0]) - best) < 1e-8)
        #expect(abs(response[0]) <= critic)
      }
    }
    #expect(game.proximalResponse(at: profile(1, 1), penalty: 0) == nil)
    #expect(game.proximalResponse(at: profile(1, 0.5), penalty: .infinity) == [0.5])
  }

  @Test("Proximal gaps agree with a search over θ, grow with λ and join the other gaps")
  func proximalGap() throws {
    for game in Self.games {
      for (theta, psi) in [(0.7, -0.4), (-1.3, 0.75), (0, 0.5)] {
        let z = profile(theta, psi)
        var last = try #require(game.primalGap(at: z))
        #expect(game.proximalDualityGap(at: z, penalty: .infinity) == game.dualityGap(at: z))
        for penalty in [0.3, 2, 50] {
          guard let gap = game.proximalDualityGap(at: z, penalty: penalty) else {
            #expect(game.objective == .vanilla)
            continue
          }
          let upper = try #require(game.primalGap(at: z)) + upperValue(of: game)
          let lower = try gridMinimum(over: -game.gapRadius...game.gapRadius) { other in
            let moved = profile(other, psi)
            let response = try #require(game.proximalResponse(at: moved, penalty: penalty))[0]
            return game.payoff(other, response)
              - penalty / 2 * (response - psi) * (response - psi)
          }
          #expect(abs(gap - (upper - lower)) < 1e-8)
          #expect(gap >= last - 1e-12)
          last = gap
        }
        #expect(last <= (try #require(game.dualityGap(at: z))) + 1e-12)
      }
    }
  }

  /// max_ψ V(0, ψ).
  private func upperValue(of game: DiracGAN) -> Double {
    if case .clipping = game.regularizer { return game.payoff(0, 0) }
    return gridMaximum(over: 0...game.gapRadius) { game.payoff(0, $0) }
  }

  @Test("Eigenvalues at (0, 0) are γ/2 ± √(γ²/4 − f′(0)²)", arguments: [0.0, 0.2, 0.9, 1.1, 3])
  func spectrum(weight: Double) {
    for objective in DiracGAN.Objective.allCases {
      let game = DiracGAN(objective: objective, regularizer: .r1(weight: weight))
      let slope = objective == .wgan ? 1.0 : 0.5
      let second = game.hessian(0, 0)
      // J = [[f_xx, f_xy], [−f_xy, −f_yy]], so its trace is γ and its determinant f′(0)².
      #expect(second.xx - second.yy == weight)
      #expect(-second.xx * second.yy + second.xy * second.xy == slope * slope)
    }
  }

  @Test("(0, 0) is Nash, and a mere stationary point at the kink of a gradient penalty")
  func equilibria() throws {
    for game in Self.games {
      let known = try #require(game.knownEquilibria.first)
      var field: [Double] = [.nan, .nan]
      game.gradientField(at: known.profile, into: &field)
      #expect(field == [0, 0])
      if case .gradientPenalty = game.regularizer {
        #expect(known.kind == .stationary)
        #expect(try #require(game.dualityGap(at: known.profile)) > 0.1)
      } else {
        #expect(known.kind == .nash)
        #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-15)
      }
    }
  }

  @Test("Clipping projects ψ alone")
  func clipping() {
    let game = DiracGAN(objective: .wgan, regularizer: .clipping(bound: 0.1))
    var z = profile(3, -2)
    for player in Player.allCases { game.project(player, of: &z) }
    #expect(z == profile(3, -0.1))
  }

  @Test("The catalog makes every form, and refuses a target norm outside the box")
  func entry() throws {
    let entry = try GameCatalog.entry(named: "dirac-gan")
    let made = try entry.game(settings: [
      "objective": "wgan", "regularizer": "gradient-penalty", "penaltyWeight": "1",
      "targetNorm": "0.3", "start": "1,0.5",
    ])
    let game = try #require(made.game as? DiracGAN)
    #expect(game.objective == .wgan)
    #expect(game.regularizer == .gradientPenalty(weight: 1, targetNorm: 0.3))
    #expect(game.start == profile(1, 0.5))
    for (word, regularizer) in [
      ("none", DiracGAN.Regularizer.none), ("clipping", .clipping(bound: 0.1)),
      ("r1", .r1(weight: 0.5)),
    ] {
      let game = try entry.game(settings: ["regularizer": word]).game as? DiracGAN
      #expect(game?.regularizer == regularizer)
    }
    let error = try #require(throws: GameError.self) {
      _ = try entry.game(settings: ["regularizer": "gradient-penalty", "targetNorm": "3"])
    }
    #expect(error.code == .invalidParameter)
    #expect(error.message == "targetNorm 3.0 lies outside gapRadius 2.0")
  }
}
