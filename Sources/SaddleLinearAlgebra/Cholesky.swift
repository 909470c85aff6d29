/// A = LLᵀ of a symmetric positive definite matrix, with L lower triangular.
///
/// Golub & Van Loan, Matrix Computations, §4.2. Also the cheapest exact test of positive
/// definiteness: n³/3 flops, a small fraction of an eigenvalue decomposition.
public struct Cholesky: Hashable, Sendable {
  /// L; zeros above the diagonal.
  public let factor: Matrix

  /// Factors A, of which only the lower triangle is read; nil if A is not positive definite to
  /// working precision, or holds NaN.
  ///
  /// - Precondition: A is square.
  public init?(_ matrix: Matrix) {
    precondition(matrix.isSquare, "\(matrix.rowCount) × \(matrix.columnCount) is not square")
    let count = matrix.rowCount
    var values = matrix.values
    let isPositive = values.withUnsafeMutableBufferPointer {
      Self.factor(UnsafeMutableBufferPointer(rebasing: $0[...]), count: count)
    }
    guard isPositive else { return nil }
    for row in 0..<count {
      for column in (row + 1)..<max(count, row + 1) { values[row * count + column] = 0 }
    }
    factor = Matrix(rowCount: count, columnCount: count, values: values)
  }

  /// The number of rows n.
  public var count: Int { factor.rowCount }

  /// A⁻¹b.
  ///
  /// Cost: 2n² flops.
  public func solve(_ rightHandSide: [Double]) -> [Double] {
    solve(Matrix(rowCount: rightHandSide.count, columnCount: 1, values: rightHandSide)).values
  }

  /// A⁻¹B.
  ///
  /// Cost: 2n² flops per column.
  ///
  /// - Precondition: B has n rows.
  public func solve(_ rightHandSides: Matrix) -> Matrix {
    precondition(
      rightHandSides.rowCount == count,
      "a system of \(count) equations met \(rightHandSides.rowCount) right-hand sides")
    var solution = rightHandSides
    solution.values.withUnsafeMutableBufferPointer { solution in
      factor.values.withUnsafeBufferPointer { factor in
        Self.solve(factor, count: count, solution, width: rightHandSides.columnCount)
      }
    }
    return solution
  }

  /// A⁻¹, exactly symmetric.
  public var inverse: Matrix {
    var inverse = solve(.identity(count))
    for row in 0..<count {
      for column in 0..<row { inverse[column, row] = inverse[row, column] }
    }
    return inverse
  }
}

// The same on buffers, for games whose field must not allocate.
extension Cholesky {
  /// Overwrites the lower triangle of A by L; false, with the buffer in no defined state, if A is
  /// not positive definite.
  package static func factor(_ a: UnsafeMutableBufferPointer<Double>, count: Int) -> Bool {
    for column in 0..<count {
      let top = column * count
      var pivot = a[top + column]
      for inner in 0..<column { pivot -= a[top + inner] * a[top + inner] }
      guard pivot > 0, pivot.isFinite else { return false }
      let diagonal = pivot.squareRoot()
      let reciprocal = 1 / diagonal
      a[top + column] = diagonal
      for row in (column + 1)..<max(count, column + 1) {
        let left = row * count
        var sum = a[left + column]
        for inner in 0..<column { sum -= a[left + inner] * a[top + inner] }
        a[left + column] = sum * reciprocal
      }
    }
    return true
  }

  /// Overwrites B, of `width` columns, by A⁻¹B, given L in the lower triangle of `factor`.
  ///
  /// Works on whole rows of B, so that the inner loops run over neighbors in memory.
  package static func solve(
    _ factor: UnsafeBufferPointer<Double>, count: Int, _ b: UnsafeMutableBufferPointer<Double>,
    width: Int
  ) {
    for row in 0..<count {
      for inner in 0..<row {
        Self.subtract(factor[row * count + inner], row: inner, from: row, of: b, width: width)
      }
      Self.divide(row: row, of: b, width: width, by: factor[row * count + row])
    }
    for row in (0..<count).reversed() {
      for inner in (row + 1)..<max(count, row + 1) {
        Self.subtract(factor[inner * count + row], row: inner, from: row, of: b, width: width)
      }
      Self.divide(row: row, of: b, width: width, by: factor[row * count + row])
    }
  }

  private static func subtract(
    _ scale: Double, row source: Int, from target: Int, of b: UnsafeMutableBufferPointer<Double>,
    width: Int
  ) {
    let (source, target) = (source * width, target * width)
    for column in 0..<width { b[target + column] -= scale * b[source + column] }
  }

  private static func divide(
    row: Int, of b: UnsafeMutableBufferPointer<Double>, width: Int, by pivot: Double
  ) {
    let reciprocal = 1 / pivot
    for column in (row * width)..<((row + 1) * width) { b[column] *= reciprocal }
  }
}
