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

  @Test("The path graph's Laplacian has eigenvalues 2 − 2cos(kπ/n)")
  func pathGraph() {
    let laplacian = Matrix([[1, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 1]])
    let expected = [0, 2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]
    let values = SymmetricEigen(laplacian).values
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test("Equal, zero, negative, huge and tiny spectra are exact")
  func exactSpectra() {
    #expect(SymmetricEigen(Matrix(zeros: 3, 3)).values == [0, 0, 0])
    #expect(SymmetricEigen(.identity(4)).vectors == .identity(4))
    #expect(SymmetricEigen(Matrix(diagonal: [3, -1, 2])).values == [-1, 2, 3])
    #expect(SymmetricEigen(Matrix([[0, 1e300], [1e300, 0]])).values == [-1e300, 1e300])
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
