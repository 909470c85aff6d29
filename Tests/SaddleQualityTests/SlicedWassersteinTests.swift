import SaddleQuality
import SaddleTensor
import Testing

/// n normal vectors of d values, shifted and stretched.
func normals(
  _ count: Int, _ d: Int, seed: UInt64, shift: [Double], scale: Double = 1
) -> [Float] {
  let noise = Noise(seed: seed, stream: 77)
  return (0..<(count * d)).map { Float(scale * noise.normal(at: $0) + shift[$0 % d]) }
}

@Suite("The sliced Wasserstein distance")
struct SlicedWassersteinTests {
  @Test("In one dimension it is the Wasserstein distance")
  func line() {
    let sliced = SlicedWasserstein(valueCount: 1, directionCount: 4)
    let distance = sliced.distance(
      sliced.projection(of: [3, 1, 2]), sliced.projection(of: [5, 2, 2]))
    // Sorted: (1, 2), (2, 2), (3, 5).
    #expect(abs(distance - (5.0 / 3).squareRoot()) < 1e-12)
  }

  @Test("Shifting the same samples by δ gives ‖δ‖/√d")
  func shift() {
    for d in [2, 5, 40] {
      let sliced = SlicedWasserstein(valueCount: d, directionCount: 600)
      let base = normals(300, d, seed: 1, shift: [Double](repeating: 0, count: d))
      let shifted = base.enumerated().map { $0.element + ($0.offset % d == 0 ? 3 : 0) }
      let distance = sliced.distance(
        sliced.projection(of: base), sliced.projection(of: shifted))
      #expect(abs(distance - 3 / Double(d).squareRoot()) < 0.1 * distance)
    }
  }

  @Test("Stretched normal samples are |s − 1| apart")
  func stretch() {
    let sliced = SlicedWasserstein(valueCount: 3)
    let zero = [0.0, 0, 0]
    let distance = sliced.distance(
      sliced.projection(of: normals(4_000, 3, seed: 1, shift: zero)),
      sliced.projection(of: normals(4_000, 3, seed: 2, shift: zero, scale: 2.5)))
    #expect(abs(distance - 1.5) < 0.06)
  }

  @Test("The order of samples does not matter, NaN gives NaN, and the same seed the same bits")
  func properties() {
    let sliced = SlicedWasserstein(valueCount: 2)
    let (a, b) = (sliced.projection(of: [1, 2, 3, 4]), sliced.projection(of: [3, 4, 1, 2]))
    #expect(sliced.distance(a, b) == 0)
    let c = sliced.projection(of: [0, 0, 7, 9])
    #expect(sliced.distance(a, c) == sliced.distance(c, a))
    #expect(sliced.distance(a, sliced.projection(of: [.nan, 0, 1, 1])).isNaN)
    let again = SlicedWasserstein(valueCount: 2)
    #expect(
      again.distance(again.projection(of: [1, 2, 3, 4]), again.projection(of: [0, 0, 7, 9]))
        == sliced.distance(a, c))
  }
}
