import SaddleGames

/// Derivatives of a payoff by central differences, to check a game's own against.
enum CentralDifferences {
  /// ∇f, with an error of about 1e-10.
  static func gradient(of game: any MinMaxGame, at z: StrategyProfile) -> [Double] {
    let h = 1e-5
    return z.values.indices.map { index in
      var (above, below) = (z, z)
      above.values[index] += h
      below.values[index] -= h
      return (game.payoff(at: above) - game.payoff(at: below)) / (2 * h)
    }
  }

  /// ∇²f·u from the game's own gradients.
  static func hessianProduct(
    of game: any MinMaxGame, at z: StrategyProfile, _ u: [Double]
  ) -> [Double] {
    let h = 1e-5
    func gradient(_ shift: Double) -> [Double] {
      var moved = z
      for index in u.indices { moved.values[index] += shift * u[index] }
      var result = [Double](repeating: 0, count: u.count)
      game.gradient(at: moved, into: &result)
      return result
    }
    return zip(gradient(h), gradient(-h)).map { ($0 - $1) / (2 * h) }
  }

  /// The largest difference between the game's derivatives at z and these, and between the field,
  /// its blocks and S∇f.
  static func largestError(
    of game: any MinMaxGame, at z: StrategyProfile, along u: [Double]
  ) -> Double {
    let count = z.shape.count
    var (gradient, field, blocks) = (
      [Double](repeating: .nan, count: count), [Double](repeating: .nan, count: count),
      [Double](repeating: .nan, count: count)
    )
    var product = [Double](repeating: .nan, count: count)
    game.gradient(at: z, into: &gradient)
    game.gradientField(at: z, into: &field)
    for player in Player.allCases { game.gradientField(of: player, at: z, into: &blocks) }
    game.hessianProduct(at: z, u, into: &product)
    let signed = Player.allCases.flatMap { player in
      gradient[z.shape.range(of: player)].map { player.sign * $0 }
    }
    let pairs = [
      (gradient, self.gradient(of: game, at: z)),
      (product, hessianProduct(of: game, at: z, u)), (field, signed), (blocks, signed),
    ]
    return pairs.flatMap { zip($0, $1).map { abs($0 - $1) } }
      .reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
  }
}
