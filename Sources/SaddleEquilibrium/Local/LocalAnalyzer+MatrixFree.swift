import ComplexModule
import SaddleGames

extension LocalAnalyzer {
  func matrixFree(
    at z: StrategyProfile, in game: any MinMaxGame, data: String
  ) -> LocalAnalysis {
    var clock = Stopwatch()
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: 2)
    var field = [Double](repeating: 0, count: z.shape.count)
    game.gradientField(at: z, into: &field)
    let products = HessianProducts(of: game, at: z, field: field, damping: damping)
    let norms = self.norms(at: z, in: game)
    let scale = size(from: products.signs(of: nil, &random), products) { products.whole($0) }
    let tolerance = krylovTolerance * scale
    let own = curvature(of: .minimizer, products, scale, &random)
    let other = curvature(of: .maximizer, products, scale, &random)
    var spectrum = spectrum(products, tolerance, &random)
    let leads = minimaxFigures(products, own, other, scale: scale, &random)
    spectrum.stabilizingRatio = leads.ratio
    let isConverged = [
      own?.isConverged, other?.isConverged, spectrum.residual <= tolerance, leads.isConverged,
    ]
    return LocalAnalysis(
      fieldNorm: norms.field, minimizerGradientNorm: norms.minimizer,
      maximizerGradientNorm: norms.maximizer, naturalResidual: norms.residual,
      minimizer: (value(own?.least), value(own?.greatest)),
      maximizer: (value(other?.least), value(other?.greatest)),
      minimax: leads.minimax,
      maximin: maximinCurvature(products, own, tolerance: tolerance, &random),
      proximal: leads.curvatures, order: leads.order?.value, orderError: leads.order?.error ?? 0,
      spectrum: spectrum,
      free: (products.freeCount(of: .minimizer), products.freeCount(of: .maximizer)),
      norm: game.proximalNorm, solver: .matrixFree, products: products.count,
      isConverged: isConverged.allSatisfy { $0 == true }, isDegenerate: false,
      data: data + dampingWords, seconds: clock.lap(), signTolerance: tolerance,
      criticalTolerance: criticalTolerance)
  }

  /// What is known where the minimizer leads.
  private struct MinimaxFigures {
    var minimax: LocalAnalysis.Eigenvalue?
    var order: (value: Double, error: Double)?
    var curvatures: [LocalAnalysis.ProximalCurvature] = []
    var ratio: Double?
    var isConverged = true
  }

  /// S_0, λ*, S_λ and τ*, all from one subspace.
  private func minimaxFigures(
    _ products: HessianProducts, _ own: Lanczos.Extremes?,
    _ other: Lanczos.Extremes?, scale: Double,
    _ random: inout CounterGenerator
  ) -> MinimaxFigures {
    let tolerance = krylovTolerance * scale
    var figures = MinimaxFigures()
    var search = orderSearch(products, other, scale: scale, &random)
    // λM − f_yy ≻ 0 for λ → 0 asks for f_yy ⪯ 0, for larger λ for less.
    if let own, (other?.greatest.value ?? 0) <= tolerance {
      let found = search.order(least: own.least.value)
      (figures.order, figures.isConverged) = (found.order, found.isConverged)
      let minimax = search.schur.least(penalty: search.leastPenalty)
      figures.minimax = minimax.map { .init($0.value, residual: $0.residual) }
      if let minimax, minimax.value > tolerance {
        figures.ratio = stabilizingRatio(
          search.schur, products, at: search.leastPenalty, tolerance, &random)
      }
    }
    figures.curvatures = penalties.map { penalty in
      let found =
        penalty == .infinity
        ? nil : search.schur.least(penalty: max(penalty, search.leastPenalty))
      return .init(
        penalty: penalty,
        least: penalty == .infinity
          ? value(own?.least) : found.map { .init($0.value, residual: $0.residual) })
    }
    return figures
  }

  /// The greatest eigenvalue of f_yy − f_yx(f_xx + εI)⁻¹f_xy; nil unless f_xx ⪰ 0.
  private func maximinCurvature(
    _ products: HessianProducts,
    _ own: Lanczos.Extremes?, tolerance: Double,
    _ random: inout CounterGenerator
  ) -> LocalAnalysis.Eigenvalue? {
    guard let own, own.least.value >= -tolerance else { return nil }
    var schur = ProximalSchur(
      products, leader: .maximizer, tolerance: tolerance,
      stiffness: own.least.value - own.least.residual,
      start: products.signs(of: .maximizer, &random), width: subspaceWidth)
    schur.stepLimit = subspaceSteps
    return schur.least(penalty: tolerance).map { .init(-$0.value, residual: $0.residual) }
  }

  /// τ* of the game compressed to the lowest vectors of S_0 and their responses, raised until Arnoldi finds
  /// the whole game's flow stable a little above it, too.
  private func stabilizingRatio(
    _ schur: ProximalSchur, _ products: HessianProducts, at penalty: Double, _ tolerance: Double,
    _ random: inout CounterGenerator
  ) -> Double? {
    guard
      let small = schur.compressedJacobian(penalty: penalty, width: 24),
      var ratio = JacobianSpectrum.stabilizingRatio(
        small.matrix, minimizerCount: small.leaderCount, tolerance: tolerance)
    else { return nil }
    let start = products.signs(of: nil, &random)
    let first = products.shape.minimizerCount
    for _ in 0..<20 {
      let tried = max(ratio, 1e-4) * 1.01
      let arnoldi = Arnoldi(
        stepLimit: min(krylovSteps, 60), tolerance: tolerance, isSingle: products.isSingle)
      let ritz = arnoldi.ritzValues(from: start) { u in
        var image = products.whole(u)
        for index in first..<max(first, image.count) { image[index] *= -tried }
        return image
      }
      let least = ritz.min { $0.value.real < $1.value.real }
      guard let least, least.value.real < -max(tolerance, least.residual) else { return ratio }
      ratio = tried * 2
    }
    return nil
  }

  /// The edge of J's spectrum by Arnoldi, its rotation share by random probes (Hutchinson 1990).
  private func spectrum(
    _ products: HessianProducts, _ tolerance: Double, _ random: inout CounterGenerator
  ) -> JacobianSpectrum {
    let turned = products.shape.range(of: .maximizer)
    func jacobian(_ u: [Double]) -> [Double] {
      var result = products.whole(u)
      for index in turned { result[index] = -result[index] }
      return result
    }
    let arnoldi = Arnoldi(
      stepLimit: steps(products), tolerance: tolerance, isSingle: products.isSingle)
    let ritz = arnoldi.ritzValues(from: products.signs(of: nil, &random), product: jacobian)
    let shares = (0..<probes).map { _ in
      rotationProbe(products.signs(of: nil, &random), turned, products)
    }
    let (share, error) = Self.ratio(shares)
    let least = ritz.min { $0.value.real < $1.value.real }
    let leastReal = least?.value.real ?? .nan
    return JacobianSpectrum(
      leastReal: leastReal, greatestMagnitude: ritz.map(\.value.length).max() ?? 0,
      greatestTurn: ritz.map { abs($0.value.imaginary) }.max() ?? .nan,
      rotationShare: share, rotationShareError: error,
      largestStepSize: leastReal > tolerance
        ? ritz.map { 2 * $0.value.real / $0.value.lengthSquared }.min() : nil,
      stabilizingRatio: nil, residual: least?.residual ?? .nan,
      isComplete: ritz.count == products.shape.count)
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
