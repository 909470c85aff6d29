import SaddleLinearAlgebra

extension Matrix {
  /// Joins [[a, b], [c, d]].
  init(blocks a: Matrix, _ b: Matrix, _ c: Matrix, _ d: Matrix) {
    self.init(zeros: a.rowCount + c.rowCount, a.columnCount + b.columnCount)
    for (block, rowOffset, columnOffset) in [
      (a, 0, 0), (b, 0, a.columnCount), (c, a.rowCount, 0), (d, a.rowCount, a.columnCount),
    ] {
      for row in 0..<block.rowCount {
        for column in 0..<block.columnCount {
          self[rowOffset + row, columnOffset + column] = block[row, column]
        }
      }
    }
  }

  /// Mᵏ.
  func power(_ exponent: Int) -> Matrix {
    var (result, square, rest) = (Matrix.identity(rowCount), self, exponent)
    while rest > 0 {
      if rest % 2 == 1 { result = result * square }
      square = square * square
      rest /= 2
    }
    return result
  }

  /// X with self·X = right; nil if a column cannot be solved to 10⁻⁸.
  func solution(of right: Matrix) -> Matrix? {
    var result = Matrix(zeros: columnCount, right.columnCount)
    let rightColumns = right.transposed
    for column in 0..<right.columnCount {
      let b = Array(
        rightColumns.values[(column * right.rowCount)..<((column + 1) * right.rowCount)])
      var x = [Double](repeating: 0, count: columnCount)
      let outcome = GMRES().solve(b, into: &x) { u, product in product = self(u) }
      let size = b.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard outcome.residualNorm <= 1e-8 * size else { return nil }
      for row in 0..<columnCount { result[row, column] = x[row] }
    }
    return result
  }
}
