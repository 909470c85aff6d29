/// Solves A·x = b where A is known by its products alone: restarted GMRES (Saad & Schultz 1986,
/// doi:10.1137/0907058).
///
/// The Krylov basis is orthogonalised twice against all earlier vectors, so that it stays
/// orthogonal to rounding. A system of n ≤ ``restartLength`` unknowns is solved in n products and
/// one more that measures the residual b − A·x itself; while that exceeds the tolerance, another
/// cycle refines it, until a cycle fails to halve it. Deterministic. Memory: restartLength vectors.
public struct GMRES: Hashable, Sendable {
  /// How a solve ended.
  public struct Outcome: Hashable, Sendable {
    /// ‖b − A·x‖, measured.
    public let residualNorm: Double
    /// The number of products with A that were made.
    public let productCount: Int
    /// Whether ‖b − A·x‖ ≤ relativeTolerance·‖b‖.
    public let isConverged: Bool
  }

  /// The dimension of the Krylov space at which a cycle ends.
  public let restartLength: Int
  /// The residual to reach, as a share of ‖b‖.
  public let relativeTolerance: Double
  /// No cycle begins after this many products.
  public let productLimit: Int

  /// Chooses when to stop.
  ///
  /// The default tolerance, 10⁻¹⁵, asks for all that rounding allows.
  public init(
    restartLength: Int = 50, relativeTolerance: Double = 1e-15, productLimit: Int = 500
  ) {
    self.restartLength = restartLength
    self.relativeTolerance = relativeTolerance
    self.productLimit = productLimit
  }

  /// Improves `x` until A·x = b.
  ///
  /// - Parameters:
  ///   - b: the right side.
  ///   - x: the first guess, replaced by the solution; NaN if b or a product is not finite.
  ///   - product: writes A·u into its second argument, which holds b.count values on entry.
  /// - Returns: the measured residual and the cost.
  @discardableResult
  public func solve(
    _ b: [Double], into x: inout [Double],
    product: (_ u: [Double], _ product: inout [Double]) -> Void
  ) -> Outcome {
    let goal = relativeTolerance * norm(b)
    var residual = b
    var productCount = 0
    if x.contains(where: { $0 != 0 }) {
      measureResidual(of: x, b, into: &residual, product: product)
      productCount += 1
    }
    var residualNorm = norm(residual)
    while residualNorm > goal && productCount < productLimit {
      var cycle = KrylovCycle(residual: residual, norm: residualNorm)
      while cycle.length < min(restartLength, b.count) && cycle.estimate > goal {
        cycle.extend(product: product)
      }
      var candidate = x
      cycle.addSolution(to: &candidate)
      measureResidual(of: candidate, b, into: &residual, product: product)
      productCount += cycle.length + 1
      let newNorm = norm(residual)
      if newNorm >= residualNorm { break }
      x = candidate
      let isStalled = newNorm > residualNorm / 2
      residualNorm = newNorm
      if isStalled || !newNorm.isFinite { break }
    }
    if !residualNorm.isFinite { for index in x.indices { x[index] = .nan } }
    return Outcome(
      residualNorm: residualNorm, productCount: productCount, isConverged: residualNorm <= goal)
  }

  private func measureResidual(
    of x: [Double], _ b: [Double], into residual: inout [Double],
    product: (_ u: [Double], _ product: inout [Double]) -> Void
  ) {
    product(x, &residual)
    for index in b.indices { residual[index] = b[index] - residual[index] }
  }
}

/// One growth of the Krylov basis V with A·V = V·H, H kept triangular by Givens rotations.
private struct KrylovCycle {
  /// The number of products made, which is the dimension of the space.
  private(set) var length = 0
  /// The norm of the least residual in the space, by recurrence.
  var estimate: Double { abs(rightSide[length]) }
  private var basis: [[Double]]
  /// Column k of the triangle, with k + 1 entries.
  private var columns: [[Double]] = []
  private var rotations: [(cosine: Double, sine: Double)] = []
  private var rightSide: [Double]

  init(residual: [Double], norm: Double) {
    basis = [residual.map { $0 / norm }]
    rightSide = [norm]
  }

  mutating func extend(product: (_ u: [Double], _ product: inout [Double]) -> Void) {
    var next = [Double](repeating: 0, count: basis[0].count)
    product(basis[length], &next)
    let sizeBefore = norm(next)
    var column = [Double](repeating: 0, count: length + 1)
    for _ in 0..<2 {
      for (row, vector) in basis.enumerated() {
        let overlap = dot(vector, next)
        column[row] += overlap
        for index in next.indices { next[index] -= overlap * vector[index] }
      }
    }
    var below = norm(next)
    // Nothing but rounding is left: the space holds the solution.
    if below <= 4 * Double.ulpOfOne * sizeBefore { below = 0 }
    for (row, rotation) in rotations.enumerated() {
      let (upper, lower) = (column[row], column[row + 1])
      column[row] = rotation.cosine * upper + rotation.sine * lower
      column[row + 1] = rotation.cosine * lower - rotation.sine * upper
    }
    let size = (column[length] * column[length] + below * below).squareRoot()
    let rotation =
      size > 0 ? (cosine: column[length] / size, sine: below / size) : (cosine: 1, sine: 0)
    column[length] = size
    rotations.append(rotation)
    columns.append(column)
    rightSide.append(-rotation.sine * rightSide[length])
    rightSide[length] *= rotation.cosine
    basis.append(below > 0 ? next.map { $0 / below } : next)
    length += 1
  }

  /// Adds V·y for the y of least residual.
  func addSolution(to x: inout [Double]) {
    var weights = [Double](repeating: 0, count: length)
    for row in stride(from: length - 1, through: 0, by: -1) {
      var rest = rightSide[row]
      for column in (row + 1)..<max(length, row + 1) {
        rest -= columns[column][row] * weights[column]
      }
      // A zero pivot is a direction that A sends to nothing: leave it out.
      weights[row] = columns[row][row] == 0 ? 0 : rest / columns[row][row]
    }
    for (weight, vector) in zip(weights, basis) {
      for index in x.indices { x[index] += weight * vector[index] }
    }
  }
}

private func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}

private func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }
