/// Symmetric matrices as vectors of n(n + 1)/2 coordinates, isometrically.
///
/// The lower triangle row by row, (0,0), (1,0), (1,1), (2,0), …, with entries off the diagonal
/// multiplied by √2: the Euclidean inner product of two packed vectors is the Frobenius one, tr AB.
/// So gradients, projections and distances of packed coordinates are those of the matrices.
public enum SymmetricPacking {
  /// n(n + 1)/2.
  public static func count(ofRows n: Int) -> Int { n * (n + 1) / 2 }

  /// The packed coordinates of A, of which only the lower triangle is read.
  public static func pack(_ matrix: Matrix) -> [Double] {
    var packed: [Double] = []
    packed.reserveCapacity(count(ofRows: matrix.rowCount))
    for row in 0..<matrix.rowCount {
      for column in 0..<row { packed.append(2.0.squareRoot() * matrix[row, column]) }
      packed.append(matrix[row, row])
    }
    return packed
  }

  /// The n × n matrix of packed coordinates.
  ///
  /// - Precondition: there are n(n + 1)/2.
  public static func unpack(_ packed: some Collection<Double>, rowCount n: Int) -> Matrix {
    precondition(
      packed.count == count(ofRows: n), "\(packed.count) values do not pack \(n) rows")
    var matrix = Matrix(zeros: n, n)
    var (row, column) = (0, 0)
    for value in packed {
      let entry = row == column ? value : value * 0.5.squareRoot()
      matrix[row, column] = entry
      matrix[column, row] = entry
      column += 1
      if column > row { (row, column) = (row + 1, 0) }
    }
    return matrix
  }
}
