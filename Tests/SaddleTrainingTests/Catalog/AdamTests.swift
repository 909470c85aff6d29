import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite struct AdamTests {
  @Test("The first step moves each coordinate by η against the sign of the field")
  func firstStep() throws {
    let game = ScalarQuadratic(start: (1, 0.3))
    let profiles = try trajectory(of: Adam(stepSizes: StepSizes(0.01)), in: game, steps: 1)
    // v = (−1 + 0.6, −2 + 0.3).
    #expect(abs(profiles[1].values[0] - 1.01) <= 1e-8)
    #expect(abs(profiles[1].values[1] - 0.31) <= 1e-8)
  }

  @Test("Three steps are those of the textbook recursion with bias correction")
  func recursion() throws {
    let (b1, b2, step) = (0.8, 0.95, 0.03)
    let game = ScalarBilinear(start: (1, 0.3))
    let method = Adam(stepSizes: StepSizes(step), firstDecay: b1, secondDecay: b2)
    let profiles = try trajectory(of: method, in: game, steps: 3)
    var z = [1.0, 0.3]
    var (m, u) = ([0.0, 0.0], [0.0, 0.0])
    var (power1, power2) = (1.0, 1.0)
    for time in 1...3 {
      let v = [z[1], -z[0]]
      (power1, power2) = (power1 * b1, power2 * b2)
      for index in 0..<2 {
        m[index] = b1 * m[index] + (1 - b1) * v[index]
        u[index] = b2 * u[index] + (1 - b2) * v[index] * v[index]
        z[index] -=
          step * (m[index] / (1 - power1)) / ((u[index] / (1 - power2)).squareRoot() + 1e-8)
      }
      #expect(abs(profiles[time].values[0] - z[0]) <= 1e-15)
      #expect(abs(profiles[time].values[1] - z[1]) <= 1e-15)
    }
  }

  /// The limit cycle on f = axy: least and largest radius in units of η, and the period in steps.
  struct Cycle: Sendable, CustomTestStringConvertible {
    let firstDecay: Double
    let secondDecay: Double
    let order: PlayOrder
    let radii: ClosedRange<Double>
    let period: Double
    var testDescription: String { "(\(firstDecay), \(secondDecay)) \(order)" }
  }

  static let cycles = [
    Cycle(
      firstDecay: 0.9, secondDecay: 0.999, order: .simultaneous, radii: 387.75...394.55,
      period: 1_743.5),
    Cycle(
      firstDecay: 0.5, secondDecay: 0.999, order: .simultaneous, radii: 154.44...155.50,
      period: 688.85),
    Cycle(
      firstDecay: 0, secondDecay: 0.999, order: .simultaneous, radii: 89.26...89.62,
      period: 397.42),
    Cycle(
      firstDecay: 0, secondDecay: 0.9, order: .simultaneous, radii: 8.73...9.11, period: 40.18),
    Cycle(
      firstDecay: 0.9, secondDecay: 0.999, order: .alternating, radii: 377.17...384.11,
      period: 1_696.8),
    Cycle(
      firstDecay: 0.5, secondDecay: 0.999, order: .alternating, radii: 125.88...127.13,
      period: 562.37),
  ]

  @Test(
    "On f = axy it cycles with a radius ∝ η and a period set by β₁, β₂ alone", arguments: cycles)
  func limitCycle(cycle: Cycle) throws {
    for (step, scale) in [(1e-2, 1.0), (1e-3, 3.0)] {
      let game = ScalarBilinear(payoffScale: scale, start: (1, 0.3))
      let method = Adam(
        stepSizes: StepSizes(step), firstDecay: cycle.firstDecay,
        secondDecay: cycle.secondDecay, order: cycle.order)
      // Whole turns, so that the swept angle counts periods whatever the cycle's shape.
      let turns = Double(Int(20_000 / cycle.period))
      let late = try trajectory(
        of: method, in: game, skipping: 150_000, steps: Int((turns * cycle.period).rounded()))
      let found = radii(of: late)
      #expect(abs(found.lowerBound / step - cycle.radii.lowerBound) <= 0.011)
      #expect(abs(found.upperBound / step - cycle.radii.upperBound) <= 0.011)
      #expect(abs(windingPeriod(of: late) - cycle.period) <= 1e-4 * cycle.period)
    }
  }

  @Test("Alternating without first-order memory it collapses to a jitter of period 4 and size η")
  func jitter() throws {
    for secondDecay in [0.9, 0.999] {
      let step = 0.01
      let method = Adam(
        stepSizes: StepSizes(step), firstDecay: 0, secondDecay: secondDecay, order: .alternating)
      let late = try trajectory(
        of: method, in: ScalarBilinear(start: (1, 0.3)), skipping: 150_000, steps: 400)
      let found = radii(of: late)
      #expect(abs(found.lowerBound / step - 0.7) <= 0.015)
      #expect(abs(found.upperBound / step - 1.22) <= 0.015)
      #expect(abs(windingPeriod(of: late) - 4) <= 0.01)
    }
  }
}
