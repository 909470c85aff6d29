import RealModule
import SaddleGames
import SaddleLinearAlgebra
import SaddleTraining
import TestSupport
import Testing

/// Replicator and multiplicative weights on rock-paper-scissors.
@Suite struct SimplexMethodsTests {
  /// A start at a small distance from uniform play.
  private static func near(_ amplitude: Double) -> MatrixGame {
    let third = 1.0 / 3
    return MatrixGame.rockPaperScissors(
      start: StrategyProfile(
        minimizer: [third + amplitude, third, third - amplitude],
        maximizer: [third - amplitude, third + 2 * amplitude, third - amplitude]))
  }

  /// KL(u‖x) + KL(u‖y).
  private func divergence(of z: StrategyProfile) -> Double {
    z.values.reduce(0) { $0 - Double.log(3 * $1) / 3 }
  }

  /// The distance to uniform play.
  private func distance(of z: StrategyProfile) -> Double {
    z.values.reduce(0) { $0 + ($1 - 1.0 / 3) * ($1 - 1.0 / 3) }.squareRoot()
  }

  /// The turns of (x₁ − ⅓, y₂ − ⅓), as a period in steps.
  private func period(of profiles: some Collection<StrategyProfile>) -> Double {
    windingPeriod(
      of: profiles.map {
        StrategyProfile(minimizer: [$0.values[0]], maximizer: [$0.values[4] - $0.values[5]])
      }, about: (1.0 / 3, 0))
  }

  @Test("The replicator conserves KL to the equilibrium, from near and far")
  func replicatorInvariant() throws {
    for game in [Self.near(0.01), MatrixGame.rockPaperScissors()] {
      let profiles = try trajectory(
        of: Replicator(stepSizes: StepSizes(0.05)), in: game, steps: 4_000)
      let first = divergence(of: profiles[0])
      for profile in profiles {
        #expect(abs(divergence(of: profile) / first - 1) <= 2e-6)
      }
    }
  }

  @Test("The replicator's drift in KL per time is O(η⁵), as Runge–Kutta's |μ| = 1 − s⁶/144 says")
  func replicatorOrder() throws {
    func drift(_ step: Double) throws -> Double {
      let profiles = try trajectory(
        of: Replicator(stepSizes: StepSizes(step)), in: MatrixGame.rockPaperScissors(),
        steps: Int((200 / step).rounded()))
      return abs(divergence(of: profiles[profiles.count - 1]) - divergence(of: profiles[0]))
    }
    let ratio = try drift(0.2) / drift(0.1)
    #expect(abs(ratio / 32 - 1) <= 0.1, "\(ratio)")
  }

  @Test("Small replicator orbits have the period 2π√3 of time")
  func replicatorPeriod() throws {
    let step = 0.01
    let profiles = try trajectory(
      of: Replicator(stepSizes: StepSizes(step)), in: Self.near(1e-4), steps: 10_883)
    #expect(abs(period(of: profiles) * step - 2 * .pi * 3.0.squareRoot()) <= 2e-4)
  }

  @Test("Simultaneous multiplicative weights leave by √(1 + η²/3) per step and reach the boundary")
  func simultaneous() throws {
    let step = 0.1
    let method = MultiplicativeWeights(stepSizes: StepSizes(step))
    let profiles = try trajectory(of: method, in: Self.near(1e-6), steps: 1_000)
    let growth = distance(of: profiles[1_000]) / distance(of: profiles[0])
    let rate = (1 + step * step / 3).squareRoot()
    #expect(abs(Double.root(growth, 1_000) - rate) <= 1e-8)
    #expect(
      abs(period(of: profiles) / (2 * .pi / Double.atan(step / 3.0.squareRoot())) - 1) <= 0.01)
    let far = try trajectory(of: method, in: Self.near(0.05), steps: 10_000)
    let divergences = far.map(divergence(of:))
    for (now, next) in zip(divergences, divergences.dropFirst()) { #expect(next > now) }
    #expect((divergences.last ?? 0) > 10)
  }

