import SaddleLinearAlgebra

/// The eigenbasis of one player's curvature matrix C, with eigenvalues that are 0 to rounding made
/// exactly 0.
struct CurvatureSpectrum: Sendable {
  let values: [Double]
  let vectors: Matrix

  init(_ curvature: Matrix) {
    let eigen = SymmetricEigen(curvature)
    let largest = eigen.values.reduce(0) { max($0, abs($1)) }
    values = eigen.values.map { abs($0) > 1e-14 * largest ? $0 : 0 }
    vectors = eigen.vectors
  }

  var isPositiveSemidefinite: Bool { values.allSatisfy { $0 >= 0 } }

  /// g(C)·u.
  func map(_ u: some Collection<Double>, by function: (Double) -> Double) -> [Double] {
    let components = vectors.transposed(u)
    return vectors(zip(values, components).map { function($0) * $1 })
  }

  /// P + B(C + λI)⁺Bᵀ, without the directions in which C + λI is 0.
  func schur(own: Matrix, coupling: Matrix, penalty: Double) -> Matrix {
    let projected = coupling * vectors
    var result = own
    for (mode, value) in values.enumerated() where value + penalty != 0 {
      let weight = 1 / (value + penalty)
      for row in 0..<own.rowCount {
        for column in 0..<own.columnCount {
          result[row, column] += weight * projected[row, mode] * projected[column, mode]
        }
      }
    }
    return result
  }

  /// The least eigenvalue of P + BC⁺Bᵀ on the x with finite Φ(x) = max_y ½xᵀPx + xᵀBy − ½yᵀCy;
  /// 0 where only x = 0 is left, or to rounding; nil unless C ⪰ 0.
  func envelopeCurvature(own: Matrix, coupling: Matrix) -> Double? {
    guard isPositiveSemidefinite else { return nil }
    // The x that B pairs with no flat direction of C: the kernel of Σ bbᵀ over those directions.
    let projected = coupling * vectors
    var steep = Matrix(zeros: own.rowCount, own.rowCount)
    for (mode, value) in values.enumerated() where value == 0 {
      for row in 0..<own.rowCount {
        for column in 0..<own.rowCount {
          steep[row, column] += projected[row, mode] * projected[column, mode]
        }
      }
    }
    let domain = SymmetricEigen(steep)
    let negligible = 1e-14 * (domain.values.last ?? 0)
    let free = domain.values.indices.filter { domain.values[$0] <= negligible }
    guard !free.isEmpty else { return 0 }
    var basis = Matrix(zeros: own.rowCount, free.count)
    for (column, mode) in free.enumerated() {
      for row in 0..<own.rowCount { basis[row, column] = domain.vectors[row, mode] }
    }
    let restricted = basis.transposed * schur(own: own, coupling: coupling, penalty: 0) * basis
    let spectrum = CurvatureSpectrum(restricted)
    return spectrum.values.first
  }

  /// sup{λ : P + B(C + λI)⁻¹Bᵀ ⪰ 0} for C ⪰ 0, given that it holds as λ → 0 and not for λ = ∞.
  ///
  /// The smallest eigenvalue falls in λ and is negative beyond |B|²/|p₀|, with p₀ < 0 the least
  /// eigenvalue of P. Positive semidefinite means: the Cholesky decomposition exists once 10⁻¹³ of
  /// the largest entry is added to the diagonal.
  func proximalOrder(own: Matrix, coupling: Matrix) -> Double {
    let least = SymmetricEigen(own).values[0]
    var lower = 0.0
    var upper = coupling.values.reduce(0) { $0 + $1 * $1 } / -least * (1 + 0x1p-20)
    for _ in 0..<200 {
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else { break }
      var schur = schur(own: own, coupling: coupling, penalty: middle)
      let slack = 1e-13 * schur.values.reduce(0) { max($0, abs($1)) }
      for index in 0..<own.rowCount { schur[index, index] += slack }
      if Cholesky(schur) == nil { upper = middle } else { lower = middle }
    }
    return lower
  }
}
