import SaddleGames

/// The blocks of ∇²f at one profile, by products; counts them.
///
/// A player's coordinates at a bound of a box that v pushes against are held: their rows and columns
/// are left out. (Other constrained sets are decomposed densely.) With a damping δ it is the Hessian of
/// f + (δ/2)(‖x‖² − ‖y‖²).
final class HessianProducts {
  private let game: any MinMaxGame
  private let profile: StrategyProfile
  private let isHeld: [Bool]
  private let damping: Double
  private var direction: [Double]
  private var product: [Double]
  /// Products with ∇²f so far.
  private(set) var count = 0

  init(of game: any MinMaxGame, at z: StrategyProfile, field: [Double], damping: Double = 0) {
    self.game = game
    self.damping = damping
    profile = z
    direction = [Double](repeating: 0, count: z.shape.count)
    product = direction
    var held = [Bool](repeating: false, count: z.shape.count)
    for player in Player.allCases {
      guard case .box(let lower, let upper) = game.strategySet(of: player) else { continue }
      for index in z.shape.range(of: player) {
        held[index] =
          (z.values[index] <= lower && field[index] > 0)
          || (z.values[index] >= upper && field[index] < 0)
      }
    }
    isHeld = held
  }

  /// Whether products have no more digits than 32-bit numbers.
  var isSingle: Bool { game.isExactInFloat32 }
  var shape: ProfileShape { profile.shape }

  /// The number of free coordinates of a player.
  func freeCount(of player: Player) -> Int {
    profile.shape.range(of: player).reduce(0) { $0 + (isHeld[$1] ? 0 : 1) }
  }

  /// Both blocks of ∇²f·u for a direction u of one player.
  func callAsFunction(_ player: Player, _ u: [Double]) -> (minimizer: [Double], maximizer: [Double])
  {
    count += 1
    for index in direction.indices { direction[index] = 0 }
    for (offset, index) in profile.shape.range(of: player).enumerated() where !isHeld[index] {
      direction[index] = u[offset]
    }
    multiply()
    return (block(.minimizer), block(.maximizer))
  }

  /// ∇²f·u for a direction of both.
  func whole(_ u: [Double]) -> [Double] {
    count += 1
    for index in u.indices { direction[index] = isHeld[index] ? 0 : u[index] }
    multiply()
    return block(.minimizer) + block(.maximizer)
  }

  private func multiply() {
    game.hessianProduct(at: profile, direction, into: &product)
    guard damping > 0 else { return }
    for index in profile.shape.range(of: .minimizer) {
      product[index] += damping * direction[index]
    }
    for index in profile.shape.range(of: .maximizer) {
      product[index] -= damping * direction[index]
    }
  }

  /// M·w.
  func metric(_ w: [Double]) -> [Double] {
    let range = profile.shape.range(of: .maximizer)
    var free = w
    for (offset, index) in range.enumerated() where isHeld[index] { free[offset] = 0 }
    var result = w
    game.proximalMetricProduct(at: profile, free, into: &result)
    for (offset, index) in range.enumerated() where isHeld[index] { result[offset] = 0 }
    return result
  }

  /// A random direction of free coordinates, ±1 each.
  func signs(of player: Player?, _ random: inout CounterGenerator) -> [Double] {
    let range = player.map { profile.shape.range(of: $0) } ?? 0..<profile.shape.count
    return range.map { index in
      let sign: Double = random.next() & 1 == 0 ? 1 : -1
      return isHeld[index] ? 0 : sign
    }
  }

  private func block(_ player: Player) -> [Double] {
    profile.shape.range(of: player).map { isHeld[$0] ? 0 : product[$0] }
  }
}
