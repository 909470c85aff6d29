public import SaddleGames

/// Whether a game has the derivatives at a profile that second-order figures speak of.
///
/// Along a random direction u the one-sided differences of the field,
///
///     d₊ = (v(z + hu) − v(z))/h,   d₋ = (v(z) − v(z − hu))/h,
///
/// come together as h → 0 where v is differentiable, and their mean comes to J·u. At a kink of the payoff
/// (|·| or a relu at 0) v jumps, and the mean leaves J·u like 1/h; at a kink of v they stay apart.
///
/// Cost: 6 fields and one Jacobian product.
public struct Differentiability: Hashable, Sendable {
  /// Whether v has no derivative there.
  public let hasKink: Bool
  /// ‖(d₊ + d₋)/2 − J·u‖ over the larger of the two norms, for the better of two steps.
  public let error: Double

  /// Looks at the field along one direction.
  ///
  /// - Parameters:
  ///   - game: the game; one instance where it is played on batches.
  ///   - z: where.
  ///   - seed: keys the direction.
  public init(of game: any VariationalInequality, at z: StrategyProfile, seed: UInt64 = 0) {
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: 4)
    var u = z.values.map { _ in random.nextNormal() }
    let size = norm(u)
    for index in u.indices { u[index] /= size }
    let center = Self.field(of: game, at: z)
    var product = u
    game.jacobianProduct(at: z, u, into: &product)
    // What rounding z and v once moves v by, in the numbers that the game is played in.
    let scale = max(1, norm(z.values))
    let rounding =
      (game.isExactInFloat32 ? 0x1p-22 : 0x1p-50) * (norm(center) + scale * norm(product))
    // In 32-bit numbers a shorter step is lost in the rounding of z itself.
    let looks = (game.isExactInFloat32 ? [1e-2, 1e-4] : [1e-3, 1e-5]).map { share in
      Self.look(game, z, u, step: share * scale, center: center, product: product)
    }
    error = looks.map(\.error).min() ?? 0
    let isAboveRounding = looks.allSatisfy { max($0.jump, $0.miss) * $0.step > 100 * rounding }
    let staysApart = looks.allSatisfy { $0.disagreement > 0.5 }
    hasKink = isAboveRounding && (staysApart || looks[1].miss > 10 * looks[0].miss)
  }

  private struct Look {
    var step: Double
    var jump: Double
    var disagreement: Double
    var miss: Double
    var error: Double
  }

  private static func look(
    _ game: any VariationalInequality, _ z: StrategyProfile, _ u: [Double], step: Double,
    center: [Double], product: [Double]
  ) -> Look {
    func moved(_ length: Double) -> [Double] {
      field(
        of: game,
        at: StrategyProfile(values: zip(z.values, u).map { $0 + length * $1 }, shape: z.shape))
    }
    let ahead = zip(moved(step), center).map { ($0 - $1) / step }
    let behind = zip(center, moved(-step)).map { ($0 - $1) / step }
    let jump = norm(zip(ahead, behind).map { $0 - $1 })
    let sum = norm(ahead) + norm(behind)
    let middle = zip(ahead, behind).map { ($0 + $1) / 2 }
    let miss = norm(zip(middle, product).map { $0 - $1 })
    let larger = max(norm(middle), norm(product))
    return Look(
      step: step, jump: jump, disagreement: sum > 0 ? jump / sum : 0, miss: miss,
      error: larger > 0 ? miss / larger : 0)
  }

  private static func field(
    of game: any VariationalInequality, at z: StrategyProfile
  ) -> [Double] {
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    return field
  }
}
