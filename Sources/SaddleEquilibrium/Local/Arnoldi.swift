import ComplexModule
import SaddleLinearAlgebra

/// Ritz values of an operator known by its products (Arnoldi 1951), with full reorthogonalisation.
///
/// The values at the edge of the spectrum converge first. Stops when that of least real part has a residual
/// within the tolerance, when the Krylov space is exhausted, or at the step limit. Memory: a vector for each
/// step.
struct Arnoldi: Sendable {
  var stepLimit: Int
  /// ‖Au − ℓu‖ at which the value of least real part counts as found.
  var tolerance: Double
  /// Whether vectors are kept in 32-bit numbers: where products have no more digits.
  var isSingle: Bool

  /// A Ritz value ℓ, and ‖Au − ℓu‖ of its unit vector u.
  typealias Ritz = (value: Complex<Double>, residual: Double)

  /// The Ritz values; exact where the Krylov space is all that there is.
  ///
  /// - Returns: none if a product is not finite.
  func ritzValues(from start: [Double], product: ([Double]) -> [Double]) -> [Ritz] {
    let size = norm(start)
    guard size > 0, size.isFinite else { return [] }
    var basis = VectorStack(
      length: start.count, isSingle: isSingle, capacity: min(stepLimit, start.count, 128))
    var next = start.map { $0 / size }
    var columns: [[Double]] = []
    // All eigenvalues of a small matrix are dear, so they are looked at seldom.
    var following = 60
    while true {
      basis.append(next)
      next = product(basis[columns.count])
      let before = norm(next)
      guard before.isFinite else { return [] }
      var (overlaps, rest) = basis.removeSpan(from: &next)
      if rest <= 1e-13 * max(before, 1e-300) || basis.count == start.count { rest = 0 }
      columns.append(overlaps + [rest])
      let isLast = rest == 0 || columns.count >= stepLimit
      if isLast || columns.count == following {
        let found = Self.ritzValues(columns, rest: rest)
        let edge = found.min { $0.value.real < $1.value.real }
        if isLast || (edge?.residual ?? 0) <= tolerance { return found }
        following += following / 2
      }
      for index in next.indices { next[index] /= rest }
    }
  }

  /// Of the Hessenberg matrix with these columns, the last of which was left with a length across.
  private static func ritzValues(_ columns: [[Double]], rest: Double) -> [Ritz] {
    var hessenberg = Matrix(zeros: columns.count, columns.count)
    for (index, column) in columns.enumerated() {
      for (row, entry) in column.enumerated() where row < columns.count {
        hessenberg[row, index] = entry
      }
    }
    return GeneralEigenvalues(of: hessenberg).values.map { value in
      (value, rest == 0 ? 0 : rest * lastEntry(hessenberg, value))
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
