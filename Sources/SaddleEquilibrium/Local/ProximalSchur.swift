import SaddleGames
import SaddleLinearAlgebra

/// S_λ = A + B(λM − C)⁻¹Bᵀ of a large game: its least eigenvalue, and the λ* at which that is 0.
///
/// uᵀS_λu is the maximum over w of uᵀAu + 2uᵀBw − wᵀ(λM − C)w, so least eigenvector and response are a
/// saddle point of one quadratic form. Instead of solving for w anew at each u (a solve within an
/// eigenvalue problem within a bisection) both are looked for together: the form is compressed to a
/// subspace of each player's directions, the small problem is solved exactly, and both subspaces grow by
/// the residuals
///
///     r = Au + Bw − θu,   s = Bᵀu − (λM − C)w
///
/// (a Davidson method for a saddle point, restarted with its lowest vectors). λ moves with the small
/// problem's root, so that λ* costs little more than one eigenvalue. A step costs two Hessian products.
///
/// What is known at the end: θ − ‖r‖ ≤ an eigenvalue ≤ θ + ‖r‖ of the compressed S_λ, and uᵀS_λu lies
/// in [θ, θ + ‖s‖²/σ] with σ the least eigenvalue of λM − C. A negative upper end proves S_λ indefinite.
struct ProximalSchur {
  /// A least eigenvalue, or a root, as far as it was found.
  struct Found {
    /// λ.
    var penalty: Double
    /// θ, the least eigenvalue of the compressed S_λ.
    var value: Double
    /// ‖r‖ + ‖s‖²/σ: how far an eigenvalue of S_λ may be from θ.
    var residual: Double
    /// ‖s‖²/σ: how far uᵀS_λu may be above θ.
    var shortfall: Double
    /// How far λ may be from the root: `residual` over −dθ/dλ.
    var error: Double
    /// Whether the residual fell to the tolerance, or the sign that was asked for is certain.
    var isConverged: Bool
  }

  /// Where S_λ ceases to be ⪰ 0.
  enum Order {
    /// S_λ ⪰ 0 for every λ.
    case always(isConverged: Bool)
    /// For none.
    case never(isConverged: Bool)
    /// Up to λ*.
    case upTo(Found)
  }

  /// The most steps of one search.
  var stepLimit = 300
  /// ‖r‖ + ‖s‖²/σ at which an eigenvalue counts as found; an eigenvalue counts as ≥ 0 down to minus it.
  let tolerance: Double
  /// The relative error at which λ* counts as found.
  var orderTolerance = 1e-3
  /// −λ_max(C), as far as it is known: a bound on the eigenvalues of λM − C from below.
  let stiffness: Double
  private var space: SchurSubspace

  init(
    _ products: HessianProducts, leader: Player, tolerance: Double, stiffness: Double,
    start: [Double], width: Int
  ) {
    self.tolerance = tolerance
    self.stiffness = stiffness
    let count = max(1, start.count)
    space = SchurSubspace(
      products, leader: leader, widthLimit: min(width, max(16, 8_000_000 / count)))
    if space.growLeader(start) { _ = space.growResponder(space.lastPull) }
  }

  /// The least eigenvalue of S_λ; nil if λM − C is not positive definite.
  mutating func least(penalty: Double) -> Found? {
    var last: Found?
    for _ in 0..<stepLimit {
      guard let lowest = lowest(penalty) else { return nil }
      var found = assess(lowest, penalty)
      found.found.isConverged = found.found.residual <= tolerance
      last = found.found
      if found.found.isConverged || !grow(found.directions, lowest) { break }
    }
    return last
  }

  /// λ* between two bounds.
  ///
  /// At the lower bound it ends as soon as a vector proves S_λ indefinite, at the upper one as soon as the
  /// least eigenvalue is certainly positive; between, when the error is small beside λ.
  mutating func order(from lower: Double, to upper: Double) -> Order {
    var penalty = lower
    var answer = Order.never(isConverged: false)
    var moves = 3
    for _ in 0..<stepLimit {
      guard var lowest = lowest(penalty) else { return .never(isConverged: true) }
      for _ in 0..<moves {
        let next = moved(penalty, lowest, lower, upper)
        guard abs(next - penalty) > 1e-13 * penalty, let better = self.lowest(next) else { break }
        (penalty, lowest) = (next, better)
      }
      var (found, directions) = assess(lowest, penalty)
      let shifted = lowest.value + tolerance
      if penalty <= lower, shifted < 0 {
        let isCertain = shifted + found.shortfall < 0
        answer = .never(isConverged: isCertain)
        if isCertain { break }
      } else if penalty >= upper, shifted >= 0 {
        let isCertain = found.residual <= max(tolerance, shifted / 10)
        answer = .always(isConverged: isCertain)
        if isCertain { break }
      } else {
        // What the small problem's own root still lacks counts, too.
        found.error = (found.residual + abs(shifted)) / max(lowest.fall, .leastNormalMagnitude)
        found.isConverged = found.error <= orderTolerance * penalty
        answer = .upTo(found)
        if found.isConverged { break }
      }
      guard !grow(directions, lowest) else { continue }
      // The subspace holds all there is: what is left is the root of the small problem.
      if moves > 3 { return Self.exhausted(answer) }
      moves = 60
    }
    return answer
  }

