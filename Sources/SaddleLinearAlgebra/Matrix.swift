/// A dense matrix of doubles, row by row.
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The entries, row by row.
  public var values: [Double]

  /// Reads entries row by row.
  ///
  /// - Precondition: `values.count == rowCount * columnCount`.
  public init(rowCount: Int, columnCount: Int, values: [Double]) {
    precondition(
      values.count == rowCount * columnCount,
      "a \(rowCount) × \(columnCount) matrix got \(values.count) values")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// The matrix of zeros.
  public init(zeros rowCount: Int, _ columnCount: Int) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      values: [Double](repeating: 0, count: rowCount * columnCount))
  }

  /// Joins rows of equal length.
  public init(_ rows: [[Double]]) {
    self.init(
      rowCount: rows.count, columnCount: rows.first?.count ?? 0, values: rows.flatMap(\.self))
  }

  /// The square matrix with these entries on its diagonal.
  public init(diagonal: [Double]) {
    self.init(zeros: diagonal.count, diagonal.count)
    for (index, value) in diagonal.enumerated() { self[index, index] = value }
  }

  /// The n × n identity.
  public static func identity(_ count: Int) -> Matrix {
    Matrix(diagonal: [Double](repeating: 1, count: count))
  }

  /// One entry.
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columnCount + column] }
    set { values[row * columnCount + column] = newValue }
  }

  /// Whether the matrix has as many rows as columns.
  public var isSquare: Bool { rowCount == columnCount }

  /// Aᵀ.
  public var transposed: Matrix {
    var result = Matrix(zeros: columnCount, rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column, row] = self[row, column] }
    }
    return result
  }

  /// A·x.
  public func callAsFunction(_ x: some Collection<Double>) -> [Double] {
    precondition(
      x.count == columnCount, "a matrix of \(columnCount) columns met \(x.count) values")
    return (0..<rowCount).map { row in
      var sum = 0.0
      for (entry, value) in zip(values[(row * columnCount)..<((row + 1) * columnCount)], x) {
        sum += entry * value
      }
      return sum
    }
  }

  /// The sum.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right, by: +)
  }

  /// The difference.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right, by: -)
  }

  /// The multiple.
  public static func * (scale: Double, matrix: Matrix) -> Matrix {
    Matrix(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      values: matrix.values.map { scale * $0 })
  }

  /// The matrix product, summed in a fixed order.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columnCount == right.rowCount,
      "\(left.rowCount) × \(left.columnCount) times \(right.rowCount) × \(right.columnCount)")
    var product = Matrix(zeros: left.rowCount, right.columnCount)
    let width = right.columnCount
    for row in 0..<left.rowCount {
      for inner in 0..<left.columnCount {
        let entry = left[row, inner]
        for column in 0..<width {
          product.values[row * width + column] += entry * right.values[inner * width + column]
        }
      }
    }
    return product
  }

  private func combined(with other: Matrix, by combine: (Double, Double) -> Double) -> Matrix {
    precondition(
      rowCount == other.rowCount && columnCount == other.columnCount,
      "\(rowCount) × \(columnCount) met \(other.rowCount) × \(other.columnCount)")
    return Matrix(
      rowCount: rowCount, columnCount: columnCount,
      values: values.indices.map { combine(values[$0], other.values[$0]) })
  }
}
