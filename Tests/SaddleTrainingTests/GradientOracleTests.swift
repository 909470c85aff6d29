import SaddleGames
import SaddleTraining
import Testing

@Suite struct GradientOracleTests {
  private let z = StrategyProfile(minimizer: [1], maximizer: [0.3])

  @Test("Noise has mean 0 and deviation σ in each coordinate, independent of each other")
  func moments() {
    let (deviation, count) = (0.5, 40_000)
    var oracle = GradientOracle(ScalarBilinear(), noiseDeviation: deviation, seed: 3)
    var v = [0.0, 0.0]
    var (sums, squares, product) = ([0.0, 0.0], [0.0, 0.0], 0.0)
    for step in 0..<count {
      oracle.begin(step: step)
      oracle.gradientField(at: z, into: &v)
      let noise = [v[0] - 0.3, v[1] + 1]
      for index in 0..<2 {
        sums[index] += noise[index]
        squares[index] += noise[index] * noise[index]
      }
      product += noise[0] * noise[1]
    }
    let root = Double(count).squareRoot()
    for index in 0..<2 {
      // Four standard errors.
      #expect(abs(sums[index] / Double(count)) <= 4 * deviation / root)
      let variance = squares[index] / Double(count)
      #expect(abs(variance / (deviation * deviation) - 1) <= 4 * 2.0.squareRoot() / root)
    }
    #expect(abs(product / Double(count)) <= 4 * deviation * deviation / root)
  }

  @Test("Evaluations within a step draw anew; the same step draws the same again")
  func draws() {
    var oracle = GradientOracle(ScalarBilinear(), noiseDeviation: 0.5, seed: 3)
    func fields() -> [[Double]] {
      oracle.begin(step: 12)
      return (0..<3).map { _ in
        var v = [0.0, 0.0]
        oracle.gradientField(at: z, into: &v)
        return v
      }
    }
    let first = fields()
    #expect(Set(first).count == 3)
    #expect(fields() == first)
    oracle.begin(step: 13)
    var v = [0.0, 0.0]
    oracle.gradientField(at: z, into: &v)
    #expect(!first.contains(v))
  }

  @Test("Each player's block gets its own noise, so that alternating evaluations differ")
  func blocks() {
    var oracle = GradientOracle(ScalarBilinear(), noiseDeviation: 0.5, seed: 3)
    oracle.begin(step: 0)
    var v = [7.0, 8.0]
    oracle.gradientField(of: .minimizer, at: z, into: &v)
    let minimizerNoise = v[0] - 0.3
    #expect(v[1] == 8)
    oracle.gradientField(of: .maximizer, at: z, into: &v)
    let maximizerNoise = v[1] + 1
    #expect(minimizerNoise != 0)
    #expect(maximizerNoise != 0)
    #expect(minimizerNoise != maximizerNoise)
    var joint = [0.0, 0.0]
    oracle.begin(step: 0)
    oracle.gradientField(at: z, into: &joint)
    #expect(joint[0] - 0.3 == minimizerNoise)
  }

  @Test("Without noise the field is the game's, bit for bit")
  func exact() {
    var oracle = GradientOracle(Forsaken(), seed: 3)
    var (noisy, plain) = ([0.0, 0.0], [0.0, 0.0])
    oracle.begin(step: 5)
    oracle.gradientField(at: z, into: &noisy)
    Forsaken().gradientField(at: z, into: &plain)
    #expect(noisy == plain)
  }

  @Test("The payoff's game is found behind the oracle, and none for a field alone")
  func minMaxGame() {
    #expect(GradientOracle(ScalarBilinear()).minMaxGame != nil)
    #expect(GradientOracle(PolarGame()).minMaxGame == nil)
  }
}
