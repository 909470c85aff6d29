import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite struct ProximalTrainingTests {
  private func train(
    _ penalty: Double, response: ProximalTraining.Response = .auto, innerSteps: Int = 20,
    innerStepSize: Double = 0.1, step: Double = 0.05
  ) -> ProximalTraining {
    ProximalTraining(
      stepSizes: StepSizes(step), penalty: penalty, innerSteps: innerSteps,
      innerStepSize: innerStepSize, response: response)
  }

  @Test(
    "On f = axy a step is I − ηJ^λ with J^λ = [[a²/λ, a], [−a, 0]]",
    arguments: [0.25, 0.5, 2, 20])
  func bilinear(penalty: Double) throws {
    let (a, step) = (1.5, 0.05)
    let game = ScalarBilinear(payoffScale: a, start: (1, 0.3))
    let profiles = try trajectory(of: train(penalty, step: step), in: game, steps: 200)
    for (now, next) in zip(profiles, profiles.dropFirst()) {
      let (x, y) = (now.values[0], now.values[1])
      #expect(abs(next.values[0] - (x - step * (a * a / penalty * x + a * y))) <= 1e-14)
      #expect(abs(next.values[1] - (y + step * a * x)) <= 1e-14)
    }
  }

  @Test("It damps pure rotation: critically at λ = a/2, with the period of the damped turn beyond")
  func damping() throws {
    let step = 0.02
    func map(_ penalty: Double) throws -> (rate: Double, period: Double?) {
      let profiles = try trajectory(
        of: train(penalty, step: step), in: ScalarBilinear(start: (1, 0.3)), steps: 2)
      return planeMap(profiles[0], profiles[1], profiles[2])
    }
    #expect(try map(0.4).period == nil)
    for penalty in [0.7, 2, 20] {
      // Eigenvalues of [[1/λ, 1], [−1, 0]]: 1/2λ ± i√(1 − 1/4λ²).
      let (real, imaginary) = (1 / (2 * penalty), (1 - 1 / (4 * penalty * penalty)).squareRoot())
      let (x, y) = (1 - step * real, step * imaginary)
      let found = try map(penalty)
      #expect(abs(found.rate - (x * x + y * y).squareRoot()) <= 1e-12)
      #expect(abs((found.period ?? .nan) / (2 * .pi / Double.atan2(y: y, x: x)) - 1) <= 1e-9)
    }
  }

  @Test(
    "On scalar quadratic games: trace p + (b² + λq)/(q + λ) and determinant λ(pq + b²)/(q + λ)",
    arguments: [(-1.0, 2.0, 1.0, 1.5), (-1, 2, 1, 6), (-6, 4, 2, 0.333), (-6, 4, 2, 1.33)])
  func quadratic(p: Double, b: Double, q: Double, penalty: Double) throws {
    let step = 0.01
    let game = ScalarQuadratic(
      minimizerCurvature: p, coupling: b, maximizerCurvature: q, start: (1, 0.3))
    let profiles = try trajectory(of: train(penalty, step: step), in: game, steps: 2)
    let found = planeMap(profiles[0], profiles[1], profiles[2])
    let trace = p + (b * b + penalty * q) / (q + penalty)
    let determinant = penalty * (p * q + b * b) / (q + penalty)
    let (x, square) = (1 - step * trace / 2, step * step * (determinant - trace * trace / 4))
    let rate =
      square >= 0
      ? (x * x + square).squareRoot() : max(abs(x + (-square).squareRoot()), abs(x))
    #expect(abs(found.rate - rate) <= 1e-10)
    let leastReal =
      trace / 2 - max(0, trace * trace / 4 - determinant).squareRoot()
    #expect((found.rate < 1) == (leastReal > 0))
  }

  @Test("It converges to the minimax point that is no Nash equilibrium, for λ below λ*")
  func convergence() throws {
    for (p, b, q) in [(-1.0, 2.0, 1.0), (-6, 4, 2)] {
      let game = ScalarQuadratic(
        minimizerCurvature: p, coupling: b, maximizerCurvature: q, start: (1, 0.5))
      let order = try #require(game.proximalOrder)
      for share in [0.3, 0.6, 0.95] {
        let last = try trajectory(
          of: train(share * order, step: 0.02), in: game, skipping: 6_000, steps: 0)
        #expect(radii(of: last).upperBound <= 1e-6)
      }
    }
    // −3x² + 4xy − y²: gradient play and extragradient leave, and so does it at λ = 1.33.
    let game = ScalarQuadratic(
      minimizerCurvature: -6, coupling: 4, maximizerCurvature: 2, start: (1, 0.5))
    for method: any TrainingMethod in [
      train(1.33, step: 0.02), Extragradient(stepSizes: StepSizes(0.02)),
    ] {
      let last = try trajectory(of: method, in: game, skipping: 6_000, steps: 0)
      #expect(radii(of: last).lowerBound >= 1e3)
    }
  }

  @Test("The ascent's response tends to the exact one, at the rate |1 − β(q + λ)| per step")
  func ascent() throws {
    let game = ScalarQuadratic(start: (1, 0.5))
    let (penalty, inner) = (1.5, 0.1)
    let exact = try trajectory(of: train(penalty, response: .exact), in: game, steps: 1)[1]
    for count in [1, 5, 20, 200] {
      let ascended = try trajectory(
        of: train(penalty, response: .ascent, innerSteps: count, innerStepSize: inner), in: game,
        steps: 1)[1]
      // y moves by ηλ(ỹ − y), and ỹ errs by (y − ỹ*)·(1 − β(q + λ))ᵏ with ỹ* = 1.1.
      let error = 0.05 * penalty * (0.5 - 1.1) * Double.pow(1 - inner * (1 + penalty), count)
      #expect(abs(ascended.values[1] - exact.values[1] - error) <= 1e-15)
    }
  }

  @Test("λ changes the result, with an exact response and with ascent")
  func penaltyMatters() throws {
    let game = ScalarQuadratic(start: (1, 0.5))
    for response in [ProximalTraining.Response.exact, .ascent] {
      let ends = try [0.5, 1, 2].map { penalty in
        try trajectory(of: train(penalty, response: response), in: game, steps: 50)[50].values
      }
      #expect(Set(ends).count == 3)
    }
  }

  @Test("`auto` is the exact response where there is one and the ascent elsewhere, bit for bit")
  func auto() throws {
    let quadratic = ScalarQuadratic(start: (1, 0.5))
    #expect(
      try trajectory(of: train(1), in: quadratic, steps: 20)
        == trajectory(of: train(1, response: .exact), in: quadratic, steps: 20))
    let ratio = try RatioGame()
    #expect(
      try trajectory(of: train(1), in: ratio, steps: 20)
        == trajectory(of: train(1, response: .ascent), in: ratio, steps: 20))
  }

  @Test("The ascent keeps ỹ on the simplex and finds the projected response there")
  func simplex() throws {
    let game = MatrixGame.rockPaperScissors()
    let exact = try trajectory(of: train(2, response: .exact), in: game, steps: 30)
    let ascended = try trajectory(
      of: train(2, response: .ascent, innerSteps: 300), in: game, steps: 30)
    for (left, right) in zip(exact, ascended) {
      for (a, b) in zip(left.values, right.values) { #expect(abs(a - b) <= 1e-12) }
    }
  }

  @Test("A field alone is refused, and `exact` where the game has no closed form")
  func compatibility() throws {
    let error = #expect(throws: TrainingError.self) {
      try Trainer(game: PolarGame(), method: train(1), seed: 1)
    }
    #expect(error?.code == .incompatible)
    let noForm = #expect(throws: TrainingError.self) {
      try Trainer(game: try RatioGame(), method: train(1, response: .exact), seed: 1)
    }
    #expect(noForm?.code == .incompatible)
    // f(x, ·) is convex enough to have no proximal maximum at λ = 1, but has one at λ = 3.
    let convex = ScalarQuadratic(minimizerCurvature: 6, coupling: 4, maximizerCurvature: -2)
    #expect(throws: TrainingError.self) {
      try Trainer(game: convex, method: train(1, response: .exact), seed: 1)
    }
    _ = try Trainer(game: convex, method: train(3, response: .exact), seed: 1)
  }
}
