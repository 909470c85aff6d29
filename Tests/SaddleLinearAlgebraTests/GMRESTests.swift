import SaddleLinearAlgebra
import Testing

@Suite struct GMRESTests {
  private func solve(_ a: Matrix, _ b: [Double], by gmres: GMRES = GMRES()) -> (
    x: [Double], outcome: GMRES.Outcome
  ) {
    var x = [Double](repeating: 0, count: b.count)
    let outcome = gmres.solve(b, into: &x) { u, product in product = a(u) }
    return (x, outcome)
  }

  @Test("A small system is solved to rounding in n products and one check", arguments: 1...8)
  func smallSystems(count: Int) throws {
    for seed in 1...20 {
      let a =
        Matrix.random(count, count, seed: UInt64(seed)) + 2.0 * Double(count) * .identity(count)
      let exact = Matrix.random(count, 1, seed: UInt64(100 + seed)).values
      let (x, outcome) = solve(a, a(exact))
      for (found, expected) in zip(x, exact) { #expect(abs(found - expected) <= 4e-15) }
      #expect(outcome.residualNorm <= 1e-14 * Double(count))
      #expect(outcome.productCount >= count + 1)
    }
  }

  @Test("I + hA with A antisymmetric, the system of the proximal point, is solved exactly")
  func rotation() {
    let (x, outcome) = solve(Matrix([[1, 0.25], [-0.25, 1]]), [1.0625, 0])
    #expect(abs(x[0] - 1) <= 2e-16)
    #expect(abs(x[1] - 0.25) <= 2e-16)
    #expect(outcome.residualNorm <= 4e-16)
  }

  @Test("Restarts reach the tolerance where the matrix is well conditioned")
  func restarts() {
    let count = 60
    let a = 0.05 * Matrix.random(count, count, seed: 5) + .identity(count)
    let exact = Matrix.random(count, 1, seed: 6).values
    let (x, outcome) = solve(
      a, a(exact), by: GMRES(restartLength: 10, relativeTolerance: 1e-12))
    #expect(outcome.isConverged)
    for (found, expected) in zip(x, exact) { #expect(abs(found - expected) <= 1e-11) }
  }

  @Test("A first guess that solves the system is kept, at the cost of one product")
  func guess() {
    let a = Matrix([[2, 1], [0, 3]])
    var x = [1.0, 2.0]
    let outcome = GMRES().solve([4, 6], into: &x) { u, product in product = a(u) }
    #expect(x == [1, 2])
    #expect(outcome.productCount == 1)
    #expect(outcome.isConverged)
  }

  @Test("Zero is the answer to zero, without a product")
  func zero() {
    let (x, outcome) = solve(Matrix.identity(3), [0, 0, 0])
    #expect(x == [0, 0, 0])
    #expect(outcome.productCount == 0)
    #expect(outcome.isConverged)
  }

  @Test("A singular system that has a solution gets one; one that has none says so")
  func singular() {
    let a = Matrix([[1, 0], [0, 0]])
    let solvable = solve(a, [3, 0])
    #expect(solvable.x == [3, 0])
    #expect(solvable.outcome.isConverged)
    let unsolvable = solve(a, [3, 4])
    #expect(!unsolvable.outcome.isConverged)
    #expect(unsolvable.outcome.residualNorm >= 4 - 1e-12)
  }

  @Test("The product limit ends the search, and the outcome tells")
  func limit() {
    let count = 40
    let a = Matrix.random(count, count, seed: 9)
    let b = Matrix.random(count, 1, seed: 10).values
    let (_, outcome) = solve(a, b, by: GMRES(restartLength: 3, productLimit: 8))
    #expect(!outcome.isConverged)
    #expect(outcome.productCount <= 11)
  }

  @Test("Values that are not finite come out as NaN")
  func nonFinite() {
    let (x, outcome) = solve(Matrix([[1, 0], [0, .nan]]), [1, 1])
    let numbers = x.filter { !$0.isNaN }
    #expect(numbers.isEmpty)
    #expect(!outcome.isConverged)
  }
}
