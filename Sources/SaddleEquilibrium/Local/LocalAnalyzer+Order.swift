public import SaddleGames

/// λ* of a profile, with what it took.
public struct ProximalOrder: Hashable, Sendable {
  /// λ* = sup{λ : S_λ ⪰ 0}: ∞ where f_xx ⪰ 0 ⪰ f_yy, nil where S_λ ⪰ 0 for no λ.
  public var value: Double?
  /// How far λ* may be off.
  public var error = 0.0
  /// Whether the search ended by its own rule.
  public var isConverged: Bool
  /// The greatest eigenvalue of f_yy, as far as it was looked for: > 0 means that there is no λ*.
  public var maximizerGreatest: LocalAnalysis.Eigenvalue
  /// The Hessian products that it took.
  public var productCount: Int
}

extension LocalAnalyzer {
  /// λ* alone: what ``analysis(at:in:data:)`` says of it, without the rest.
  ///
  /// Of a large game ten Hessian products tell the scale that signs are judged by. Lanczos processes on f_yy
  /// and f_xx end as soon as they meet curvature > 0 of f_yy (no λ*) and < 0 of f_xx; then S_λ is searched, with
  /// two products a step.
  public func proximalOrder(at z: StrategyProfile, in game: any MinMaxGame) -> ProximalOrder {
    guard z.shape.count > denseLimit else {
      let found = analysis(at: z, in: game)
      return ProximalOrder(
        value: found.proximalOrder, error: found.proximalOrderError,
        isConverged: found.isConverged,
        maximizerGreatest: found.maximizerCurvature.greatest, productCount: found.productCount)
    }
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: 2)
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    let products = HessianProducts(of: game, at: z, field: field, damping: damping)
    let scale = size(from: products.signs(of: nil, &random), products) { products.whole($0) }
    let tolerance = krylovTolerance * scale
    let other = curvature(of: .maximizer, products, scale, &random) { $1.value > tolerance }
    var result = ProximalOrder(
      isConverged: false, maximizerGreatest: value(other?.greatest), productCount: 0)
    if let other, other.greatest.value > tolerance {
      result.isConverged = true
    } else if let own = curvature(
      of: .minimizer, products, scale, &random,
      isEnough: { least, _ in least.value < -tolerance })
    {
      var search = orderSearch(products, other, scale: scale, &random)
      let found = search.order(least: own.least.value)
      (result.value, result.error) = (found.order?.value, found.order?.error ?? 0)
      let isDecided = own.isConverged || own.least.value < -tolerance
      result.isConverged = found.isConverged && isDecided && other?.isConverged == true
    }
    result.productCount = products.count
    return result
  }

  /// Both ends of the spectrum of a player's own block, as exactly as signs are told apart.
  func curvature(
    of player: Player, _ products: HessianProducts, _ scale: Double,
    _ random: inout CounterGenerator,
    isEnough: (_ least: Lanczos.Ritz, _ greatest: Lanczos.Ritz) -> Bool = { _, _ in false }
  ) -> Lanczos.Extremes? {
    Lanczos(
      stepLimit: steps(products), tolerance: krylovTolerance * scale, isSingle: products.isSingle
    )
    .extremes(from: products.signs(of: player, &random), isEnough: isEnough) {
      let image = products(player, $0)
      return player == .minimizer ? image.minimizer : image.maximizer
    }
  }

  /// The steps of a Krylov process: at least 60, and no more than a gigabyte of vectors.
  func steps(_ products: HessianProducts) -> Int {
    let bytes = products.shape.count * (products.isSingle ? 4 : 8)
    return min(krylovSteps, max(60, 1_000_000_000 / bytes))
  }

  func value(_ ritz: Lanczos.Ritz?) -> LocalAnalysis.Eigenvalue {
    .init(ritz?.value ?? .nan, residual: ritz?.residual ?? .nan)
  }

  /// The norm of a symmetric operator as far as ten steps of Lanczos see it.
  func size(
    from start: [Double], _ products: HessianProducts, product: ([Double]) -> [Double]
  ) -> Double {
    let found = Lanczos(stepLimit: 10, tolerance: 0, isSingle: products.isSingle)
      .extremes(from: start, product: product)
    return found.map { max(abs($0.least.value), abs($0.greatest.value)) } ?? 0
  }

  /// The search for λ*; `other` are the ends of f_yy's spectrum, `scale` is what signs are judged by.
  func orderSearch(
    _ products: HessianProducts, _ other: Lanczos.Extremes?, scale: Double,
    _ random: inout CounterGenerator
  ) -> OrderSearch {
    let tolerance = krylovTolerance * scale
    var schur = ProximalSchur(
      products, leader: .minimizer, tolerance: tolerance,
      stiffness: -(other?.greatest.value ?? 0) - (other?.greatest.residual ?? 0),
      start: products.signs(of: .minimizer, &random), width: subspaceWidth)
    schur.stepLimit = subspaceSteps
    schur.orderTolerance = orderTolerance
    let pull = size(from: products.signs(of: .maximizer, &random), products) {
      products.metric($0)
    }
    // A norm that vanishes holds nothing back, whatever its scale.
    let unit = 1 / (pull > 0 ? pull : 1)
    return OrderSearch(
      schur: schur, leastPenalty: tolerance * unit, greatestPenalty: 1e4 * scale * unit)
  }
}

/// The search of S_λ, and the bounds between which λ* is looked for.
struct OrderSearch {
  var schur: ProximalSchur
  /// What stands for λ → 0: the sign tolerance over ‖M‖.
  let leastPenalty: Double
  /// What stands for λ → ∞.
  let greatestPenalty: Double

  /// λ* where f_yy ⪯ 0, given the least eigenvalue of f_xx; nil if S_λ ⪰ 0 for no λ.
  mutating func order(
    least: Double
  ) -> (order: (value: Double, error: Double)?, isConverged: Bool) {
    if least >= -schur.tolerance { return ((.infinity, 0), true) }
    switch schur.order(from: leastPenalty, to: greatestPenalty) {
    case .always(let isConverged): return ((.infinity, 0), isConverged)
    case .never(let isConverged): return (nil, isConverged)
    case .upTo(let found): return ((found.penalty, found.error), found.isConverged)
    }
  }
}
