import SaddleGames
import TestSupport
import Testing

@Suite("Polynomials")
struct PolynomialTests {
  @Test("Sign changes are the simple roots in the range, ascending")
  func signChanges() {
    // (t + 2)(t − 1)(t − 3) = t³ − 2t² − 5t + 6.
    let cubic = Polynomial(6, -5, -2, 1)
    let roots = cubic.signChanges(in: -10...10)
    #expect(roots.count == 3)
    for (root, expected) in zip(roots, [-2.0, 1, 3]) { #expect(abs(root - expected) < 1e-14) }
    #expect(cubic.signChanges(in: 0...2.5).count == 1)
    #expect(cubic.signChanges(in: 4...5).isEmpty)
  }

  @Test("A double root is no sign change and a triple root is one")
  func multipleRoots() {
    #expect(Polynomial(1, -2, 1).signChanges(in: -4...4).isEmpty)
    let triple = Polynomial(0, 0, 0, 1).signChanges(in: -3...4)
    #expect(triple.count == 1)
    #expect(triple.allSatisfy { abs($0) < 1e-12 })
  }

  @Test("Leading zeros and constants are no trouble")
  func degenerate() {
    #expect(Polynomial(5, 0, 0).signChanges(in: -1...1).isEmpty)
    #expect(Polynomial(-1, 2, 0, 0).signChanges(in: -1...1) == [0.5])
    #expect(Polynomial(3).maximum?.value == 3)
  }

  @Test("The maximum over a range is that of a fine grid", arguments: 0..<20)
  func maximumMatchesGrid(seed: Int) throws {
    var random = CounterGenerator(seed: 11, stream: .start, step: seed)
    let sextic = Polynomial(
      random.nextNormal(), random.nextNormal(), random.nextNormal(), random.nextNormal(),
      random.nextNormal(), random.nextNormal(), random.nextNormal())
    let best = sextic.maximum(over: -1.5...1.2)
    let grid = gridMaximum(over: -1.5...1.2) { sextic($0) }
    #expect(best.value >= grid - 1e-13)
    #expect(best.value - grid < 1e-9)
    #expect(sextic(best.argument) == best.value)
  }

  @Test("A maximum over the real line exists iff the leading term bends down")
  func unboundedMaximum() throws {
    // −(t − 1)²(t + 2)² + 7 has its two equal peaks at 1 and −2.
    let peaks = Polynomial(3, 4, 3, -2, -1)
    let best = try #require(peaks.maximum)
    #expect(abs(best.value - 7) < 1e-13)
    #expect(Polynomial(0, 0, 1).maximum == nil)
    #expect(Polynomial(0, 0, -1, 1).maximum == nil)
    #expect(Polynomial(0, 2, -1, 0, 0).maximum?.argument == 1)
  }
}
