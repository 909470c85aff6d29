import ComplexModule
import RealModule
import SaddleLinearAlgebra
import Testing

@Suite struct GeneralEigenvaluesTests {
  /// Sorted by real, then imaginary part.
  private func sorted(_ matrix: Matrix) -> [Complex<Double>] {
    GeneralEigenvalues(of: matrix).values.sorted {
      ($0.real, $0.imaginary) < ($1.real, $1.imaginary)
    }
  }

  @Test("A rotation has the eigenvalues e^{±iθ}")
  func rotation() {
    let (c, s) = (Double.cos(0.7), Double.sin(0.7))
    let values = sorted(Matrix([[c, -s], [s, c]]))
    #expect(abs(values[0].real - c) <= 1e-16)
    #expect(abs(values[0].imaginary + s) <= 1e-16)
    #expect(values[1] == values[0].conjugate)
  }

  @Test("A triangular matrix has its diagonal for eigenvalues")
  func triangular() {
    let values = sorted(Matrix([[3, 5, -1], [0, -2, 7], [0, 0, 0.5]]))
    for (value, expected) in zip(values, [-2, 0.5, 3]) {
      #expect(abs(value.real - expected) <= 1e-14)
      #expect(value.imaginary == 0)
    }
  }

  @Test("A double eigenvalue without a second eigenvector is exact in two dimensions")
  func jordan() {
    // Alternating GDA at ηa = 2.
    let values = sorted(Matrix([[1, -2], [2, -3]]))
    #expect(values == [Complex(-1), Complex(-1)])
  }

  @Test("The roots of a polynomial are the eigenvalues of its companion matrix")
  func companion() {
    // (z² + 1)(z² − 2z + 5)(z − 4) = z⁵ − 6z⁴ + 14z³ − 26z² + 13z − 20.
    var matrix = Matrix(zeros: 5, 5)
    for (column, value) in [6.0, -14, 26, -13, 20].enumerated() { matrix[0, column] = value }
    for row in 1..<5 { matrix[row, row - 1] = 1 }
    let expected = [
      Complex(0.0, -1), Complex(0, 1), Complex(1, -2), Complex(1, 2), Complex(4, 0),
    ]
    let values = GeneralEigenvalues(of: matrix).values
    for root in expected {
      let nearest = values.map { ($0 - root).length }.min() ?? .nan
      #expect(nearest <= 1e-12, "\(root) among \(values)")
    }
  }

  @Test("Cyclic permutations, on which unshifted QR stands still, are solved", arguments: 3...12)
  func permutation(count: Int) {
    var matrix = Matrix(zeros: count, count)
    for row in 0..<count { matrix[row, (row + 1) % count] = 1 }
    let values = GeneralEigenvalues(of: matrix).values
    for index in 0..<count {
      let angle = 2 * Double.pi * Double(index) / Double(count)
      let root = Complex(Double.cos(angle), Double.sin(angle))
      let nearest = values.map { ($0 - root).length }.min() ?? .nan
      #expect(nearest <= 1e-12)
    }
  }

  @Test("Trace, determinant and trace of the square agree on random matrices", arguments: 2...12)
  func invariants(count: Int) throws {
    for seed in 1...20 {
      let a = Matrix.random(count, count, seed: UInt64(1000 * count + seed))
      let values = GeneralEigenvalues(of: a).values
      let trace = (0..<count).reduce(0) { $0 + a[$1, $1] }
      let square = a * a
      let squareTrace = (0..<count).reduce(0) { $0 + square[$1, $1] }
      let sum = values.reduce(Complex<Double>.zero, +)
      let squareSum = values.reduce(Complex<Double>.zero) { $0 + $1 * $1 }
      #expect(abs(sum.real - trace) <= 1e-13 * Double(count))
      #expect(abs(sum.imaginary) <= 1e-13 * Double(count))
      #expect(abs(squareSum.real - squareTrace) <= 1e-12 * Double(count))
      // Each real eigenvalue makes A − ℓI singular.
      for value in values where value.imaginary == 0 {
        let shifted = a - value.real * Matrix.identity(count)
        let least = SingularValueDecomposition(shifted).values.min() ?? .nan
        #expect(least <= 1e-13 * Double(count))
      }
    }
  }

  @Test("A symmetric matrix gets the eigenvalues of the symmetric method")
  func symmetric() {
    let a = Matrix.randomSymmetric(9, seed: 3)
    let values = sorted(a)
    for (general, symmetric) in zip(values, SymmetricEigen(a).values) {
      #expect(abs(general.real - symmetric) <= 1e-13)
      #expect(general.imaginary == 0)
    }
  }

  @Test("An entry that is not finite makes every eigenvalue NaN; no rows, no eigenvalues")
  func degenerate() {
    let values = GeneralEigenvalues(of: Matrix([[1, .nan], [0, 1]])).values
    #expect(values.count == 2)
    let finite = values.filter(\.isFinite)
    #expect(finite.isEmpty)
    #expect(GeneralEigenvalues(of: Matrix(zeros: 0, 0)).spectralRadius == 0)
    #expect(GeneralEigenvalues(of: Matrix([[-3]])).spectralRadius == 3)
  }
}
