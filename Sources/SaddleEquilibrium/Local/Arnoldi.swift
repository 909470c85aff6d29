import ComplexModule
import SaddleLinearAlgebra

/// Ritz values of an operator known by its products (Arnoldi 1951), with full reorthogonalisation.
///
/// The values at the edge of the spectrum converge first. Memory: a vector for each step.
struct Arnoldi: Sendable {
  var stepLimit = 60

  /// The Ritz values and a bound on how far each is from being an eigenvalue.
  ///
  /// - Returns: each ℓ with ‖Au − ℓu‖ for its unit Ritz vector u; exact where the Krylov space is all
  ///   that there is. Empty if a product is not finite.
  func ritzValues(
    from start: [Double], product: ([Double]) -> [Double]
  ) -> [(value: Complex<Double>, residual: Double)] {
    let size = norm(start)
    guard size > 0, size.isFinite else { return [] }
    var basis = [start.map { $0 / size }]
    var columns: [[Double]] = []
    var rest = 0.0
    while columns.count < min(stepLimit, start.count) {
      var next = product(basis[columns.count])
      let before = norm(next)
      guard before.isFinite else { return [] }
      var column = [Double](repeating: 0, count: basis.count)
      for _ in 0..<2 {
        for (row, vector) in basis.enumerated() {
          let overlap = dot(vector, next)
          column[row] += overlap
          subtract(overlap, vector, from: &next)
        }
      }
      rest = norm(next)
      if rest <= 1e-13 * max(before, 1e-300) || basis.count == start.count { rest = 0 }
      columns.append(column + [rest])
      if rest == 0 { break }
      basis.append(next.map { $0 / rest })
    }
    let count = columns.count
    var hessenberg = Matrix(zeros: count, count)
    for (index, column) in columns.enumerated() {
      for (row, entry) in column.enumerated() where row < count { hessenberg[row, index] = entry }
    }
    return GeneralEigenvalues(of: hessenberg).values.map { value in
      (value, rest == 0 ? 0 : rest * Self.lastEntry(hessenberg, value))
    }
  }

  /// |last entry| of the unit eigenvector of a Hessenberg matrix.
  ///
  /// With the last entry set to 1, row k gives entry k − 1, from the bottom up.
  private static func lastEntry(_ h: Matrix, _ value: Complex<Double>) -> Double {
    let count = h.rowCount
    var vector = [Complex<Double>](repeating: .zero, count: count)
    vector[count - 1] = .one
    for row in stride(from: count - 1, to: 0, by: -1) {
      var sum = (Complex(h[row, row]) - value) * vector[row]
      for column in (row + 1)..<max(count, row + 1) {
        sum += Complex(h[row, column]) * vector[column]
      }
      let below = h[row, row - 1]
      guard below != 0 else { return 0 }
      vector[row - 1] = -sum / Complex(below)
    }
    let square = vector.reduce(0) { $0 + $1.lengthSquared }
    return square.isFinite ? 1 / square.squareRoot() : 0
  }
}
