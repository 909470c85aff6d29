/// Solves Aw = b for a symmetric positive semidefinite A known by its products, b in its range
/// (Hestenes & Stiefel 1952).
///
/// Each product may hand back something else that is linear in its argument: `along` collects that
/// of the solution at no further cost.
struct ConjugateGradients: Sendable {
  /// What was found.
  struct Solution: Sendable {
    /// w.
    var vector: [Double]
    /// The linear by-product at w.
    var along: [Double]
    /// ‖b − Aw‖/‖b‖, by recurrence.
    var relativeResidual: Double
    /// The products that were made.
    var productCount: Int
    /// Whether a direction p with pᵀAp ≤ 0 turned up, so that A is not positive definite.
    var isIndefinite: Bool
  }

  var stepLimit = 100
  var tolerance = 1e-8

  /// Solves from w = 0.
  func solve(
    _ right: [Double], alongCount: Int,
    product: ([Double]) -> (value: [Double], along: [Double])
  ) -> Solution {
    var solution = Solution(
      vector: [Double](repeating: 0, count: right.count),
      along: [Double](repeating: 0, count: alongCount), relativeResidual: 0, productCount: 0,
      isIndefinite: false)
    let size = norm(right)
    guard size > 0 else { return solution }
    var (residual, direction) = (right, right)
    var square = size * size
    solution.relativeResidual = 1
    while solution.productCount < stepLimit, square.squareRoot() > tolerance * size {
      let (image, along) = product(direction)
      solution.productCount += 1
      let bend = dot(direction, image)
      guard bend > 0 else {
        solution.isIndefinite = bend < 0
        break
      }
      let length = square / bend
      subtract(-length, direction, from: &solution.vector)
      subtract(-length, along, from: &solution.along)
      subtract(length, image, from: &residual)
      let next = dot(residual, residual)
      let share = next / square
      for index in direction.indices {
        direction[index] = residual[index] + share * direction[index]
      }
      square = next
    }
    solution.relativeResidual = square.squareRoot() / size
    return solution
  }
}
