import ComplexModule
import RealModule
import SaddleLinearAlgebra

extension JacobianSpectrum {
  /// All that the eigenvalues of J tell; `minimizerCount` says where τ begins to act.
  ///
  /// Cost: about 100 dense eigenvalue problems, most of them for τ*.
  init(dense jacobian: Matrix, minimizerCount: Int, tolerance: Double) {
    let values = GeneralEigenvalues(of: jacobian).values
    leastReal = values.map(\.real).min() ?? 0
    greatestMagnitude = values.map(\.length).max() ?? 0
    greatestTurn = values.map { abs($0.imaginary) }.max() ?? 0
    let potential = jacobian.symmetrized.frobeniusNorm
    let rotation = (0.5 * (jacobian - jacobian.transposed)).frobeniusNorm
    let total = potential * potential + rotation * rotation
    rotationShare = total > 0 ? rotation * rotation / total : 0
    rotationShareError = 0
    largestStepSize =
      leastReal > tolerance
      ? values.map { 2 * $0.real / $0.lengthSquared }.min() : nil
    stabilizingRatio = Self.stabilizingRatio(
      jacobian, minimizerCount: minimizerCount, tolerance: tolerance)
    residual = 0
    isComplete = true
  }

  /// The least τ such that the flow is stable for it and all larger ratios of a grid up to 10⁶,
  /// refined by bisection (Fiez & Ratliff 2021 show that there is one at a strict local minimax point).
  static func stabilizingRatio(
    _ jacobian: Matrix, minimizerCount: Int, tolerance: Double
  ) -> Double? {
    func isStable(_ ratio: Double) -> Bool {
      var scaled = jacobian
      for row in minimizerCount..<max(jacobian.rowCount, minimizerCount) {
        for column in 0..<jacobian.columnCount { scaled[row, column] *= ratio }
      }
      let values = GeneralEigenvalues(of: scaled).values
      return values.allSatisfy { $0.real > min(1, ratio) * tolerance }
    }
    let grid = stride(from: -4.0, through: 6, by: 0.25).map { Double.pow(10, $0) }
    guard let top = grid.last, isStable(top) else { return nil }
    guard let unstable = grid.last(where: { !isStable($0) }) else { return 0 }
    var (low, high) = (unstable, unstable * Double.pow(10, 0.25))
    for _ in 0..<50 {
      let middle = low + (high - low) / 2
      if isStable(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
