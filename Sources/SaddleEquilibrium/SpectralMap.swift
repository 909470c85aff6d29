import SaddleGames
public import SaddleLinearAlgebra
public import SaddleTraining

/// A method whose step is known as a linear map near a stationary point.
public protocol LinearlyPredictable: TrainingMethod {
  /// The derivative of one recorded step at the point, by the iterate and by whatever else is
  /// carried from step to step; nil where theory has none (a projection acts, say).
  func stepMap(at point: GameLinearization) -> Matrix?
}

extension SimultaneousGDA: LinearlyPredictable {
  /// I − ηJ.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    return .identity(point.profile.shape.count) - point.scaledJacobian(stepSizes)
  }
}

extension AlternatingGDA: LinearlyPredictable {
  /// The map of y's move after that of x's:
  /// [[I, 0], [−ηJ_yx, I − ηJ_yy]]·[[I − ηJ_xx, −ηJ_xy], [0, I]]; nil unless each moves once.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained, minimizerSteps == 1, maximizerSteps == 1 else { return nil }
    return alternation(of: point.scaledJacobian(stepSizes), shape: point.profile.shape)
  }
}

extension Extragradient: LinearlyPredictable {
  /// I − ηJ(I − ηJ).
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    let j = point.scaledJacobian(stepSizes)
    return .identity(j.rowCount) - j + j * j
  }
}

extension OptimisticGDA: LinearlyPredictable {
  /// [[I − 2ηJ, ηJ], [I, 0]] on (z_t, z_{t−1}).
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    return companion(.identity(point.profile.shape.count), point.scaledJacobian(stepSizes))
  }
}

extension ProximalPoint: LinearlyPredictable {
  /// (I + ηJ)⁻¹.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    let one = Matrix.identity(point.profile.shape.count)
    return (one + point.scaledJacobian(stepSizes)).solve(one)
  }
}

extension ConsensusOptimization: LinearlyPredictable {
  /// I − η(I + γJᵀ)J.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    let j = point.jacobian.matrix
    let adjusted = j + regularization * (j.transposed * j)
    return .identity(j.rowCount) - point.scaled(adjusted, by: stepSizes)
  }
}

extension SymplecticGradientAdjustment: LinearlyPredictable {
  /// I − η(I + τAᵀ)J.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    let j = point.jacobian.matrix
    let adjusted = j + adjustment * (point.jacobian.hamiltonianPart.transposed * j)
    return .identity(j.rowCount) - point.scaled(adjusted, by: stepSizes)
  }
}

extension Lookahead: LinearlyPredictable {
  /// (1 − α)I + αMᵏ, M the map of the base.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    let base: Matrix? =
      switch order {
      case .simultaneous: SimultaneousGDA(stepSizes: stepSizes).stepMap(at: point)
      case .alternating: AlternatingGDA(stepSizes: stepSizes).stepMap(at: point)
      }
    guard let base else { return nil }
    return (1 - interpolation) * .identity(base.rowCount)
      + interpolation * base.power(innerSteps)
  }
}

extension CompetitiveGradientDescent: LinearlyPredictable {
  /// I − (I + ηJ_off)⁻¹ηJ.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    let j = point.scaledJacobian(stepSizes)
    let one = Matrix.identity(j.rowCount)
    var mixed = j
    for player in Player.allCases {
      for row in point.profile.shape.range(of: player) {
        for column in point.profile.shape.range(of: player) { mixed[row, column] = 0 }
      }
    }
    return (one + mixed).solve(j).map { one - $0 }
  }
}

extension RungeKutta: LinearlyPredictable {
  /// I − S + S²/2 − S³/6 + S⁴/24, S = ηJ.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard point.isUnconstrained else { return nil }
    return fourthOrderExponential(of: point.scaledJacobian(stepSizes))
  }
}

extension GameLinearization {
  /// η∘J: each player's rows times its step size.
  func scaledJacobian(_ stepSizes: StepSizes) -> Matrix { scaled(jacobian.matrix, by: stepSizes) }

  /// η∘A.
  func scaled(_ matrix: Matrix, by stepSizes: StepSizes) -> Matrix {
    var result = matrix
    for player in Player.allCases {
      for row in profile.shape.range(of: player) {
        for column in 0..<matrix.columnCount { result[row, column] *= stepSizes[player] }
      }
    }
    return result
  }
}

/// One move of x by S = ηJ, then one of y that sees it.
func alternation(of s: Matrix, from one: Matrix? = nil, shape: ProfileShape) -> Matrix {
  let identity = one ?? .identity(shape.count)
  var (first, second) = (identity, identity)
  for row in shape.range(of: .minimizer) {
    for column in 0..<shape.count { first[row, column] -= s[row, column] }
  }
  for row in shape.range(of: .maximizer) {
    for column in 0..<shape.count { second[row, column] -= s[row, column] }
  }
  return second * first
}

/// z_{t+1} = one·z_t − 2S·z_t + S·z_{t−1}, on (z_t, z_{t−1}).
func companion(_ one: Matrix, _ s: Matrix) -> Matrix {
  let count = s.rowCount
  return Matrix(blocks: one - 2 * s, s, .identity(count), Matrix(zeros: count, count))
}

/// e^{−S} to fourth order.
func fourthOrderExponential(of s: Matrix) -> Matrix {
  let one = Matrix.identity(s.rowCount)
  // Horner's scheme.
  return one - s * (one - 0.5 * s * (one - (1.0 / 3) * s * (one - 0.25 * s)))
}
