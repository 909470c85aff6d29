import SaddleLinearAlgebra
import Testing

@Suite struct MatrixTests {
  private let a = Matrix([[1, 2, 3], [4, 5, 6]])
  private let b = Matrix([[1, -1], [0, 2], [-3, 1]])

  @Test("A product of matrices is that of the definition")
  func product() {
    #expect(a * b == Matrix([[-8, 6], [-14, 12]]))
    #expect(Matrix.identity(2) * a == a)
  }

  @Test("Every size of product agrees with sums of products", arguments: 1...9)
  func productSizes(inner: Int) {
    let left = Matrix.random(3, inner, seed: 1)
    let right = Matrix.random(inner, 4, seed: 2)
    let product = left * right
    for row in 0..<3 {
      for column in 0..<4 {
        let sum = (0..<inner).reduce(0.0) { $0 + left[row, $1] * right[$1, column] }
        #expect(product[row, column] == sum)
      }
    }
  }

  @Test("A product with an empty inner dimension is zero")
  func emptyProduct() {
    #expect(Matrix(zeros: 2, 0) * Matrix(zeros: 0, 3) == Matrix(zeros: 2, 3))
  }

  @Test("A vector is multiplied alike as array, slice and lazy collection")
  func vectorProduct() {
    let x: [Double] = [9, 1, 0, -2]
    #expect(a(x[1...]) == [-5, -8])
    #expect(a([1.0, 0, -2].lazy.map(\.self)) == [-5, -8])
  }

  @Test("Transposition, trace and norm follow their definitions")
  func basics() {
    #expect(a.transposed == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(a.transposed.transposed == a)
    #expect(Matrix([[1, 7], [8, 5]]).trace == 6)
    #expect(Matrix([[3, 0], [0, -4]]).frobeniusNorm == 5)
    #expect(2 * a - a == a)
    #expect(a + a == 2 * a)
    #expect(a.isSquare == false)
  }
}
