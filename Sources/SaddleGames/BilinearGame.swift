public import SaddleLinearAlgebra

/// A min-max game with the payoff f(x, y) = xᵀAy, on whatever strategy sets.
///
/// A conforming type gives A; payoff, gradient and Hessian follow. The gradient (Ay, Aᵀx) is linear
/// in the profile, so that ∇²f·u is the gradient at u. Cost: 2nm flops each.
public protocol BilinearGame: MinMaxGame {
  /// A: a row for each coordinate of x, a column for each of y.
  var matrix: Matrix { get }
}

extension BilinearGame {
  /// n rows and m columns: n + m coordinates.
  public var shape: ProfileShape {
    ProfileShape(minimizerCount: matrix.rowCount, maximizerCount: matrix.columnCount)
  }

  /// xᵀAy.
  public func payoff(at z: StrategyProfile) -> Double {
    var sum = 0.0
    for row in 0..<matrix.rowCount {
      var response = 0.0
      for column in 0..<matrix.columnCount {
        response += matrix[row, column] * z.values[matrix.rowCount + column]
      }
      sum += z.values[row] * response
    }
    return sum
  }

  /// (Ay, Aᵀx).
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    matrix.multiplyBothWays(z.values, into: &gradient)
  }

  /// (Auᵧ, Aᵀuₓ).
  public func hessianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    matrix.multiplyBothWays(u, into: &product)
  }
}

extension Matrix {
  /// Writes (Auᵧ, Aᵀuₓ) for u = (uₓ, uᵧ) with a value for each row, then for each column.
  func multiplyBothWays(_ u: [Double], into product: inout [Double]) {
    for index in rowCount..<(rowCount + columnCount) { product[index] = 0 }
    for row in 0..<rowCount {
      var sum = 0.0
      for column in 0..<columnCount {
        let entry = self[row, column]
        sum += entry * u[rowCount + column]
        product[rowCount + column] += entry * u[row]
      }
      product[row] = sum
    }
  }
}