  /// An answer on a subspace that holds all there is: exact.
  private static func exhausted(_ answer: Order) -> Order {
    switch answer {
    case .always: return .always(isConverged: true)
    case .never: return .never(isConverged: true)
    case .upTo(var found):
      found.isConverged = true
      return .upTo(found)
    }
  }

  /// The game Jacobian [[A, B], [−Bᵀ, −C]] on the lowest vectors of S_λ and their responses, a few of
  /// each, with the leader's first, or on the whole subspace where it is no wider; nil if λM − C is not
  /// positive definite.
  func compressedJacobian(penalty: Double, width: Int) -> (matrix: Matrix, leaderCount: Int)? {
    guard let lowest = lowest(penalty) else { return nil }
    let isNarrow = max(space.leaderWidth, space.responderWidth) <= width
    let small = space.small(
      leader: isNarrow ? .identity(space.leaderWidth) : lowest.vectors,
      responder: isNarrow ? .identity(space.responderWidth) : lowest.responses, width: width)
    return (
      Matrix(
        blocks: small.own, small.coupling, -1 * small.coupling.transposed, -1 * small.opponent),
      small.own.rowCount
    )
  }
}

// The small problem.
extension ProximalSchur {
  /// The least eigenpair of the compressed S_λ, and what the restart needs.
  private struct Lowest {
    var value: Double
    /// a with u = Ua.
    var leader: [Double]
    /// b with w = Wb.
    var responder: [Double]
    /// All eigenvectors, by rising eigenvalue.
    var vectors: Matrix
    /// Their responses.
    var responses: Matrix
    /// aᵀÂa.
    var curvature: Double
    /// aᵀB̂b.
    var gain: Double
    /// bᵀM̂b = −dθ/dλ.
    var fall: Double
  }

  private func lowest(_ penalty: Double) -> Lowest? {
    let stiff = penalty * space.metric - space.opponent
    guard let responses = response(stiff) else { return nil }
    let schur = space.own + space.coupling * responses
    let eigen = SymmetricEigen(schur.symmetrized)
    guard let value = eigen.values.first, value.isFinite else { return nil }
    let a = (0..<schur.rowCount).map { eigen.vectors[$0, 0] }
    let b = responses(a)
    return Lowest(
      value: value, leader: a, responder: b, vectors: eigen.vectors,
      responses: responses * eigen.vectors, curvature: dot(a, space.own(a)),
      gain: dot(a, space.coupling(b)), fall: dot(b, space.metric(b)))
  }

  /// (λM̂ − Ĉ)⁻¹B̂ᵀ, eigenvalues within the tolerance of 0 taken for it; nil if one is below.
  private func response(_ stiff: Matrix) -> Matrix? {
    if stiffness > tolerance { return Cholesky(stiff)?.solve(space.coupling.transposed) }
    let eigen = SymmetricEigen(stiff)
    guard let least = eigen.values.first, least >= -tolerance else {
      return space.responderWidth == 0 ? space.coupling.transposed : nil
    }
    return eigen.matrix { 1 / max($0, tolerance) } * space.coupling.transposed
  }

  private func assess(
    _ lowest: Lowest, _ penalty: Double
  ) -> (found: Found, directions: (leader: [Double], responder: [Double])) {
    let directions = space.residual(
      lowest.leader, lowest.responder, value: lowest.value, penalty: penalty)
    let miss = norm(directions.responder)
    let shortfall = miss * miss / max(stiffness, tolerance)
    let residual = norm(directions.leader) + shortfall
    let error = lowest.fall > 0 ? residual / lowest.fall : .infinity
    return (
      Found(
        penalty: penalty, value: lowest.value, residual: residual, shortfall: shortfall,
        error: error, isConverged: false), directions
    )
  }

  /// The next λ: the root of uᵀS_λu = c + g(λ) for this u, by a step of Newton's method on 1/g, which is
  /// concave and nearly linear in λ (as in trust-region methods: Moré & Sorensen 1983).
  private func moved(
    _ penalty: Double, _ lowest: Lowest, _ lower: Double, _ upper: Double
  ) -> Double {
    let curvature = lowest.curvature + tolerance
    if curvature >= 0 { return min(upper, 10 * penalty) }
    guard lowest.gain > 0 else { return lower }
    guard lowest.fall > 0 else { return lowest.value + tolerance < 0 ? lower : upper }
    let move = (-1 / curvature - 1 / lowest.gain) * lowest.gain * lowest.gain / lowest.fall
    return min(max(penalty + move, lower), upper)
  }

  /// Adds both residuals; false if neither is new.
  private mutating func grow(
    _ directions: (leader: [Double], responder: [Double]), _ lowest: Lowest
  ) -> Bool {
    if space.isFull {
      let kept = space.widthLimit / 3
      space.compress(
        leader: lowest.vectors.firstColumns(kept), responder: lowest.responses.firstColumns(kept))
    }
    let (first, second) = (
      space.growLeader(directions.leader), space.growResponder(directions.responder)
    )
    return first || second
  }
}
