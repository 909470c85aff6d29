import SaddleGames
import SaddleLinearAlgebra

/// The directions in which a player can move to first order at a point z = Π(z − w), and how the
/// boundary of its set bends there.
///
/// The derivative of the projection Π at z − w is symmetric, with eigenvalue 0 across the boundary, 1
/// along a flat one, and 1/(1 + κ‖w‖) where the boundary bends with curvature κ. To second order the
/// function that the player lowers, restricted to the set, therefore has the Hessian H + (DΠ⁺ − I) on
/// the range of DΠ: the multiplier times the boundary's curvature is added to its own. Found by central
/// differences of the game's projection, so for any set.
struct TangentSpace {
  /// Orthonormal columns that span the free directions.
  let basis: Matrix
  /// DΠ⁺ − I in that basis, which is diagonal there.
  let bending: [Double]
  /// Whether an eigenvalue of DΠ stands between 0 and 1 as it does at a point where a bound is only
  /// just touched: whether it binds is then not decided.
  let isDegenerate: Bool

  /// Whether every direction is free and nothing bends.
  var isWhole: Bool { basis.columnCount == basis.rowCount && bending.allSatisfy { $0 == 0 } }

  init(of player: Player, at z: StrategyProfile, in game: any VariationalInequality) {
    let range = z.shape.range(of: player)
    let count = range.count
    if game.strategySet(of: player) == .unconstrained {
      basis = .identity(count)
      bending = [Double](repeating: 0, count: count)
      isDegenerate = false
      return
    }
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    var center = z
    for index in range { center.values[index] -= field[index] }
    var derivative = Matrix(zeros: count, count)
    let size = range.reduce(1) { max($0, abs(center.values[$1])) }
    let step = 1e-6 * size
    for column in 0..<count {
      var (ahead, behind) = (center, center)
      ahead.values[range.lowerBound + column] += step
      behind.values[range.lowerBound + column] -= step
      game.project(player, of: &ahead)
      game.project(player, of: &behind)
      for row in 0..<count {
        let index = range.lowerBound + row
        derivative[row, column] = (ahead.values[index] - behind.values[index]) / (2 * step)
      }
    }
    let eigen = SymmetricEigen(derivative.symmetrized)
    let free = eigen.values.indices.filter { eigen.values[$0] > 1e-4 }
    // Half a flat boundary: the bound is touched and does not push, so its directions count as free.
    func isTouched(_ value: Double) -> Bool { abs(value - 0.5) < 1e-6 }
    bending = free.map { index in
      let value = eigen.values[index]
      return abs(value - 1) < 1e-7 || isTouched(value) ? 0 : 1 / value - 1
    }
    isDegenerate = free.contains { isTouched(eigen.values[$0]) }
    // Where nothing binds the eigenvectors are arbitrary: the coordinates themselves serve.
    let isWhole = free.count == count && bending.allSatisfy { $0 == 0 }
    basis =
      isWhole
      ? .identity(count) : Matrix((0..<count).map { row in free.map { eigen.vectors[row, $0] } })
  }

  /// UᵀAV for the blocks of a Hessian.
  func restrict(_ matrix: Matrix, to other: TangentSpace) -> Matrix {
    if isWhole, other.isWhole { return matrix }
    return basis.transposed * matrix * other.basis
  }
}
