import ComplexModule
import SaddleGames

extension LocalAnalyzer {
  private var lanczos: Lanczos { Lanczos(stepLimit: krylovSteps, tolerance: krylovTolerance) }

  func matrixFree(
    at z: StrategyProfile, in game: any MinMaxGame, data: String
  ) -> LocalAnalysis {
    var clock = Stopwatch()
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: 2)
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    let products = HessianProducts(of: game, at: z, field: field)
    let norms = self.norms(at: z, in: game)
    let own = lanczos.extremes(from: products.signs(of: .minimizer, &random)) {
      products(.minimizer, $0).minimizer
    }
    let other = lanczos.extremes(from: products.signs(of: .maximizer, &random)) {
      products(.maximizer, $0).maximizer
    }
    let (spectrum, isSpectrumConverged) = spectrum(products, z.shape, &random)
    let scale = [own, other].compactMap { $0 }.reduce(spectrum.greatestMagnitude) {
      max($0, abs($1.least.value), abs($1.greatest.value))
    }
    let tolerance = krylovTolerance * scale
    let schur = ProximalSchur(
      products: products, lanczos: lanczos, tolerance: krylovTolerance,
      start: products.signs(of: .minimizer, &random))
    // λM − f_yy ≻ 0 for λ → 0 asks for f_yy ⪯ 0, for larger λ for less.
    let isConcave = (other?.greatest.value ?? 0) <= tolerance
    let minimax = isConcave ? schur.least(penalty: tolerance) : nil
    let order = isConcave ? schur.order(own: own?.least, tolerance: tolerance) : nil
    func value(_ ritz: Lanczos.Ritz?) -> LocalAnalysis.Eigenvalue {
      .init(ritz?.value ?? .nan, residual: ritz?.residual ?? .nan)
    }
    let isConverged = [own?.isConverged, other?.isConverged].allSatisfy { $0 == true }
    return LocalAnalysis(
      fieldNorm: norms.field, minimizerGradientNorm: norms.minimizer,
      maximizerGradientNorm: norms.maximizer, naturalResidual: norms.residual,
      minimizer: (value(own?.least), value(own?.greatest)),
      maximizer: (value(other?.least), value(other?.greatest)),
      minimax: minimax.map { value($0.ritz) }, maximin: nil,
      proximal: penalties.map { penalty in
        .init(
          penalty: penalty,
          least: penalty == .infinity
            ? value(own?.least) : schur.least(penalty: penalty).map { value($0.ritz) })
      },
      order: order?.value, orderError: order?.error ?? 0, spectrum: spectrum,
      free: (products.freeCount(of: .minimizer), products.freeCount(of: .maximizer)),
      norm: game.proximalNorm, solver: .matrixFree, products: products.count,
      isConverged: isConverged && isSpectrumConverged, isDegenerate: false, data: data,
      seconds: clock.lap(), signTolerance: tolerance, criticalTolerance: criticalTolerance)
  }

  /// The edge of J's spectrum by Arnoldi, its rotation share by random probes (Hutchinson 1990).
  private func spectrum(
    _ products: HessianProducts, _ shape: ProfileShape, _ random: inout CounterGenerator
  ) -> (JacobianSpectrum, Bool) {
    let turned = shape.range(of: .maximizer)
    func jacobian(_ u: [Double]) -> [Double] {
      var result = products.whole(u)
      for index in turned { result[index] = -result[index] }
      return result
    }
    let ritz = Arnoldi(stepLimit: krylovSteps)
      .ritzValues(from: products.signs(of: nil, &random), product: jacobian)
    let scale = ritz.map(\.value.length).max() ?? 0
    let settled = ritz.filter { $0.residual <= max(krylovTolerance, 1e-3) * scale }
    let shares = (0..<probes).map { _ in
      rotationProbe(products.signs(of: nil, &random), turned, products)
    }
    let (share, error) = Self.ratio(shares)
    let least = ritz.min { $0.value.real < $1.value.real }
    let leastReal = least?.value.real ?? .nan
    return (
      JacobianSpectrum(
        leastReal: leastReal, greatestMagnitude: scale,
        greatestTurn: ritz.map { abs($0.value.imaginary) }.max() ?? .nan,
        rotationShare: share, rotationShareError: error,
        largestStepSize: leastReal > krylovTolerance * scale
          ? ritz.map { 2 * $0.value.real / $0.value.lengthSquared }.min() : nil,
        stabilizingRatio: nil, residual: least?.residual ?? .nan,
        isComplete: ritz.count == shape.count),
      !settled.isEmpty
    )
  }

  /// ‖Au‖² and ‖Su‖² at one probe: J = Σ∇²f and Jᵀ = ∇²fΣ with Σ = diag(I, −I).
  private func rotationProbe(
    _ u: [Double], _ turned: Range<Int>, _ products: HessianProducts
  ) -> (rotation: Double, potential: Double) {
    var flipped = u
    for index in turned { flipped[index] = -flipped[index] }
    var ahead = products.whole(u)
    for index in turned { ahead[index] = -ahead[index] }
    let back = products.whole(flipped)
    var (rotation, potential) = (0.0, 0.0)
    for index in u.indices {
      let (difference, sum) = ((ahead[index] - back[index]) / 2, (ahead[index] + back[index]) / 2)
      rotation += difference * difference
      potential += sum * sum
    }
    return (rotation, potential)
  }

  /// Σa/Σ(a + s) over the probes, with its error by leaving out one at a time (jackknife).
  private static func ratio(
    _ shares: [(rotation: Double, potential: Double)]
  ) -> (Double, Double) {
    func ratio(without left: Int?) -> Double {
      var (rotation, total) = (0.0, 0.0)
      for (index, share) in shares.enumerated() where index != left {
        rotation += share.rotation
        total += share.rotation + share.potential
      }
      return total > 0 ? rotation / total : 0
    }
    let whole = ratio(without: nil)
    guard shares.count > 1 else { return (whole, .nan) }
    let parts = shares.indices.map { ratio(without: $0) }
    let center = parts.reduce(0, +) / Double(parts.count)
    let square = parts.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (whole, (square * Double(parts.count - 1) / Double(parts.count)).squareRoot())
  }
}
