import SaddleLinearAlgebra
import Testing

@Suite struct SymmetricEigenTests {
  @Test(
    "Vectors are orthonormal, values ascend, and VΛVᵀ is the matrix", arguments: [1, 2, 3, 9, 24])
  func decomposition(count: Int) {
    let a = Matrix.randomSymmetric(count, seed: UInt64(count))
    let eigen = SymmetricEigen(a)
    let bound = 1e-14 * Double(count)
    #expect(eigen.values == eigen.values.sorted())
    #expect((eigen.vectors.transposed * eigen.vectors).distance(to: .identity(count)) < bound)
    #expect(eigen.matrix { $0 }.distance(to: a) < bound)
    #expect(
      (a * eigen.vectors).distance(to: eigen.vectors * Matrix(diagonal: eigen.values)) < bound)
  }

  @Test("Values are those of Jacobi rotations, with and without vectors", arguments: [2, 5, 17])
  func jacobi(count: Int) {
    let a = Matrix.randomSymmetric(count, seed: UInt64(40 + count))
    let expected = jacobiEigenvalues(a)
    for values in [SymmetricEigen(a).values, SymmetricEigen.values(of: a)] {
      #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }

  @Test("Clusters, rank one and a graded matrix keep VΛVᵀ and orthonormal vectors")
  func difficultSpectra() {
    let ones = Matrix(rowCount: 12, columnCount: 12, values: [Double](repeating: 1, count: 144))
    let graded = Matrix(
      (0..<12).map { row in (0..<12).map { 1 / Double(1 << (2 * max(row, $0))) } })
    for a in [ones, graded, Matrix.identity(12) + 1e-9 * ones] {
      let eigen = SymmetricEigen(a)
      #expect(eigen.matrix { $0 }.distance(to: a) < 1e-13)
      #expect((eigen.vectors.transposed * eigen.vectors).distance(to: .identity(12)) < 1e-13)
    }
  }

  @Test("A tridiagonal matrix is decomposed from its diagonals")
  func tridiagonal() {
    let eigen = SymmetricEigen(tridiagonal: [1, 2, 2, 1], below: [-1, -1, -1])
    let laplacian = Matrix([[1, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 1]])
    #expect(eigen.matrix { $0 }.distance(to: laplacian) < 1e-14)
    #expect(SymmetricEigen(tridiagonal: [], below: []).values.isEmpty)
    #expect(SymmetricEigen(tridiagonal: [.nan], below: []).values[0].isNaN)
  }

  @Test("The path graph's Laplacian has eigenvalues 2 − 2cos(kπ/n)")
  func pathGraph() {
    let laplacian = Matrix([[1, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 1]])
    let expected = [0, 2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]
    let values = SymmetricEigen(laplacian).values
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test("Equal, zero and negative spectra are exact, huge and tiny ones to rounding")
  func exactSpectra() {
    #expect(SymmetricEigen(Matrix(zeros: 3, 3)).values == [0, 0, 0])
    #expect(SymmetricEigen(.identity(4)).vectors == .identity(4))
    #expect(SymmetricEigen(Matrix(diagonal: [3, -1, 2])).values == [-1, 2, 3])
    for size in [1e300, 1e-300] {
      let values = SymmetricEigen(Matrix([[0, size], [size, 0]])).values
      #expect(abs(values[0] / size + 1) < 1e-15 && abs(values[1] / size - 1) < 1e-15)
    }
    #expect(
      SymmetricEigen(Matrix([[0, 0x1p-1060], [0x1p-1060, 0]])).values == [-0x1p-1060, 0x1p-1060])
  }

  @Test("Each vector's largest entry is positive")
  func signs() {
    let vectors = SymmetricEigen(.randomSymmetric(6, seed: 3)).vectors.transposed
    for row in 0..<6 {
      let vector = vectors.values[(row * 6)..<(row * 6 + 6)]
      #expect(vector.max() ?? 0 >= -(vector.min() ?? 0))
    }
  }

  @Test("Only the lower triangle is read, and NaN gives NaN")
  func input() {
    #expect(
      SymmetricEigen(Matrix([[2, 99], [1, 2]])) == SymmetricEigen(Matrix([[2, 1], [1, 2]])))
    #expect(SymmetricEigen(Matrix([[.nan, 0], [0, 1]])).values.allSatisfy { $0.isNaN })
    #expect(SymmetricEigen(Matrix([[1, 0], [.infinity, 1]])).values.allSatisfy { $0.isNaN })
  }

  @Test("A mapped spectrum gives square roots and inverses")
  func mapping() throws {
    let root = Matrix.random(5, 5, seed: 8)
    let a = root * root.transposed + Matrix.identity(5)
    let eigen = SymmetricEigen(a)
    let half = eigen.matrix { $0.squareRoot() }
    #expect((half * half).distance(to: a) < 1e-13)
    #expect(half == half.transposed)
    let inverse = try #require(Cholesky(a)).inverse
    #expect(eigen.matrix { 1 / $0 }.distance(to: inverse) < 1e-14)
  }
}
