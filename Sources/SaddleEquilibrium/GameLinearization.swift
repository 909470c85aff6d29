public import SaddleGames
public import SaddleLinearAlgebra

/// A game near one profile: what predictions of a method's local behaviour need.
public struct GameLinearization: Sendable {
  /// The game.
  public let game: any VariationalInequality
  /// The point z*, which predictions take for a stationary one.
  public let profile: StrategyProfile
  /// J(z*).
  public let jacobian: GameJacobian

  /// Linearises the game, by n + m Jacobian products.
  public init(of game: any VariationalInequality, at z: StrategyProfile) {
    self.game = game
    profile = z
    jacobian = GameJacobian(of: game, at: z)
  }

  /// Whether no projection acts near z*: each set unconstrained, or a box with z* inside.
  public var isUnconstrained: Bool {
    Player.allCases.allSatisfy { player in
      switch game.strategySet(of: player) {
      case .unconstrained: true
      case .box(let lower, let upper): profile[player].allSatisfy { lower < $0 && $0 < upper }
      case .ball, .simplex, .custom: false
      }
    }
  }

  /// Whether both players mix all their pure strategies.
  public var isFullyMixed: Bool {
    Player.allCases.allSatisfy { player in
      game.strategySet(of: player) == .simplex && profile[player].allSatisfy { $0 > 0 }
    }
  }

  /// M, the Gram matrix of the proximal norm at m unit vectors; nil for a field alone.
  public var proximalMetric: Matrix? {
    guard let game = game as? any MinMaxGame else { return nil }
    let count = profile.shape.maximizerCount
    var metric = Matrix(zeros: count, count)
    var unit = [Double](repeating: 0, count: count)
    var product = unit
    for column in 0..<count {
      unit[column] = 1
      game.proximalMetricProduct(at: profile, unit, into: &product)
      unit[column] = 0
      for row in 0..<count { metric[row, column] = product[row] }
    }
    return metric
  }
}
