import ComplexModule
import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// The table of f = axy: what each method does there, in closed form, against its own trajectory.
@Suite struct BilinearRatesTests {
  private static let scale = 1.5
  private static let game = ScalarBilinear(payoffScale: scale, start: (1, 0.3))

  /// A method at step size η with the growth per step and the period that theory gives.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let method: any TrainingMethod
    let rate: Double
    let period: Double
    var testDescription: String { name }

    init(_ name: String, _ method: any TrainingMethod, _ rate: Double, _ period: Double) {
      (self.name, self.method, self.rate, self.period) = (name, method, rate, period)
    }

    /// From the eigenvalue of one step.
    init(_ name: String, _ method: any TrainingMethod, _ eigenvalue: Complex<Double>) {
      self.init(
        name, method, eigenvalue.length,
        2 * .pi / abs(Double.atan2(y: eigenvalue.imaginary, x: eigenvalue.real)))
    }
  }

  static let rows: [Row] = [0.02, 0.1, 0.3].flatMap { step -> [Row] in
    let h = step * scale
    let sizes = StepSizes(step)
    let gamma = 0.4
    let turn = 2 * Double.pi
    let consensus = 1 - step * gamma * scale * scale
    let base = Complex(1, -h)
    let fifth = base * base * base * base * base
    let s = Complex(0, h)
    // μ² − (1 − 2ih)μ − ih = 0.
    let linear = Complex(1, -2 * h)
    let root = Complex.sqrt(linear * linear + Complex(0, 4 * h))
    let optimistic =
      [(linear + root) / Complex(2), (linear - root) / Complex(2)]
      .max { $0.length < $1.length } ?? .zero
    return [
      Row(
        "simultaneous GDA", SimultaneousGDA(stepSizes: sizes),
        (1 + h * h).squareRoot(), turn / Double.atan(h)),
      Row("alternating GDA", AlternatingGDA(stepSizes: sizes), 1, .pi / Double.asin(h / 2)),
      Row(
        "extragradient", Extragradient(stepSizes: sizes),
        (1 - h * h + h * h * h * h).squareRoot(), turn / Double.atan2(y: h, x: 1 - h * h)),
      Row("optimistic GDA", OptimisticGDA(stepSizes: sizes), optimistic),
      Row(
        "proximal point", ProximalPoint(stepSizes: sizes),
        1 / (1 + h * h).squareRoot(), turn / Double.atan(h)),
      Row(
        "competitive", CompetitiveGradientDescent(stepSizes: sizes),
        1 / (1 + h * h).squareRoot(), turn / Double.atan(h)),
      Row(
        "consensus", ConsensusOptimization(stepSizes: sizes, regularization: gamma),
        (consensus * consensus + h * h).squareRoot(), turn / Double.atan2(y: h, x: consensus)),
      Row(
        "symplectic", SymplecticGradientAdjustment(stepSizes: sizes, adjustment: gamma),
        (consensus * consensus + h * h).squareRoot(), turn / Double.atan2(y: h, x: consensus)),
      Row("lookahead", Lookahead(stepSizes: sizes), (Complex(1) + fifth) / Complex(2)),
      Row(
        "Runge–Kutta", RungeKutta(stepSizes: sizes),
        Complex(1) - s + s * s / Complex(2) - s * s * s / Complex(6) + s * s * s * s / Complex(24)),
    ]
  }

  @Test("Rate and period are those of theory to 1e-11", arguments: rows)
  func rateAndPeriod(row: Row) throws {
    // 60 steps let the second mode of the optimistic method die.
    let profiles = try trajectory(of: row.method, in: Self.game, steps: 62)
    let map = planeMap(profiles[60], profiles[61], profiles[62])
    #expect(abs(map.rate - row.rate) <= 1e-11 * row.rate)
    #expect(abs((map.period ?? .nan) - row.period) <= 1e-11 * row.period)
  }

  @Test("Distance and angle of a long run grow as the rate and period say", arguments: rows)
  func longRun(row: Row) throws {
    let steps = 400
    let profiles = Array(
      try trajectory(of: row.method, in: Self.game, steps: 60 + steps).dropFirst(60))
    let (first, last) = (profiles[0], profiles[steps])
    let growth = radii(of: [last]).lowerBound / radii(of: [first]).lowerBound
    // Alternating GDA alone moves on ellipses: x² + y² − hxy is what stays.
    let slack = row.name == "alternating GDA" ? 0.3 : 1e-9
    #expect(abs(growth / Double.pow(row.rate, steps) - 1) <= slack)
    #expect(
      abs(windingPeriod(of: profiles) / row.period - 1)
        <= (row.name == "alternating GDA" ? 0.02 : 1e-9))
  }

  @Test("The printed rates at h = 0.15")
  func printedRates() throws {
    let printed: [(any TrainingMethod, Double, Double)] = [
      (SimultaneousGDA(stepSizes: StepSizes(0.1)), 1.0111874, 42.200198),
      (AlternatingGDA(stepSizes: StepSizes(0.1)), 1, 41.848569),
      (Extragradient(stepSizes: StepSizes(0.1)), 0.98894199, 41.264821),
      (OptimisticGDA(stepSizes: StepSizes(0.1)), 0.98841773, 41.242775),
      (ProximalPoint(stepSizes: StepSizes(0.1)), 0.98893635, 42.200198),
      // √(0.9325² + 0.15²), 2π/atan(0.15/0.9325).
      (
        ConsensusOptimization(stepSizes: StepSizes(0.1), regularization: 0.3), 0.94448729,
        39.395075
      ),
      (
        SymplecticGradientAdjustment(stepSizes: StepSizes(0.1), adjustment: 0.3), 0.94448729,
        39.395075
      ),
    ]
    for (method, rate, period) in printed {
      let profiles = try trajectory(of: method, in: Self.game, steps: 62)
      let map = planeMap(profiles[60], profiles[61], profiles[62])
      #expect(abs(map.rate - rate) <= 1e-7)
      #expect(abs((map.period ?? .nan) - period) <= 1e-6)
    }
    let lookahead = try trajectory(
      of: Lookahead(stepSizes: StepSizes(0.1)), in: Self.game, steps: 2)
    #expect(abs(planeMap(lookahead[0], lookahead[1], lookahead[2]).rate - 0.95821973) <= 1e-8)
  }

  @Test("Competitive gradient descent is the proximal point method, to 1e-15")
  func competitiveIsProximal() throws {
    let sizes = StepSizes(0.1)
    let competitive = try trajectory(
      of: CompetitiveGradientDescent(stepSizes: sizes), in: Self.game, steps: 500)
    let proximal = try trajectory(of: ProximalPoint(stepSizes: sizes), in: Self.game, steps: 500)
    for (left, right) in zip(competitive, proximal) {
      #expect(abs(left.values[0] - right.values[0]) <= 1e-15)
      #expect(abs(left.values[1] - right.values[1]) <= 1e-15)
    }
  }

  @Test("Alternating GDA conserves x² + y² − hxy over 200 000 steps", arguments: [0.1, 1, 1.9])
  func alternatingInvariant(h: Double) throws {
    var trainer = try Trainer(
      game: ScalarBilinear(start: (1, 0.3)), method: AlternatingGDA(stepSizes: StepSizes(h)),
      seed: 1)
    func invariant() -> Double {
      let (x, y) = (trainer.state.profile.values[0], trainer.state.profile.values[1])
      return x * x + y * y - h * x * y
    }
    let first = invariant()
    for _ in 0..<200_000 { trainer.step() }
    #expect(abs(invariant() / first - 1) <= 1e-10)
  }

  @Test("The average of alternating GDA falls as 1/T, that of simultaneous GDA grows")
  func averages() throws {
    func average(_ method: any TrainingMethod, _ steps: Int) throws -> Double {
      let profiles = try trajectory(of: method, in: Self.game, steps: steps - 1)
      let sums = profiles.reduce((0.0, 0.0)) { ($0.0 + $1.values[0], $0.1 + $1.values[1]) }
      return (sums.0 * sums.0 + sums.1 * sums.1).squareRoot() / Double(steps)
    }
    for (steps, scaled) in [(200, 8.457), (2_000, 8.075), (20_000, 3.641)] {
      let mean = try average(AlternatingGDA(stepSizes: StepSizes(0.1)), steps)
      #expect(abs(mean * Double(steps) - scaled) <= 5e-4)
    }
    // |(Mᵀ − I)(M − I)⁻¹z₀|/T for T = 2000 with M = 1 − ih on x + iy.
    let base = Complex(1, -0.15)
    let power = Complex.exp(Complex.log(base) * Complex(2_000))
    let exact = ((power - Complex(1)) / (base - Complex(1)) * Complex(1, 0.3)).length / 2_000
    let diverging = try average(SimultaneousGDA(stepSizes: StepSizes(0.1)), 2_000)
    #expect(abs(diverging / exact - 1) <= 1e-9)
    #expect(abs(diverging / 16_029_083 - 1) <= 1e-7)
  }
}
