import SaddleLinearAlgebra

/// Extreme eigenvalues of a symmetric operator known by its products (Lanczos 1950), with full
/// reorthogonalisation.
///
/// Stops when both wanted ends have a residual ‖Au − θu‖ below the tolerance times the largest Ritz
/// value, when the Krylov space is exhausted (the values are then exact), or at the step limit.
/// Memory: a vector for each step.
struct Lanczos: Sendable {
  /// An eigenpair's approximation.
  struct Ritz: Sendable {
    var value: Double
    var vector: [Double]
    /// ‖Au − θu‖: some eigenvalue lies within it of `value`.
    var residual: Double
  }

  var stepLimit = 60
  var tolerance = 1e-4

  /// Both ends of a spectrum.
  struct Extremes: Sendable {
    var least: Ritz
    var greatest: Ritz
    var isConverged: Bool
  }

  /// The least and the greatest eigenvalue, as far as the Krylov space of `start` sees them.
  ///
  /// - Returns: nil if the operator has no dimension or gave a number that is not finite.
  func extremes(
    from start: [Double], product: ([Double]) -> [Double]
  ) -> Extremes? {
    let size = norm(start)
    guard size > 0, size.isFinite else { return nil }
    var basis = [start.map { $0 / size }]
    var diagonal: [Double] = []
    var below: [Double] = []
    while true {
      let step = diagonal.count
      var next = product(basis[step])
      let before = norm(next)
      guard before.isFinite else { return nil }
      diagonal.append(dot(basis[step], next))
      for _ in 0..<2 {
        for vector in basis { subtract(dot(vector, next), vector, from: &next) }
      }
      let rest = norm(next)
      let isExhausted = rest <= 1e-13 * max(before, 1e-300) || basis.count == start.count
      let isChecked = isExhausted || step + 1 >= stepLimit || step % 4 == 3
      if isChecked {
        let ritz = SymmetricEigen(tridiagonal: diagonal, below: below)
        let last = diagonal.count - 1
        let scale = max(abs(ritz.values[0]), abs(ritz.values[last]), 1e-300)
        let edge = isExhausted ? 0 : rest
        let residuals = [0, last].map { edge * abs(ritz.vectors[last, $0]) }
        let isDone = residuals.allSatisfy { $0 <= tolerance * scale }
        if isDone || isExhausted || step + 1 >= stepLimit {
          return Extremes(
            least: combine(basis, ritz, 0, residuals[0]),
            greatest: combine(basis, ritz, last, residuals[1]), isConverged: isDone || isExhausted)
        }
      }
      below.append(rest)
      basis.append(next.map { $0 / rest })
    }
  }

  private func combine(
    _ basis: [[Double]], _ ritz: SymmetricEigen, _ column: Int, _ residual: Double
  ) -> Ritz {
    var vector = [Double](repeating: 0, count: basis[0].count)
    for row in 0..<ritz.values.count {
      subtract(-ritz.vectors[row, column], basis[row], from: &vector)
    }
    return Ritz(value: ritz.values[column], vector: vector, residual: residual)
  }
}
