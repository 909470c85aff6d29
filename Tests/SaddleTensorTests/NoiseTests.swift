import RealModule
import SaddleTensor
import Testing

@Suite("Noise")
struct NoiseTests {
  @Test("The normal at an index is the quantile of the uniform there, in the body and in the tails")
  func quantile() {
    var (worst, farthest) = (0.0, 0.0)
    for stream in 0..<20 {
      let noise = Noise(seed: 1, stream: UInt64(stream))
      for index in 0..<5000 {
        let (p, z) = (noise.uniform(at: index), noise.normal(at: index))
        // The smaller tail, where the distribution function loses no digits.
        let tail = 0.5 * Double.erfc(abs(z) / Double(2).squareRoot())
        worst = max(worst, abs(tail / min(p, 1 - p) - 1))
        farthest = max(farthest, abs(z))
      }
    }
    #expect(worst < 1e-13)
    #expect(farthest > 4)
  }

  @Test("100,000 normals have the moments of the normal distribution")
  func moments() {
    let noise = Noise(seed: 2, stream: 1)
    let count = 100_000
    let sample = (0..<count).map { noise.normal(at: $0) }
    for (power, expected, tolerance) in [
      (1, 0.0, 0.012), (2, 1, 0.018), (3, 0, 0.05), (4, 3, 0.13),
    ] {
      let moment = sample.reduce(0) { $0 + Double.pow($1, power) } / Double(count)
      #expect(abs(moment - expected) < tolerance, "moment \(power) is \(moment)")
    }
  }

  @Test("Seed, stream, step and index each change the numbers, and the same key repeats them")
  func keys() {
    let keys = [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (1, 1, -1)]
    let firsts = keys.map {
      Noise(seed: UInt64($0.0), stream: UInt64($0.1), step: $0.2).uniform(at: 0)
    }
    #expect(Set(firsts).count == keys.count)
    let noise = Noise(seed: 1, stream: 1, step: 1)
    #expect(noise.uniform(at: 0) == firsts[0])
    #expect(Set((0..<1000).map { noise.uniform(at: $0) }).count == 1000)
  }

  @Test("Neighboring steps, streams and indices are uncorrelated")
  func correlations() {
    func correlation(_ a: (Int) -> Double, _ b: (Int) -> Double) -> Double {
      (0..<20_000).reduce(0) { $0 + a($1) * b($1) } / 20_000
    }
    let noise = Noise(seed: 3, stream: 1, step: 10)
    let others = [
      Noise(seed: 3, stream: 1, step: 11), Noise(seed: 3, stream: 2, step: 10),
      Noise(seed: 4, stream: 1, step: 10),
    ]
    for other in others {
      #expect(abs(correlation(noise.normal(at:), other.normal(at:))) < 0.03)
    }
    #expect(abs(correlation(noise.normal(at:)) { noise.normal(at: $0 + 1) }) < 0.03)
  }

  @Test("Leaves are filled from their first number on, with the committed bits")
  func fill() {
    let graph = Graph()
    let block = Block(.float64, count: 5)
    let leaf = graph.leaf([3], in: block, at: 1)
    let noise = Noise(seed: 7, stream: 3, step: 5)
    noise.fill(leaf, normalWithDeviation: 2, mean: 1)
    #expect(block.values == [0] + (0..<3).map { 1 + 2 * noise.normal(at: $0) } + [0])
    #expect(leaf.values == [-1.140642224505703, -0.8487053518300094, -0.8567020974053794])
    noise.fill(leaf, uniformIn: -1...1)
    #expect(leaf.values.allSatisfy { $0 > -1 && $0 < 1 })
    let single = graph.leaf([2], .float32)
    noise.fill(single, normalWithDeviation: 1)
    #expect(single.values == (0..<2).map { Double(Float(noise.normal(at: $0))) })
  }
}
