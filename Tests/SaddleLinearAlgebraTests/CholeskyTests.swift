import SaddleLinearAlgebra
import Testing

@Suite struct CholeskyTests {
  private func positive(_ count: Int) -> Matrix {
    let a = Matrix.random(count, count, seed: UInt64(count))
    return a * a.transposed + 0.5 * Matrix.identity(count)
  }

  @Test("L·Lᵀ is the matrix, with L lower triangular", arguments: [1, 2, 5, 12])
  func factor(count: Int) throws {
    let a = positive(count)
    let factor = try #require(Cholesky(a)).factor
    #expect((factor * factor.transposed).distance(to: a) < 1e-14 * Double(count))
    for row in 0..<count {
      for column in (row + 1)..<max(count, row + 1) { #expect(factor[row, column] == 0) }
    }
  }

  @Test("A hand-computed factor")
  func byHand() throws {
    #expect(
      try #require(Cholesky(Matrix([[4, 2], [2, 5]]))).factor == Matrix([[2, 0], [1, 2]]))
  }

  @Test("Solutions solve and the inverse inverts", arguments: [1, 3, 8])
  func solve(count: Int) throws {
    let a = positive(count)
    let cholesky = try #require(Cholesky(a))
    let b = Matrix.random(count, 3, seed: 7)
    #expect((a * cholesky.solve(b)).distance(to: b) < 1e-13)
    let x = cholesky.solve(Array(b.transposed.values.prefix(count)))
    #expect(zip(a(x), b.transposed.values).allSatisfy { abs($0 - $1) < 1e-13 })
    #expect((a * cholesky.inverse).distance(to: .identity(count)) < 1e-13)
    #expect(cholesky.inverse == cholesky.inverse.transposed)
  }

  @Test(
    "What is not positive definite has no factor",
    arguments: [
      Matrix([[0]]), Matrix([[-1]]), Matrix([[1, 2], [2, 1]]), Matrix([[1, 1], [1, 1]]),
      Matrix([[.nan]]), Matrix([[1, 0], [.nan, 1]]), Matrix([[.infinity]]),
    ])
  func indefinite(matrix: Matrix) { #expect(Cholesky(matrix) == nil) }

  @Test("Only the lower triangle is read")
  func lowerTriangle() {
    #expect(Cholesky(Matrix([[4, 99], [2, 5]])) == Cholesky(Matrix([[4, 2], [2, 5]])))
  }
}
