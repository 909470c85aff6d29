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

  /// ½(M + Mᵀ).
  var symmetrized: Matrix { 0.5 * (self + transposed) }

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
}
