import SaddleGames
import Testing

@Suite("Strategy sets")
struct StrategySetTests {
  private func projected(_ values: [Double], on set: StrategySet) -> [Double] {
    var result = values
    set.project(&result, in: 0..<values.count)
    return result
  }

  @Test("Everything is in the unconstrained set")
  func unconstrained() {
    #expect(projected([1e300, -3], on: .unconstrained) == [1e300, -3])
  }

  @Test("A box clips each coordinate")
  func box() {
    let box = StrategySet.box(lower: -1, upper: 2)
    #expect(projected([-5, -1, 0.5, 2, 7], on: box) == [-1, -1, 0.5, 2, 2])
  }

  @Test("NaN stays NaN, so that a run that breaks is seen to break")
  func nan() {
    #expect(projected([.nan, 5], on: .box(lower: 0, upper: 1))[0].isNaN)
    #expect(projected([.nan, 0.2, 0.9], on: .simplex).contains { $0.isNaN })
  }

  @Test("Known projections on the simplex")
  func simplexExamples() {
    #expect(projected([0.2, 0.3, 0.5], on: .simplex) == [0.2, 0.3, 0.5])
    #expect(projected([5, 0, 0], on: .simplex) == [1, 0, 0])
    #expect(projected([-3], on: .simplex) == [1])
    #expect(projected([1, 1], on: .simplex) == [0.5, 0.5])
    // Only the first two stay positive: the threshold is (0.8 + 0.6 − 1)/2 = 0.2.
    let result = projected([0.8, 0.6, -1], on: .simplex)
    #expect(abs(result[0] - 0.6) < 1e-15 && abs(result[1] - 0.4) < 1e-15 && result[2] == 0)
  }

  @Test(
    "The simplex projection is the nearest point: ⟨p − z, e − p⟩ ≥ 0 for every vertex e",
    arguments: 0..<40)
  func simplexIsNearest(seed: Int) {
    var random = CounterGenerator(seed: 9, stream: .start, step: seed)
    let count = 1 + seed % 9
    let values = (0..<count).map { _ in 3 * random.nextNormal() }
    let point = projected(values, on: .simplex)
    #expect(point.allSatisfy { $0 >= 0 })
    #expect(abs(point.reduce(0, +) - 1) < 1e-14)
    let residual = zip(point, values).map { $0 - $1 }
    let level = zip(residual, point).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(residual.allSatisfy { $0 - level >= -1e-13 })
    #expect(zip(projected(point, on: .simplex), point).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test("Only the player's own coordinates move")
  func rangeOnly() {
    var values = [9.0, 3, 4, -9]
    StrategySet.simplex.project(&values, in: 1..<3)
    #expect(values == [9, 0, 1, -9])
  }

  @Test("Sets describe themselves")
  func descriptions() {
    #expect("\(StrategySet.box(lower: -1, upper: 2))" == "[-1.0, 2.0]")
    #expect("\(StrategySet.custom("‖W‖₂ ≤ 1"))" == "‖W‖₂ ≤ 1")
  }
}
