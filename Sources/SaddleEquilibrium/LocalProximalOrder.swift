import SaddleGames
import SaddleLinearAlgebra

extension GameLinearization {
  /// λ* = sup{λ ≥ 0 : z* is a local λ-proximal equilibrium to second order}: ∞ where it is a local
  /// Nash equilibrium, nil where it is not even a local minimax point or the game is a field alone.
  ///
  /// At a stationary point with f_yy ⪯ 0 the curvature of f^λ in x is
  /// S_λ = f_xx + f_xy(λM − f_yy)⁻¹f_yx, which falls with λ; λ* is where its least eigenvalue
  /// crosses zero (Farnia & Ozdaglar 2020; λ = 0: Jin, Netrapalli & Jordan 2020). Necessary, and
  /// sufficient for λ < λ*. M is the game's proximal metric, on which λ* depends.
  ///
  /// Found by bisection to full precision between 10⁻¹² and 10¹² times ‖J‖; outside, 0 or ∞. Cost:
  /// about 100 dense factorisations.
  public var localProximalOrder: Double? {
    guard let metric = proximalMetric else { return nil }
    let scale = jacobian.matrix.values.map(abs).max() ?? 0
    let tolerance = 1e-12 * scale
    let minusCurvature = jacobian.block(.maximizer, .maximizer)
    guard leastEigenvalue(of: minusCurvature) >= -tolerance else { return nil }
    let own = jacobian.block(.minimizer, .minimizer)
    if leastEigenvalue(of: own) >= -tolerance { return .infinity }
    let coupling = jacobian.block(.minimizer, .maximizer)
    let back = jacobian.block(.maximizer, .minimizer)
    func isProximal(_ penalty: Double) -> Bool {
      guard let response = (penalty * metric + minusCurvature).solve(back) else { return false }
      return leastEigenvalue(of: own - coupling * response) >= 0
    }
    var (low, high) = (tolerance, 1e12 * scale)
    guard isProximal(low) else { return nil }
    if isProximal(high) { return .infinity }
    while high > low.nextUp && high / low > 1 + 2 * Double.ulpOfOne {
      let middle = high > 2 * low ? (low * high).squareRoot() : low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if isProximal(middle) { low = middle } else { high = middle }
    }
    return low
  }

  private func leastEigenvalue(of matrix: Matrix) -> Double {
    SymmetricEigen.values(of: matrix.symmetrized).first ?? 0
  }
}
