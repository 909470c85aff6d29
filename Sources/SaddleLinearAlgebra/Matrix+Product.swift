extension Matrix {
  /// A·x.
  ///
  /// - Precondition: x has as many values as A has columns.
  public func callAsFunction(_ x: some Collection<Double>) -> [Double] {
    precondition(
      x.count == columnCount, "a matrix of \(columnCount) columns met \(x.count) values")
    return x.withContiguousStorageIfAvailable { product(with: $0) }
      ?? Array(x).withUnsafeBufferPointer { product(with: $0) }
  }

  private func product(with x: UnsafeBufferPointer<Double>) -> [Double] {
    let width = columnCount
    return values.withUnsafeBufferPointer { entries in
      (0..<rowCount).map { row in
        var sum = 0.0
        for column in 0..<width { sum += entries[row * width + column] * x[column] }
        return sum
      }
    }
  }

  /// The matrix product, each entry summed in the order of the inner index.
  ///
  /// Cost: 2nmk flops.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columnCount == right.rowCount,
      "\(left.rowCount) × \(left.columnCount) times \(right.rowCount) × \(right.columnCount)")
    var product = Matrix(zeros: left.rowCount, right.columnCount)
    let (inner, width) = (left.columnCount, right.columnCount)
    product.values.withUnsafeMutableBufferPointer { product in
      left.values.withUnsafeBufferPointer { left in
        right.values.withUnsafeBufferPointer { right in
          for row in 0..<(inner == 0 ? 0 : left.count / inner) {
            Self.add(
              left[(row * inner)..<((row + 1) * inner)], times: right,
              to: &product[(row * width)..<((row + 1) * width)])
          }
        }
      }
    }
    return product
  }

  /// Adds the row vector c·B to `sum`, four rows of B at a time so that `sum` is loaded and stored
  /// a quarter as often; each entry is still summed in the order of B's rows.
  private static func add(
    _ coefficients: Slice<UnsafeBufferPointer<Double>>, times matrix: UnsafeBufferPointer<Double>,
    to sum: inout Slice<UnsafeMutableBufferPointer<Double>>
  ) {
    let sum = UnsafeMutableBufferPointer(rebasing: sum)
    let coefficients = UnsafeBufferPointer(rebasing: coefficients)
    let width = sum.count
    var row = 0
    while row + 4 <= coefficients.count {
      let (c0, c1, c2, c3) = (
        coefficients[row], coefficients[row + 1], coefficients[row + 2], coefficients[row + 3]
      )
      let start = row * width
      for column in 0..<width {
        let first = sum[column] + c0 * matrix[start + column]
        let second = first + c1 * matrix[start + width + column]
        let third = second + c2 * matrix[start + 2 * width + column]
        sum[column] = third + c3 * matrix[start + 3 * width + column]
      }
      row += 4
    }
    while row < coefficients.count {
      let coefficient = coefficients[row]
      for column in 0..<width { sum[column] += coefficient * matrix[row * width + column] }
      row += 1
    }
  }
}
