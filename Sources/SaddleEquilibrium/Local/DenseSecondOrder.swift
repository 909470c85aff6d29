import SaddleLinearAlgebra

/// The second derivatives of a small game along its free directions, as full matrices.
struct DenseSecondOrder {
  /// f_xx, with the bending of the minimizer's set.
  let own: Matrix
  /// f_xy.
  let coupling: Matrix
  /// f_yy, with the bending of the maximizer's set.
  let opponent: Matrix
  /// M.
  let metric: Matrix
  /// The largest entry, which signs are judged against.
  let scale: Double

  /// λM − f_yy.
  private func stiffness(_ penalty: Double) -> Matrix { penalty * metric - opponent }

  /// S_λ = f_xx + f_xy(λM − f_yy)⁺f_yx; nil unless λM − f_yy ⪰ 0 with f_yx in its range.
  ///
  /// Along directions in which λM − f_yy vanishes (constants, in a Sobolev norm) f_yx must vanish too;
  /// the pseudo-inverse then leaves them out.
  func proximalCurvature(_ penalty: Double, tolerance: Double) -> Matrix? {
    let eigen = SymmetricEigen(stiffness(penalty))
    guard eigen.values.allSatisfy({ $0 >= -tolerance }) else { return nil }
    let projected = coupling * eigen.vectors
    var result = own
    for (mode, value) in eigen.values.enumerated() {
      let column = (0..<own.rowCount).map { projected[$0, mode] }
      if value <= tolerance {
        guard column.allSatisfy({ abs($0) <= 1e-6 * scale }) else { return nil }
        continue
      }
      for row in 0..<own.rowCount {
        for other in 0..<own.rowCount { result[row, other] += column[row] * column[other] / value }
      }
    }
    return result
  }

  /// f_yy − f_yx(f_xx + εI)⁻¹f_xy with a small ε; nil unless f_xx ⪰ 0.
  func maximinCurvature(tolerance: Double) -> Matrix? {
    DenseSecondOrder(
      own: -1 * opponent, coupling: coupling.transposed, opponent: -1 * own,
      metric: .identity(own.rowCount), scale: scale
    ).proximalCurvature(Self.leastShare * scale, tolerance: tolerance).map { -1 * $0 }
  }

  /// The least λ that is tried, as a share of the scale.
  private static let leastShare = 1e-6

  /// λ* by bisection of the least eigenvalue of S_λ, which falls with λ.
  ///
  /// It counts as ≥ 0 down to −tolerance, because an invariance of the game (a rotation of the
  /// generator's noise) makes it 0 for every λ.
  ///
  /// - Returns: nil where S_λ ⪰ 0 for no λ > 0.
  func proximalOrder(tolerance: Double) -> Double? {
    func isProximal(_ penalty: Double) -> Bool {
      guard let curvature = proximalCurvature(penalty, tolerance: tolerance) else { return false }
      return leastEigenvalue(curvature) >= -tolerance
    }
    if leastEigenvalue(own) >= -tolerance { return .infinity }
    var (low, high) = (Self.leastShare * max(scale, 1e-300), 1e12 * max(scale, 1e-300))
    guard isProximal(low) else { return nil }
    if isProximal(high) { return .infinity }
    while high / low > 1 + 1e-13 {
      let middle = high > 2 * low ? (low * high).squareRoot() : low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if isProximal(middle) { low = middle } else { high = middle }
    }
    return low
  }

  private func leastEigenvalue(_ matrix: Matrix) -> Double {
    SymmetricEigen.values(of: matrix).first ?? .infinity
  }
}
