import SaddleLinearAlgebra
import Testing

@Suite struct SingularValueDecompositionTests {
  private func check(_ a: Matrix, _ bound: Double = 1e-13) {
    let svd = SingularValueDecomposition(a)
    let count = min(a.rowCount, a.columnCount)
    #expect(svd.values == svd.values.sorted(by: >))
    #expect((svd.leftVectors.transposed * svd.leftVectors).distance(to: .identity(count)) < bound)
    #expect((svd.rightVectors.transposed * svd.rightVectors).distance(to: .identity(count)) < bound)
    let rebuilt = svd.leftVectors * Matrix(diagonal: svd.values) * svd.rightVectors.transposed
    #expect(rebuilt.distance(to: a) < bound)
  }

  @Test("UΣVᵀ is the matrix", arguments: [(1, 1), (4, 4), (7, 3), (3, 7), (16, 16)])
  func decomposition(rows: Int, columns: Int) { check(.random(rows, columns, seed: 4)) }

  @Test("Singular matrices have orthonormal vectors too")
  func rankDeficient() {
    check(Matrix(zeros: 3, 3))
    check(Matrix([[1, 2, 3], [2, 4, 6], [0, 0, 0]]))
    check(.random(6, 2, seed: 1) * .random(2, 6, seed: 2))
  }

  @Test("Singular values squared are the eigenvalues of AᵀA")
  func gram() {
    let a = Matrix.random(5, 5, seed: 6)
    let values = SymmetricEigen(a.transposed * a).values
    for (sigma, value) in zip(a.singularValues.reversed(), values) {
      #expect(abs(sigma * sigma - value) < 1e-14)
    }
  }

  @Test("Tiny and huge singular values keep their digits")
  func graded() {
    let values = Matrix([[1, 1e-12], [0, 1e-12]]).singularValues
    #expect(abs(values[0] * values[1] / 1e-12 - 1) < 1e-15)
    #expect(Matrix([[0, 1e300], [1e160, 0]]).singularValues == [1e300, 1e160])
  }

  @Test("The polar factor of R·S is the rotation R")
  func polar() {
    let (c, s) = (0.6, 0.8)
    let rotation = Matrix([[c, -s], [s, c]])
    let a = rotation * Matrix([[2, 1], [1, 3]])
    #expect(SingularValueDecomposition(a).polarFactor.distance(to: rotation) < 1e-15)
  }

  @Test("NaN gives NaN")
  func nan() { #expect(Matrix([[1, .nan], [0, 1]]).singularValues.allSatisfy { $0.isNaN }) }
}
