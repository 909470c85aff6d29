import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite struct ProximalPointTests {
  @Test("A quadratic game takes one Newton step")
  func quadratic() throws {
    let game = ScalarQuadratic(start: (1, 0.3))
    let one = try trajectory(
      of: ProximalPoint(stepSizes: StepSizes(0.3), iterationLimit: 1), in: game, steps: 50)
    let many = try trajectory(of: ProximalPoint(stepSizes: StepSizes(0.3)), in: game, steps: 50)
    for (left, right) in zip(one, many) {
      for (a, b) in zip(left.values, right.values) { #expect(abs(a - b) <= 1e-15) }
    }
  }

  @Test("The implicit equation w = z − ηv(w) holds to rounding on smooth games")
  func implicitEquation() throws {
    let sizes = StepSizes(0.2, timescaleRatio: 0.5)
    for game: any VariationalInequality in [Forsaken(), AlmostBilinear(), PolarGame()] {
      let profiles = try trajectory(of: ProximalPoint(stepSizes: sizes), in: game, steps: 100)
      var v = [0.0, 0.0]
      for (z, w) in zip(profiles, profiles.dropFirst()) {
        game.gradientField(at: w, into: &v)
        #expect(abs(w.values[0] - z.values[0] + 0.2 * v[0]) <= 2e-12)
        #expect(abs(w.values[1] - z.values[1] + 0.1 * v[1]) <= 2e-12)
      }
    }
  }

  @Test("Noise enters once per step: w = z − η(v(w) + ξ) with one ξ of deviation σ")
  func noise() throws {
    let game = ScalarBilinear(start: (1, 0.3))
    let deviation = 0.1
    let profiles = try trajectory(
      of: ProximalPoint(stepSizes: StepSizes(0.2)), in: game, steps: 4_000,
      noiseDeviation: deviation)
    var (sum, square) = (0.0, 0.0)
    for (z, w) in zip(profiles, profiles.dropFirst()) {
      let noise = (z.values[0] - w.values[0]) / 0.2 - w.values[1]
      sum += noise
      square += noise * noise
    }
    #expect(abs(sum / 4_000) <= 4 * deviation / 4_000.0.squareRoot())
    #expect(abs(square / 4_000 / (deviation * deviation) - 1) <= 4 * (2.0 / 4_000).squareRoot())
  }
}
