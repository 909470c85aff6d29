import SaddleLinearAlgebra
import Testing

@Suite struct SymmetricPackingTests {
  @Test("Packing is an isometry and unpacking undoes it")
  func isometry() {
    let a = Matrix.randomSymmetric(5, seed: 1)
    let b = Matrix.randomSymmetric(5, seed: 2)
    let (x, y) = (SymmetricPacking.pack(a), SymmetricPacking.pack(b))
    #expect(x.count == SymmetricPacking.count(ofRows: 5))
    let inner = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(inner - (a * b).trace) < 1e-14)
    #expect(SymmetricPacking.unpack(x, rowCount: 5).distance(to: a) < 1e-15)
  }

  @Test("Coordinates go down the lower triangle")
  func order() {
    let packed = SymmetricPacking.pack(Matrix([[1, 2], [2, 3]]))
    #expect(packed == [1, 2 * 2.0.squareRoot(), 3])
  }
}
