import RealModule
import SaddleGames
import Testing

/// What the flow ż = −v(z) of the Dirac-GAN does, integrated by Runge–Kutta's fourth-order rule.
@Suite struct DiracGANFlowTests {
  private typealias Point = (theta: Double, psi: Double)

  private func step(_ game: DiracGAN, _ z: Point, _ h: Double) -> Point {
    func velocity(_ z: Point) -> Point {
      let gradient = game.gradient(z.theta, z.psi)
      return (-gradient.x, gradient.y)
    }
    func moved(_ k: Point, _ h: Double) -> Point { (z.theta + h * k.theta, z.psi + h * k.psi) }
    let k1 = velocity(z)
    let k2 = velocity(moved(k1, h / 2))
    let k3 = velocity(moved(k2, h / 2))
    let k4 = velocity(moved(k3, h))
    return (
      z.theta + h / 6 * (k1.theta + 2 * k2.theta + 2 * k3.theta + k4.theta),
      z.psi + h / 6 * (k1.psi + 2 * k2.psi + 2 * k3.psi + k4.psi)
    )
  }

  /// Flows from a point with ψ > 0 or ψ < 0 until ψ changes sign; the last step is shortened until
  /// it ends on ψ = 0, so that no step looks across the kink.
  private func crossing(
    _ game: DiracGAN, from start: Point, stepSize h: Double
  ) -> (time: Double, theta: Double)? {
    var (z, time) = (start, 0.0)
    for _ in 0..<1_000_000 {
      let next = step(game, z, h)
      if next.psi * start.psi > 0 {
        (z, time) = (next, time + h)
        continue
      }
      var (short, long) = (0.0, h)
      while true {
        let middle = (short + long) / 2
        guard middle > short, middle < long else { break }
        if step(game, z, middle).psi * start.psi > 0 { short = middle } else { long = middle }
      }
      return (time + short, step(game, z, short).theta)
    }
    return nil
  }

  @Test(
    "The vanilla flow keeps its radius and turns in 2π(1 + I₀(r²/2))",
    arguments: [(0.01, 12.566371), (1.0, 12.965248), (2.0, 20.606242), (3.0, 116.12063)])
  func vanilla(radius: Double, period: Double) throws {
    // Half a turn suffices: the flow is symmetric under z → −z.
    let game = DiracGAN()
    let half = try #require(crossing(game, from: (radius, 1e-300), stepSize: 2e-3))
    #expect(abs(2 * half.time / period - 1) < 5e-8)
    #expect(abs(half.theta / radius + 1) < 1e-10)
    // The same period from the series of I₀.
    let series = (0..<40).reduce((sum: 0.0, term: 1.0)) { state, k in
      let next = state.term * (radius * radius / 4) * (radius * radius / 4)
      return (state.sum + state.term, next / Double((k + 1) * (k + 1)))
    }
    #expect(abs(2 * Double.pi * (1 + series.sum) / period - 1) < 5e-8)
  }

  @Test(
    "WGAN-GP has an attracting cycle of period 2π/ω and amplitude γg₀·coth(πγ/4ω)",
    arguments: [
      (1.0, 1.0, 7.2551975, 1.3895820), (0.25, 0.3, 6.3328555, 0.38391063),
      (0.5, 1.0, 6.4892459, 1.2996753),
    ])
  func gradientPenalty(
    weight: Double, norm: Double, period: Double, amplitude: Double
  ) throws {
    let game = DiracGAN(
      objective: .wgan, regularizer: .gradientPenalty(weight: weight, targetNorm: norm))
    for start in [0.7 * amplitude, 3 * amplitude] {
      var (theta, side, time) = (start, 1.0, 0.0)
      for _ in 0..<90 {
        let half = try #require(crossing(game, from: (theta, side * 1e-300), stepSize: 0.01))
        (theta, side, time) = (half.theta, -side, half.time)
      }
      #expect(abs(2 * time - period) < 5e-8)
      #expect(abs(abs(theta) - amplitude) < 5e-8)
      let turn = (1 - weight * weight / 4).squareRoot()
      let exact = weight * norm / Double.tanh(Double.pi * weight / (4 * turn))
      #expect(abs(2 * time * turn / (2 * Double.pi) - 1) < 1e-10)
      #expect(abs(abs(theta) / exact - 1) < 1e-9)
    }
  }

  @Test(
    "With R1 the flow turns in 2π/√(f′(0)² − γ²/4) and shrinks by e^{−γt/2}",
    arguments: [(DiracGAN.Objective.vanilla, 0.5, 0.2), (.vanilla, 0.5, 0.9), (.wgan, 1, 0.9)])
  func zeroCentred(objective: DiracGAN.Objective, slope: Double, weight: Double) throws {
    let game = DiracGAN(objective: objective, regularizer: .r1(weight: weight))
    // Half a turn; so near to (0, 0) that the game is its linear part.
    let half = try #require(crossing(game, from: (1e-6, 1e-300), stepSize: 2e-3))
    let period = 2 * Double.pi / (slope * slope - weight * weight / 4).squareRoot()
    #expect(abs(2 * half.time / period - 1) < 1e-9)
    #expect(abs(-half.theta / 1e-6 / Double.exp(-weight * half.time / 2) - 1) < 1e-9)
    if weight == 0.2 { #expect(abs(period - 12.825498) < 1e-6) }
  }

  @Test("Beyond γ = 2 the gradient penalty stops the flow at θ = −γg₀, which is no equilibrium")
  func overdamped() throws {
    let game = DiracGAN(
      objective: .wgan, regularizer: .gradientPenalty(weight: 2.5, targetNorm: 1))
    var z: Point = (-1, 0.4)
    for _ in 0..<20_000 { z = step(game, z, 0.005) }
    #expect(abs(z.theta + 2.5) < 1e-6)
    #expect(z.psi > 0 && z.psi < 1e-6)
    let profile = StrategyProfile(minimizer: [z.theta], maximizer: [z.psi])
    #expect(try #require(game.primalGap(at: profile)) > 1)
  }

  @Test("WGAN with clipping is drawn to the circle of radius c and stays inside it")
  func clipping() {
    let game = DiracGAN(objective: .wgan, regularizer: .clipping(bound: 0.1))
    for (start, radii) in [(0.5, 0.0997...0.1003), (0.05, 0.0498...0.0502)] {
      var z = StrategyProfile(minimizer: [start], maximizer: [0])
      var field: [Double] = [0, 0]
      for index in 0..<20_000 {
        // Alternating steps of 0.01 keep to circles; ψ sees the new θ.
        for player in Player.allCases {
          game.gradientField(of: player, at: z, into: &field)
          z.values[player.rawValue] -= 0.01 * field[player.rawValue]
          game.project(player, of: &z)
        }
        guard index > 10_000 else { continue }
        let radius = (z.values[0] * z.values[0] + z.values[1] * z.values[1]).squareRoot()
        if !radii.contains(radius) {
          Issue.record("radius \(radius) at step \(index)")
          return
        }
      }
    }
  }
}
