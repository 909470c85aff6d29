import SaddleGames

/// S_λ = f_xx + f_xy(λM − f_yy)⁻¹f_yx of a large game, and the λ* at which it ceases to be ⪰ 0.
///
/// A product S_λu costs one Hessian product for f_xx·u and f_yx·u, and one for each step of the conjugate
/// gradients that solve (λM − f_yy)w = f_yx·u; f_xy·w comes with them.
struct ProximalSchur {
  /// The least eigenvalue of one S_λ.
  struct Least {
    var ritz: Lanczos.Ritz
    /// Whether Lanczos and every solve reached their tolerance.
    var isConverged: Bool
  }

  let products: HessianProducts
  let lanczos: Lanczos
  let tolerance: Double
  let start: [Double]
  var solveSteps = 200

  /// The least eigenvalue of S_λ; nil unless λM − f_yy ≻ 0 as far as the solves see.
  func least(penalty: Double, from vector: [Double]? = nil) -> Least? {
    var isDefinite = true
    var isSolved = true
    var lowest = lanczos
    lowest.ends = .least
    let found = lowest.extremes(from: vector ?? start) { u in
      let (image, solution) = product(u, penalty: penalty)
      isDefinite = isDefinite && !solution.isIndefinite
      isSolved = isSolved && solution.relativeResidual <= 10 * tolerance
      return image
    }
    guard let found, isDefinite else { return nil }
    return Least(ritz: found.least, isConverged: found.isConverged && isSolved)
  }

  private func product(
    _ u: [Double], penalty: Double
  ) -> (image: [Double], solution: ConjugateGradients.Solution) {
    let (own, pull) = products(.minimizer, u)
    let solution = solve(pull, penalty: penalty, alongCount: u.count)
    return (zip(own, solution.along).map { $0 + $1 }, solution)
  }

  /// (λM − f_yy)w = f_yx·u, with f_xy·w.
  private func solve(
    _ pull: [Double], penalty: Double, alongCount: Int
  ) -> ConjugateGradients.Solution {
    ConjugateGradients(stepLimit: solveSteps, tolerance: tolerance)
      .solve(pull, alongCount: alongCount) { w in
        let (back, bend) = products(.maximizer, w)
        let metric = products.metric(w)
        return (zip(metric, bend).map { penalty * $0 - $1 }, back)
      }
  }

  /// λ*, given the least eigenpair of f_xx.
  ///
  /// For a fixed unit u the form ρ(λ) = uᵀS_λu is convex and falls, and bounds the least eigenvalue from
  /// above; so its root bounds λ* from above. From the root for the least eigenvector of S_λ the next λ
  /// follows: Newton's method on the least eigenvalue, which converges from above and squares its error.
  /// It ends when S_λ ⪰ 0 to the tolerance; the last step is the error reported.
  ///
  /// - Returns: ∞ where f_xx ⪰ 0; nil where S_λ ⪰ 0 for no λ > 0.
  func order(
    own: Lanczos.Ritz?, tolerance scaled: Double
  ) -> (value: Double, error: Double)? {
    guard let own else { return nil }
    if own.value >= -scaled { return (.infinity, 0) }
    var vector = own.vector
    var (penalty, error) = (Double.infinity, Double.infinity)
    for _ in 0..<30 {
      guard let next = root(of: vector, above: scaled) else { return nil }
      error = penalty.isFinite ? abs(penalty - next) : error
      penalty = min(penalty, next)
      guard let lowest = least(penalty: penalty, from: mixed(vector)) else { return nil }
      if lowest.ritz.value >= -scaled || error <= 1e-10 * penalty {
        // By how much λ would have to fall for the eigenvalue to be certainly ≥ 0.
        let slack = abs(lowest.ritz.value) + lowest.ritz.residual
        let slope = abs(form(lowest.ritz.vector, penalty).slope)
        return (penalty, slope > 0 ? slack / slope : error)
      }
      vector = lowest.ritz.vector
    }
    return (penalty, error)
  }

  /// A start for Lanczos that holds the last eigenvector and a little of everything.
  private func mixed(_ vector: [Double]) -> [Double] {
    let share = 0.05 / max(norm(start), 1e-300)
    return zip(vector, start).map { $0 + share * $1 }
  }

  /// uᵀS_λu and its derivative −wᵀMw with w = (λM − f_yy)⁻¹f_yx·u.
  private func form(_ u: [Double], _ penalty: Double) -> (value: Double, slope: Double) {
    let (own, pull) = products(.minimizer, u)
    let solution = solve(pull, penalty: penalty, alongCount: 0)
    return (
      dot(u, own) + dot(pull, solution.vector),
      -dot(solution.vector, products.metric(solution.vector))
    )
  }

  /// The root of ρ = c + g(λ) with c = uᵀf_xxu < 0; nil if ρ < 0 already at the least λ.
  ///
  /// Newton's method on 1/g, which is concave and nearly linear in λ, climbs to the root from the left
  /// in a few steps (as in trust-region methods: Moré & Sorensen 1983).
  private func root(of u: [Double], above least: Double) -> Double? {
    let size = norm(u)
    let u = u.map { $0 / size }
    let (own, pull) = products(.minimizer, u)
    let curvature = dot(u, own)
    guard curvature < 0 else { return .infinity }
    var penalty = least
    for _ in 0..<50 {
      let solution = solve(pull, penalty: penalty, alongCount: 0)
      let gain = dot(pull, solution.vector)
      let fall = dot(solution.vector, products.metric(solution.vector))
      if penalty == least, curvature + gain < 0 { return nil }
      guard gain > 0, fall > 0 else { return nil }
      let move = (-1 / curvature - 1 / gain) * gain * gain / fall
      penalty += move
      if move <= 1e-12 * penalty { return penalty }
    }
    return penalty
  }
}
