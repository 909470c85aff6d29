import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// What discrete methods do on the Dirac-GAN, near (0, 0) in closed form and far from it in figures.
@Suite struct DiracGANMethodsTests {
  @Test(
    "Near (0, 0) simultaneous GDA grows by √(1 + η²/4), alternating GDA turns in π/asin(η/4)",
    arguments: [0.02, 0.1, 0.4])
  func local(step: Double) throws {
    let game = DiracGAN(start: (1e-5, 3e-6))
    func map(_ method: any TrainingMethod) throws -> (rate: Double, period: Double?) {
      let z = try trajectory(of: method, in: game, steps: 2)
      return planeMap(z[0], z[1], z[2])
    }
    let simultaneous = try map(SimultaneousGDA(stepSizes: StepSizes(step)))
    #expect(abs(simultaneous.rate - (1 + step * step / 4).squareRoot()) <= 1e-9)
    let alternating = try map(AlternatingGDA(stepSizes: StepSizes(step)))
    let period = .pi / Double.asin(step / 4)
    #expect(abs(alternating.rate - 1) <= 1e-9)
    #expect(abs((alternating.period ?? .nan) / period - 1) <= 1e-8)
    if step == 0.1 {
      #expect(abs(simultaneous.rate - 1.0012492) <= 5e-8)
      #expect(abs(period - 125.65061) <= 5e-6)
    }
  }

  @Test("Simultaneous GDA stalls near r = 4.18 with a field of 10⁻³: convergence in looks only")
  func stall() throws {
    let profiles = try trajectory(
      of: SimultaneousGDA(stepSizes: StepSizes(0.1)), in: DiracGAN(start: (1, 0)), steps: 40_000)
    for (step, printed) in [(5_000, 3.570), (20_000, 4.178), (40_000, 4.178)] {
      let radius = radii(of: [profiles[step]]).lowerBound
      #expect(abs(radius - printed) <= 5e-4, "step \(step): \(radius)")
    }
    var probe = EquilibriumProbe(game: DiracGAN())
    for (step, printed) in [(20_000, 9.91e-4), (40_000, 2.66e-3)] {
      let norm = probe.naturalResidual(at: profiles[step])
      #expect(abs(norm / printed - 1) <= 5e-3, "step \(step): \(norm)")
    }
    let late = profiles[20_000...]
    let longest = zip(late, late.dropFirst()).map { now, next in
      radii(of: [next], about: (now.values[0], now.values[1])).upperBound
    }
    #expect((longest.max() ?? 1) <= 3e-4)
    #expect(try #require(DiracGAN().dualityGap(at: profiles[40_000])) > 0.5)
  }

  @Test("Alternating GDA stays on a bounded cycle near its radius")
  func bounded() throws {
    let profiles = try trajectory(
      of: AlternatingGDA(stepSizes: StepSizes(0.1)), in: DiracGAN(start: (1, 0)), steps: 20_000)
    let (early, late) = (radii(of: profiles.prefix(10_000)), radii(of: profiles.suffix(10_000)))
    #expect(early.lowerBound > 0.985 && early.upperBound < 1.016)
    #expect(late.lowerBound > 0.985 && late.upperBound < 1.016)
  }

  @Test("With clipping simultaneous GDA ends on a cycle of radius c to 1.07c and period 2π/η")
  func clipped() throws {
    let game = DiracGAN(
      objective: .wgan, regularizer: .clipping(bound: 0.1), start: (0.01, 0))
    let late = try trajectory(
      of: SimultaneousGDA(stepSizes: StepSizes(0.05)), in: game, skipping: 5_000, steps: 5_058)
    let found = radii(of: late)
    #expect(abs(found.lowerBound - 0.1) <= 1e-4 && abs(found.upperBound - 0.1071) <= 2e-4)
    #expect(abs(windingPeriod(of: late) - 126.46) <= 0.05)
  }
}
