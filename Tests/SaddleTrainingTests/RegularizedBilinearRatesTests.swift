import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// f = axy + ½μ(x² − y²): damping and rotation, in closed form.
@Suite struct RegularizedBilinearRatesTests {
  private let a = 1.2
  private let mu = 0.1

  private func map(
    _ method: any TrainingMethod, after warmUp: Int = 0
  ) throws -> (rate: Double, period: Double?) {
    let game = RegularizedBilinear(payoffScale: a, regularization: mu, start: (1, 0.3))
    let profiles = try trajectory(of: method, in: game, steps: warmUp + 2)
    return planeMap(profiles[warmUp], profiles[warmUp + 1], profiles[warmUp + 2])
  }

  @Test(
    "Simultaneous GDA: rate √((1 − ημ)² + η²a²), period 2π/atan(ηa/(1 − ημ))",
    arguments: [0.01, 0.05, 0.2, 1])
  func simultaneous(step: Double) throws {
    let found = try map(SimultaneousGDA(stepSizes: StepSizes(step)))
    let (damped, turned) = (1 - step * mu, step * a)
    #expect(abs(found.rate - (damped * damped + turned * turned).squareRoot()) <= 1e-12)
    let period = 2 * .pi / Double.atan(turned / damped)
    #expect(abs((found.period ?? .nan) / period - 1) <= 1e-10)
  }

  @Test("Simultaneous GDA converges iff η < 2μ/(μ² + a²) = 0.137931")
  func threshold() throws {
    let threshold = 2 * mu / (mu * mu + a * a)
    #expect(abs(threshold - 0.137931) <= 1e-6)
    func rate(_ share: Double) throws -> Double {
      try map(SimultaneousGDA(stepSizes: StepSizes(share * threshold))).rate
    }
    #expect(abs(try rate(0.99) - 0.999863) <= 1e-6)
    #expect(abs(try rate(1) - 1) <= 1e-14)
    #expect(abs(try rate(1.01) - 1.000139) <= 1e-6)
  }

  @Test(
    "Alternating GDA: modulus 1 − ημ exactly, period 2π/acos(trace/2(1 − ημ))",
    arguments: [0.01, 0.05, 0.2, 1])
  func alternating(step: Double) throws {
    let found = try map(AlternatingGDA(stepSizes: StepSizes(step)))
    let damped = 1 - step * mu
    #expect(abs(found.rate - damped) <= 1e-12)
    let trace = 2 * damped - step * step * a * a
    let period = 2 * .pi / Double.acos(trace / (2 * damped))
    #expect(abs((found.period ?? .nan) / period - 1) <= 1e-10)
  }

  @Test("The flow decays by e^{−μt} with period 2π/a; Runge–Kutta keeps to it")
  func flow() throws {
    let step = 0.01
    let found = try map(RungeKutta(stepSizes: StepSizes(step)))
    #expect(abs(found.rate - Double.exp(-mu * step)) <= 1e-11)
    #expect(abs((found.period ?? .nan) * step - 2 * .pi / a) <= 1e-8)
  }

  @Test("The printed numbers at η = 0.05")
  func printed() throws {
    let simultaneous = try map(SimultaneousGDA(stepSizes: StepSizes(0.05)))
    #expect(abs(simultaneous.rate - 0.9968074) <= 1e-7)
    #expect(abs((simultaneous.period ?? .nan) - 104.32233) <= 1e-5)
    let alternating = try map(AlternatingGDA(stepSizes: StepSizes(0.05)))
    #expect(abs((alternating.period ?? .nan) - 104.44188) <= 1e-5)
  }

  @Test("Adam still cycles at (0.5, 0.999): radius 0.207 at step size 0.01 and period 92.6")
  func adam() throws {
    let game = RegularizedBilinear(start: (1, 0.5))
    let method = Adam(stepSizes: StepSizes(0.01), firstDecay: 0.5)
    let late = try trajectory(of: method, in: game, skipping: 25_000, steps: 5_000)
    let radii = radii(of: late)
    #expect(abs(radii.lowerBound - 0.2073) <= 5e-4)
    #expect(abs(radii.upperBound - 0.2075) <= 5e-4)
    #expect(abs(windingPeriod(of: late) - 92.6) <= 0.05)
  }
}