  @Test("Alternating multiplicative weights stay on a bounded cycle of period π/asin(η/2√3)")
  func alternating() throws {
    let step = 0.1
    let method = MultiplicativeWeights(stepSizes: StepSizes(step), variant: .alternating)
    let profiles = try trajectory(of: method, in: Self.near(0.05), steps: 100_000)
    let early = profiles.prefix(10_000).map(divergence(of:))
    let late = profiles.suffix(10_000).map(divergence(of:))
    #expect(abs((late.max() ?? 0) / (early.max() ?? 1) - 1) <= 1e-3)
    #expect(abs((late.min() ?? 0) / (early.min() ?? 1) - 1) <= 1e-3)
    // Averages approach the equilibrium, the iterates do not.
    var mean = [Double](repeating: 0, count: 6)
    for profile in profiles {
      for index in mean.indices { mean[index] += profile.values[index] / 100_001 }
    }
    let game = MatrixGame.rockPaperScissors()
    let average = StrategyProfile(values: mean, shape: game.shape)
    #expect(try #require(game.dualityGap(at: average)) <= 1e-4)
    #expect(try #require(game.dualityGap(at: profiles[100_000])) > 0.05)
    let small = try trajectory(of: method, in: Self.near(1e-5), steps: 10_881)
    let expected = Double.pi / Double.asin(step / (2 * 3.0.squareRoot()))
    #expect(abs(period(of: small) / expected - 1) <= 2e-4)
  }

  @Test("Optimistic multiplicative weights converge at the rate of optimistic GDA at h = η/√3")
  func optimistic() throws {
    let step = 0.1
    let method = MultiplicativeWeights(stepSizes: StepSizes(step), variant: .optimistic)
    let profiles = try trajectory(of: method, in: Self.near(1e-4), steps: 3_000)
    let h = step / 3.0.squareRoot()
    let scalar = try trajectory(
      of: OptimisticGDA(stepSizes: StepSizes(h)), in: ScalarBilinear(start: (1, 0.3)), steps: 202)
    let rate = planeMap(scalar[200], scalar[201], scalar[202]).rate
    #expect(abs(rate - 0.99832634) <= 1e-8)
    let decay = distance(of: profiles[3_000]) / distance(of: profiles[1_000])
    #expect(abs(Double.root(decay, 2_000) - rate) <= 2e-7)
  }

  @Test("With ties that pay, the flow is chaotic and KL is still conserved")
  func tiesThatPay() throws {
    let game = MatrixGame.rockPaperScissors(
      tiePayoff: 0.5,
      start: StrategyProfile(minimizer: [0.5, 0.01, 0.49], maximizer: [0.5, 0.25, 0.25]))
    let profiles = try trajectory(
      of: Replicator(stepSizes: StepSizes(0.02)), in: game, steps: 10_000)
    let first = divergence(of: profiles[0])
    for profile in profiles { #expect(abs(divergence(of: profile) / first - 1) <= 1e-5) }
  }

  @Test("Large steps and extreme weights keep strategies on the simplex")
  func safety() throws {
    let game = MatrixGame(
      matrix: Matrix([[1e6, -3e6], [-2e6, 1e5]]),
      start: StrategyProfile(minimizer: [1, 0], maximizer: [1e-300, 1]))
    for variant in MultiplicativeWeights.Variant.allCases {
      let method = MultiplicativeWeights(stepSizes: StepSizes(10), variant: variant)
      for profile in try trajectory(of: method, in: game, steps: 50) {
        #expect(profile.isFinite)
        for player in Player.allCases {
          #expect(abs(profile[player].reduce(0, +) - 1) <= 1e-15)
          #expect((profile[player].min() ?? -1) >= 0)
        }
      }
    }
    // A share of zero stays zero.
    let last = try trajectory(
      of: MultiplicativeWeights(stepSizes: StepSizes(0.1)), in: game, steps: 9)[9]
    #expect(last.values[0] == 1)
    #expect(last.values[1] == 0)
  }

  @Test("Games that are not played on simplices are refused")
  func compatibility() {
    for method: any TrainingMethod in [
      Replicator(stepSizes: StepSizes(0.1)), MultiplicativeWeights(stepSizes: StepSizes(0.1)),
    ] {
      let error = #expect(throws: TrainingError.self) {
        try Trainer(game: ScalarBilinear(), method: method, seed: 1)
      }
      #expect(error?.code == .incompatible)
    }
  }
}
