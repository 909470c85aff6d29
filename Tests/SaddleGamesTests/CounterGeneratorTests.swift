import SaddleGames
import Testing

@Suite("Random numbers by key")
struct CounterGeneratorTests {
  private func words(
    _ seed: UInt64, _ stream: CounterGenerator.Stream, _ step: Int, count: Int = 64
  ) -> [UInt64] {
    var random = CounterGenerator(seed: seed, stream: stream, step: step)
    return (0..<count).map { _ in random.next() }
  }

  @Test("The same key gives the same numbers")
  func sameKey() {
    #expect(words(1, .gradientNoise, 17) == words(1, .gradientNoise, 17))
    var (first, second) = (
      CounterGenerator(seed: 3, stream: .start), CounterGenerator(seed: 3, stream: .start)
    )
    for _ in 0..<101 { #expect(first.nextNormal() == second.nextNormal()) }
  }

  @Test("Seeds, streams and steps all change the numbers, and none repeat")
  func differentKeys() {
    var seen = Set<UInt64>()
    var total = 0
    for seed: UInt64 in [0, 1, 2, .max] {
      for stream in [CounterGenerator.Stream.start, .gradientNoise, .shuffle] {
        for step in [0, 1, 2, 1_000_000, -1] {
          let words = words(seed, stream, step)
          seen.formUnion(words)
          total += words.count
        }
      }
    }
    #expect(seen.count == total)
  }

  @Test("The numbers are fixed for good: stored runs resume by them")
  func frozen() {
    #expect(
      words(1, .gradientNoise, 5, count: 3) == [
        0x33D9_7B82_FF04_A31D, 0x620C_A74C_0633_6F0B, 0xAB70_02C2_48A0_5997,
      ])
  }

  @Test("Normals have the moments 0, 1, 0 and 3")
  func moments() {
    var random = CounterGenerator(seed: 2, stream: .gradientNoise)
    let count = 200_000
    var sums = [Double](repeating: 0, count: 5)
    for _ in 0..<count {
      let normal = random.nextNormal()
      var power = 1.0
      for order in 1...4 {
        power *= normal
        sums[order] += power / Double(count)
      }
    }
    // Four standard errors of each: √(1, 2, 15, 96)/√n.
    let error = 4 / Double(count).squareRoot()
    #expect(abs(sums[1]) < error)
    #expect(abs(sums[2] - 1) < error * 2.0.squareRoot())
    #expect(abs(sums[3]) < error * 15.0.squareRoot())
    #expect(abs(sums[4] - 3) < error * 96.0.squareRoot())
  }

  @Test("Neighboring draws, steps and streams are uncorrelated")
  func correlations() {
    let count = 100_000
    func correlation(_ pair: (Int) -> (Double, Double)) -> Double {
      (0..<count).reduce(0) { sum, index in
        let (a, b) = pair(index)
        return sum + a * b / Double(count)
      }
    }
    func first(_ stream: CounterGenerator.Stream, _ step: Int) -> Double {
      var random = CounterGenerator(seed: 8, stream: stream, step: step)
      return random.nextNormal()
    }
    let error = 4 / Double(count).squareRoot()
    #expect(abs(correlation { (first(.gradientNoise, $0), first(.gradientNoise, $0 + 1)) }) < error)
    #expect(abs(correlation { (first(.gradientNoise, $0), first(.start, $0)) }) < error)
    var random = CounterGenerator(seed: 8, stream: .start)
    #expect(abs(correlation { _ in (random.nextNormal(), random.nextNormal()) }) < error)
  }

  @Test("Uniform numbers fill [0, 1) evenly")
  func uniform() {
    var random = CounterGenerator(seed: 4, stream: .shuffle)
    let count = 100_000
    var bins = [Int](repeating: 0, count: 20)
    for _ in 0..<count {
      let value = random.nextUniform()
      #expect(value >= 0 && value < 1)
      bins[Int(value * 20)] += 1
    }
    // χ² with 19 degrees of freedom: 43.8 at the 0.1 % level.
    let expected = Double(count) / 20
    let chiSquare = bins.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(chiSquare < 43.8)
  }
}
