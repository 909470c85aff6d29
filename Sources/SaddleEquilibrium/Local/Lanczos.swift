import SaddleLinearAlgebra

/// Extreme eigenvalues of a symmetric operator known by its products (Lanczos 1950), with full
/// reorthogonalisation.
///
/// Stops when both ends have a residual ‖Au − θu‖ within the tolerance, when the Krylov space is exhausted
/// (the values are then exact), when whoever asks knows enough, or at the step limit. Memory: a vector for
/// each step.
struct Lanczos: Sendable {
  /// An eigenvalue's approximation.
  struct Ritz: Sendable {
    var value: Double
    /// ‖Au − θu‖ of its unit vector u: some eigenvalue lies within it of `value`.
    var residual: Double
  }

  var stepLimit: Int
  /// ‖Au − θu‖ at which an end counts as found; 0 for as many steps as there may be.
  var tolerance: Double
  /// Whether vectors are kept in 32-bit numbers: where products have no more digits.
  var isSingle = false

  /// Both ends of a spectrum.
  struct Extremes: Sendable {
    var least: Ritz
    var greatest: Ritz
    var isConverged: Bool
  }

  /// The least and the greatest eigenvalue, as far as the Krylov space of `start` sees them.
  ///
  /// - Parameters:
  ///   - start: any vector; the wanted ones need a part in it.
  ///   - isEnough: whether ends that have not converged yet answer the question. With more steps the least
  ///     value only falls and the greatest only rises.
  ///   - product: the operator.
  /// - Returns: nil if the operator has no dimension or gave a number that is not finite.
  func extremes(
    from start: [Double], isEnough: (_ least: Ritz, _ greatest: Ritz) -> Bool = { _, _ in false },
    product: ([Double]) -> [Double]
  ) -> Extremes? {
    let size = norm(start)
    guard size > 0, size.isFinite else { return nil }
    var basis = VectorStack(
      length: start.count, isSingle: isSingle, capacity: min(stepLimit, start.count, 128))
    var next = start.map { $0 / size }
    var before: [Double] = []
    var diagonal: [Double] = []
    var below: [Double] = []
    while true {
      basis.append(next)
      let unit = basis[basis.count - 1]
      next = product(unit)
      let length = norm(next)
      guard length.isFinite else { return nil }
      let overlap = dot(unit, next)
      // What the recurrence knows goes first, so that one pass over the basis mostly suffices.
      subtract(overlap, unit, from: &next)
      if let last = below.last { subtract(last, before, from: &next) }
      let rest = basis.removeSpan(from: &next).rest
      diagonal.append(overlap)
      let isExhausted = rest <= 1e-13 * max(length, 1e-300) || basis.count == start.count
      let isLast = isExhausted || basis.count >= stepLimit
      if isLast || basis.count % 4 == 0 {
        let found = ends(diagonal, below, rest: isExhausted ? 0 : rest)
        if isLast || found.isConverged || isEnough(found.least, found.greatest) { return found }
      }
      below.append(rest)
      before = unit
      for index in next.indices { next[index] /= rest }
    }
  }

  private func ends(_ diagonal: [Double], _ below: [Double], rest: Double) -> Extremes {
    let ritz = SymmetricEigen(tridiagonal: diagonal, below: below)
    let last = diagonal.count - 1
    let pairs = [0, last].map {
      Ritz(value: ritz.values[$0], residual: rest * abs(ritz.vectors[last, $0]))
    }
    return Extremes(
      least: pairs[0], greatest: pairs[1],
      isConverged: pairs.allSatisfy { $0.residual <= tolerance })
  }
}
