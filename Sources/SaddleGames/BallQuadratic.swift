/// The quadratic Σ ½hᵢtᵢ² + cᵢtᵢ in the eigenbasis of its Hessian, for deviations within a ball.
package struct BallQuadratic: Sendable {
  /// hᵢ, of any sign.
  package let curvatures: [Double]
  /// cᵢ, as many.
  package let slopes: [Double]

  /// Describes a quadratic.
  package init(curvatures: [Double], slopes: [Double]) {
    self.curvatures = curvatures
    self.slopes = slopes
  }

  /// The minimum over |t| ≤ R, convex or not: the trust-region problem.
  ///
  /// By strong duality (Moré & Sorensen 1983, doi:10.1137/0904038) it is the maximum over
  /// μ ≥ max(0, −min hᵢ) of −½Σ cᵢ²/(hᵢ + μ) − ½μR², with 0/0 = 0, which is concave in μ: the
  /// error of a bisected μ enters squared. Exact to rounding. Cost: about 100 n flops.
  ///
  /// - Precondition: R > 0.
  package func minimum(radius: Double) -> Double {
    let least = curvatures.min() ?? 0
    let shift = max(0, -least)
    // μ = shift + δ, so that hᵢ + shift is exactly 0 for the lowest curvature.
    let shifted = curvatures.map { $0 + shift }
    func length(_ delta: Double) -> Double {
      zip(slopes, shifted).reduce(0) { sum, term in
        let component = term.0 == 0 ? 0 : term.0 / (term.1 + delta)
        return sum + component * component
      }
    }
    let square = radius * radius
    var delta = 0.0
    if !(length(0) <= square) {
      var lower = 0.0
      var upper = slopes.reduce(0) { $0 + $1 * $1 }.squareRoot() / radius
      for _ in 0..<200 {
        let middle = lower + (upper - lower) / 2
        guard middle > lower, middle < upper else { break }
        if length(middle) > square { lower = middle } else { upper = middle }
      }
      delta = upper
    }
    return zip(slopes, shifted).reduce(-(shift + delta) * square / 2) { sum, term in
      term.0 == 0 ? sum : sum - term.0 * term.0 / (term.1 + delta) / 2
    }
  }
}
