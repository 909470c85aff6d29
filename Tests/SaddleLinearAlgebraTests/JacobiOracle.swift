import SaddleLinearAlgebra

/// The eigenvalues of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, §8.5), ascending:
/// slower than the library's way and independent of it.
func jacobiEigenvalues(_ matrix: Matrix) -> [Double] {
  var a = matrix
  let count = a.rowCount
  for _ in 0..<60 {
    var isDiagonal = true
    for p in 0..<count {
      for q in (p + 1)..<max(count, p + 1) where abs(a[p, q]) > 1e-16 * a.frobeniusNorm {
        isDiagonal = false
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        var rotation = Matrix.identity(count)
        (rotation[p, p], rotation[q, q]) = (c, c)
        (rotation[p, q], rotation[q, p]) = (t * c, -t * c)
        a = rotation.transposed * a * rotation
      }
    }
    if isDiagonal { break }
  }
  return (0..<count).map { a[$0, $0] }.sorted()
}
