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
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columnCount + column] }
    set { values[row * columnCount + column] = newValue }
  }

  /// Whether the matrix has as many rows as columns.
  public var isSquare: Bool { rowCount == columnCount }

  /// tr A, the sum over the diagonal.
  public var trace: Double {
    (0..<min(rowCount, columnCount)).reduce(0) { $0 + self[$1, $1] }
  }

  /// ‖A‖_F, the square root of the sum of squares.
  ///
  /// Overflows beyond 1e154.
  public var frobeniusNorm: Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// Aᵀ.
  public var transposed: Matrix {
    var result = Matrix(zeros: columnCount, rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column, row] = self[row, column] }
    }
    return result
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

  private func combined(with other: Matrix, by combine: (Double, Double) -> Double) -> Matrix {
    precondition(
      rowCount == other.rowCount && columnCount == other.columnCount,
      "\(rowCount) × \(columnCount) met \(other.rowCount) × \(other.columnCount)")
    return Matrix(
      rowCount: rowCount, columnCount: columnCount,
      values: values.indices.map { combine(values[$0], other.values[$0]) })
  }
}
