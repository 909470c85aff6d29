import SaddleGames
public import SaddleLinearAlgebra
public import SaddleTraining

extension Replicator: LinearlyPredictable {
  /// I − S + S²/2 − S³/6 + S⁴/24 on directions that keep each block's sum; S = ηPJ with
  /// P = diag(z) − zzᵀ in each block.
  ///
  /// Only at a fully mixed profile.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isFullyMixed else { return nil }
    return point.tangentProjection
      * fourthOrderExponential(of: point.reweightingJacobian(stepSizes))
  }
}

extension MultiplicativeWeights: LinearlyPredictable {
  /// The maps of gradient play with S = ηPJ in the place of ηJ, P = diag(z) − zzᵀ in each block, on
  /// directions that keep each block's sum.
  ///
  /// Only at a fully mixed profile.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isFullyMixed else { return nil }
    let s = point.reweightingJacobian(stepSizes)
    let tangent = point.tangentProjection
    switch variant {
    case .simultaneous: return tangent - s * tangent
    case .alternating: return tangent * alternation(of: s, shape: point.profile.shape) * tangent
    case .optimistic:
      return companion(tangent, s * tangent)
    }
  }
}

extension GameLinearization {
  /// ηPJ with P = diag(z) − zzᵀ in each block: how shares answer to a change of the field.
  fileprivate func reweightingJacobian(_ stepSizes: StepSizes) -> Matrix {
    let count = profile.shape.count
    var p = Matrix(zeros: count, count)
    for player in Player.allCases {
      for row in profile.shape.range(of: player) {
        for column in profile.shape.range(of: player) {
          p[row, column] =
            (row == column ? profile.values[row] : 0)
            - profile.values[row] * profile.values[column]
        }
      }
    }
    return scaled(p * jacobian.matrix, by: stepSizes)
  }

  /// Takes each block's mean away, so that sums are kept.
  fileprivate var tangentProjection: Matrix {
    var projection = Matrix.identity(profile.shape.count)
    for player in Player.allCases {
      let range = profile.shape.range(of: player)
      for row in range {
        for column in range { projection[row, column] -= 1 / Double(range.count) }
      }
    }
    return projection
  }
}
