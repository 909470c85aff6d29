import SaddleGames
import SaddleLinearAlgebra
import Testing

@testable import SaddleEquilibrium

@Suite struct VectorStackTests {
  /// Lengths and counts about a group of four and a tile of 2,048.
  static let sizes = [(1, 1), (3, 2), (4, 4), (7, 5), (64, 9), (2_047, 3), (2_051, 6), (4_100, 8)]

  static func vector(_ length: Int, _ random: inout CounterGenerator) -> [Double] {
    (0..<length).map { _ in random.nextNormal() }
  }

  @Test(
    "Overlaps, sums and combinations are those of one vector after another",
    arguments: sizes, [false, true])
  func plain(size: (length: Int, count: Int), isSingle: Bool) {
    var random = CounterGenerator(seed: 1, stream: .start)
    var stack = VectorStack(length: size.length, isSingle: isSingle, capacity: 2)
    var vectors: [[Double]] = []
    for _ in 0..<size.count {
      let next = Self.vector(size.length, &random)
      stack.append(next)
      vectors.append(isSingle ? next.map { Double(Float($0)) } : next)
    }
    #expect(stack.count == size.count && (0..<size.count).allSatisfy { stack[$0] == vectors[$0] })
    let u = Self.vector(size.length, &random)
    let scale = 1e-13 * Double(size.length).squareRoot()
    for (overlap, vector) in zip(stack.overlaps(with: u), vectors) {
      let expected = zip(vector, u).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(overlap - expected) <= scale)
    }
    let weights = Self.vector(size.count, &random)
    var sum = u
    stack.add(weights, to: &sum)
    for index in u.indices {
      let expected = zip(weights, vectors).reduce(u[index]) { $0 + $1.0 * $1.1[index] }
      #expect(abs(sum[index] - expected) <= scale)
    }
    let two = stack.combined(
      Matrix(weights.map { [$0, -2 * $0] }), capacity: 2)
    #expect(two.count == 2)
    for index in u.indices {
      let expected = zip(weights, vectors).reduce(0) { $0 + $1.0 * $1.1[index] }
      let tolerance = isSingle ? 1e-6 : scale
      #expect(abs(two[0][index] - expected) <= tolerance)
      #expect(abs(two[1][index] + 2 * expected) <= 2 * tolerance)
    }
  }

  @Test(
    "What is left of a vector is orthogonal, however little of it that is", arguments: [1, 1e-9])
  func removal(share: Double) {
    var random = CounterGenerator(seed: 2, stream: .start)
    var stack = VectorStack(length: 300, isSingle: false, capacity: 20)
    for _ in 0..<20 {
      var next = Self.vector(300, &random)
      let rest = stack.removeSpan(from: &next).rest
      stack.append(next.map { $0 / rest })
    }
    var u = Self.vector(300, &random).map { share * $0 }
    let weights = Self.vector(20, &random)
    stack.add(weights, to: &u)
    let before = u
    let (overlaps, rest) = stack.removeSpan(from: &u)
    #expect(stack.overlaps(with: u).allSatisfy { abs($0) <= 1e-15 * rest })
    // What was taken off is known to the rounding of what it was taken from.
    stack.add(overlaps, to: &u)
    #expect(zip(u, before).allSatisfy { abs($0 - $1) <= 1e-14 })
  }
}
