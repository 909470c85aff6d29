extension Matrix {
  /// A⁻¹b by Gaussian elimination with partial pivoting; nil if a pivot is 0 or not finite.
  ///
  /// Golub & Van Loan, Matrix Computations, §3.4. Cost: 2n³/3 flops.
  ///
  /// - Precondition: A is square and b has as many values as A has rows.
  public func solve(_ rightHandSide: [Double]) -> [Double]? {
    solve(Matrix(rowCount: rightHandSide.count, columnCount: 1, values: rightHandSide))?.values
  }

  /// A⁻¹B by Gaussian elimination with partial pivoting; nil if a pivot is 0 or not finite.
  ///
  /// - Precondition: A is square and B has as many rows as A.
  public func solve(_ rightHandSides: Matrix) -> Matrix? {
    precondition(isSquare, "\(rowCount) × \(columnCount) is not square")
    precondition(
      rightHandSides.rowCount == rowCount,
      "a system of \(rowCount) equations met \(rightHandSides.rowCount) right-hand sides")
    let (count, width) = (rowCount, rightHandSides.columnCount)
    var (factors, solution) = (values, rightHandSides)
    let isRegular = factors.withUnsafeMutableBufferPointer { a in
      solution.values.withUnsafeMutableBufferPointer { b in
        guard Self.eliminate(a, count: count, b, width: width) else { return false }
        for row in (0..<count).reversed() {
          for inner in (row + 1)..<max(count, row + 1) {
            Self.subtract(a[row * count + inner], row: inner, from: row, of: b, width: width)
          }
          let pivot = a[row * count + row]
          for column in (row * width)..<((row + 1) * width) { b[column] /= pivot }
        }
        return true
      }
    }
    return isRegular ? solution : nil
  }

  private static func eliminate(
    _ a: UnsafeMutableBufferPointer<Double>, count: Int,
    _ b: UnsafeMutableBufferPointer<Double>, width: Int
  ) -> Bool {
    for column in 0..<count {
      var pivot = column
      for row in (column + 1)..<max(count, column + 1)
      where abs(a[row * count + column]) > abs(a[pivot * count + column]) {
        pivot = row
      }
      guard a[pivot * count + column] != 0, a[pivot * count + column].isFinite else {
        return false
      }
      if pivot != column {
        for index in 0..<count { a.swapAt(pivot * count + index, column * count + index) }
        for index in 0..<width { b.swapAt(pivot * width + index, column * width + index) }
      }
      for row in (column + 1)..<max(count, column + 1) {
        let scale = a[row * count + column] / a[column * count + column]
        guard scale != 0 else { continue }
        Self.subtract(scale, row: column, from: row, of: a, width: count)
        Self.subtract(scale, row: column, from: row, of: b, width: width)
      }
    }
    return true
  }

  private static func subtract(
    _ scale: Double, row source: Int, from target: Int, of b: UnsafeMutableBufferPointer<Double>,
    width: Int
  ) {
    let (source, target) = (source * width, target * width)
    for column in 0..<width { b[target + column] -= scale * b[source + column] }
  }
}
