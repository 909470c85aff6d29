public import SaddleGames

/// The feasible set of a deviation: part of the definition of a gap, which is mostly +∞ without one.
public enum DeviationDomain: Hashable, Sendable {
  /// The game's own set, that its closed forms refer to.
  case gapSet
  /// Each player's strategies within a Euclidean distance of the profile: a local gap.
  case ball(radius: Double)
  /// Each player's strategies within this share of the Euclidean norm of its own parameters, or within
  /// the share itself where they are all 0: a local gap for parameters of any scale.
  case share(Double)

  /// The radius about a profile; nil for the game's own set.
  func radius(of player: Player, about center: StrategyProfile) -> Double? {
    switch self {
    case .gapSet: return nil
    case .ball(let radius): return radius
    case .share(let share):
      let size = norm(Array(center[player]))
      return size > 0 ? share * size : share
    }
  }

  /// Whether a strategy lies at the edge of a ball, where a larger one might hold a better.
  func isAtEdge(_ point: [Double], of player: Player, about center: StrategyProfile) -> Bool {
    guard let radius = radius(of: player, about: center) else { return false }
    return norm(zip(point, center[player]).map { $0 - $1 }) >= 0.999 * radius
  }

  /// Moves one player's block of `z` into the domain about `center`.
  ///
  /// A ball is cut with the player's strategy set: the point goes to the set, then straight towards
  /// the centre, which lies in both.
  func project(
    _ player: Player, of z: inout StrategyProfile, about center: StrategyProfile,
    in game: any MinMaxGame
  ) {
    guard let radius = radius(of: player, about: center) else {
      return game.projectOnGapSet(player, of: &z)
    }
    game.project(player, of: &z)
    let range = z.shape.range(of: player)
    let distance = range.reduce(0) {
      let move = z.values[$1] - center.values[$1]
      return $0 + move * move
    }.squareRoot()
    guard distance > radius else { return }
    for index in range {
      let own = center.values[index]
      z.values[index] = own + (z.values[index] - own) * radius / distance
    }
  }

  /// By how much a perturbed start moves each coordinate of a player at scale 1: the radius of a
  /// bounded set, else the root mean square of the player's parameters, else 1.
  func scale(of player: Player, about center: StrategyProfile, in game: any MinMaxGame) -> Double {
    if let radius = radius(of: player, about: center) {
      return radius / Double(max(1, center[player].count)).squareRoot()
    }
    switch game.gapSet(of: player) {
    case .box(let lower, let upper): return (upper - lower) / 2
    case .ball(let radius): return radius
    case .simplex: return 1
    case .unconstrained, .custom:
      let own = center[player]
      let square = own.reduce(0) { $0 + $1 * $1 } / Double(max(1, own.count))
      return square > 1e-12 ? square.squareRoot() : 1
    }
  }

  /// The domain in words.
  public func words(in game: any MinMaxGame) -> String {
    switch self {
    case .gapSet: game.gapDomain ?? "every strategy"
    case .ball(let radius): "each player within \(radius) of its own parameters"
    case .share(let share): "each player within \(share) of the norm of its own parameters"
    }
  }
}
