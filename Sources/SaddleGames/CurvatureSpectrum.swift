import SaddleLinearAlgebra

/// The eigenbasis of one player's curvature matrix C, with eigenvalues that are 0 to rounding made
/// exactly 0.
struct CurvatureSpectrum: Sendable {
  let values: [Double]
  let vectors: Matrix

  init(_ curvature: Matrix) {
    let eigen = SymmetricEigen(curvature)
    let largest = eigen.values.reduce(0) { max($0, abs($1)) }
    let negligible = 1e-15 * Double(max(10, curvature.rowCount)) * largest
    values = eigen.values.map { abs($0) > negligible ? $0 : 0 }
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
    let basis = self.basis(ofFiniteEnvelope: coupling)
    guard basis.columnCount > 0 else { return 0 }
    let restricted = basis.transposed * schur(own: own, coupling: coupling, penalty: 0) * basis
    return CurvatureSpectrum(restricted).values.first
  }

  /// Orthonormal columns that span the x which B pairs with no flat direction of C.
  private func basis(ofFiniteEnvelope coupling: Matrix) -> Matrix {
    let count = coupling.rowCount
    let projected = coupling * vectors
    let flat = values.indices.filter { values[$0] == 0 }
    let steep = SingularValueDecomposition(
      Matrix((0..<count).map { row in flat.map { projected[row, $0] } }))
    let size = coupling.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var projector = Matrix.identity(count)
    for (mode, value) in steep.values.enumerated() where value > 1e-13 * size {
      for row in 0..<count {
        for column in 0..<count {
          projector[row, column] -= steep.leftVectors[row, mode] * steep.leftVectors[column, mode]
        }
      }
    }
    let eigen = SymmetricEigen(projector)
    let free = eigen.values.indices.filter { eigen.values[$0] > 0.5 }
    return Matrix((0..<count).map { row in free.map { eigen.vectors[row, $0] } })
  }

  /// sup{λ : P + B(C + λI)⁻¹Bᵀ ⪰ 0} for C ⪰ 0, given that it holds as λ → 0 and not for λ = ∞.
  ///
  /// The smallest eigenvalue falls in λ and is negative beyond |B|²/|p₀|, with p₀ < 0 the least
  /// eigenvalue of P. Positive semidefinite means: the Cholesky decomposition exists once 10⁻¹³ of
  /// the largest entry is added to the diagonal.
  func proximalOrder(own: Matrix, coupling: Matrix) -> Double {
    let least = SymmetricEigen.values(of: own)[0]
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
