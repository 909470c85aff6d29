import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import Testing

/// A stationary point with what theory says of it.
struct LocalCase: CustomTestStringConvertible, Sendable {
  let name: String
  let game: any MinMaxGame
  let point: [Double]
  let kind: LocalVerdict.Kind
  let isStable: Bool
  var order: Double?
  var ratio: Double?
  var testDescription: String { name }

  static func quadratic(_ p: Double, _ b: Double, _ q: Double) -> ScalarQuadratic {
    ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
  }

  private static let root = 2.0.squareRoot()

  static let all: [LocalCase] = [
    LocalCase(
      name: "Nash", game: quadratic(1, 1, 1), point: [0, 0], kind: .strictLocalNash,
      isStable: true, order: .infinity, ratio: 0),
    LocalCase(
      name: "bilinear", game: ScalarBilinear(), point: [0, 0], kind: .weakLocalNash,
      isStable: false, order: .infinity),
    LocalCase(
      name: "G4a", game: quadratic(-1, 2, 1), point: [0, 0], kind: .localMinimax,
      isStable: false, order: 3, ratio: 1),
    LocalCase(
      name: "G4b", game: quadratic(-1, 2, 2), point: [0, 0], kind: .localMinimax, isStable: true,
      order: 2, ratio: 0.5),
    LocalCase(
      name: "G4c", game: quadratic(-6, 4, 2), point: [0, 0], kind: .localMinimax,
      isStable: false, order: 2 / 3.0, ratio: 3),
    LocalCase(
      name: "G4d", game: quadratic(6, 4, -2), point: [0, 0], kind: .localMaximin, isStable: true),
    LocalCase(
      name: "G4e", game: quadratic(-1, 0.5, 1), point: [0, 0], kind: .stationary,
      isStable: false),
    LocalCase(
      name: "flat maximizer", game: quadratic(-1, 2, 0), point: [0, 0], kind: .localMinimax,
      isStable: false, order: 4),
    LocalCase(
      name: "Forsaken", game: Forsaken(), point: Forsaken().knownEquilibria[0].profile.values,
      kind: .localMaximin, isStable: true),
    LocalCase(
      name: "Adolphs (0, 0)", game: AdolphsGame(), point: [0, 0], kind: .localMaximin,
      isStable: true),
    LocalCase(
      name: "Adolphs Nash", game: AdolphsGame(), point: [-2 - root, 2 + root],
      kind: .strictLocalNash, isStable: true, order: .infinity),
    LocalCase(
      name: "Adolphs unstable", game: AdolphsGame(), point: [-2 + root, 2 - root],
      kind: .stationary, isStable: false),
    LocalCase(
      name: "almost bilinear", game: AlmostBilinear(), point: [0, 0], kind: .localMaximin,
      isStable: false),
    LocalCase(
      name: "rock-paper-scissors", game: MatrixGame.rockPaperScissors(),
      point: [Double](repeating: 1 / 3.0, count: 6), kind: .weakLocalNash, isStable: false,
      order: .infinity),
    LocalCase(
      name: "W2 σ = 2", game: GapCase.w2(), point: [1, 0, 0.5, 0], kind: .localMinimax,
      isStable: true, order: 2),
    LocalCase(
      name: "W2 σ = 4",
      game: W2Gaussian(
        moments: DataMoments(mean: [0], covariance: Matrix([[16]]))),
      point: [1, 0, 0.75, 0], kind: .localMinimax, isStable: true, order: 4 / 3.0),
  ]
}

@Suite struct LocalAnalyzerTests {
  @Test("The verdict, λ*, stability and τ* are those of theory", arguments: LocalCase.all)
  func verdicts(_ example: LocalCase) throws {
    let z = StrategyProfile(values: example.point, shape: example.game.shape)
    let found = LocalAnalyzer().analysis(at: z, in: example.game)
    #expect(found.verdict.kind == example.kind, "\(found.verdict.sentence)")
    #expect((found.spectrum.leastReal > found.signTolerance) == example.isStable)
    if let order = example.order {
      let measured = try #require(found.proximalOrder)
      #expect(order.isInfinite ? measured.isInfinite : abs(measured / order - 1) <= 1e-6)
    } else if example.kind != .weakLocalNash {
      #expect(found.proximalOrder == nil)
    }
    if let ratio = example.ratio {
      #expect(abs(try #require(found.spectrum.stabilizingRatio) - ratio) <= 1e-6)
    }
  }

  @Test("S_λ of G4a is −1 + 4/(1 + λ), and S_∞ is f_xx")
  func curvatures() throws {
    var analyzer = LocalAnalyzer()
    analyzer.penalties = [0, 1, 3, 10, .infinity]
    let found = analyzer.analysis(
      at: StrategyProfile(minimizer: [0], maximizer: [0]), in: ScalarQuadratic())
    for curvature in found.proximalCurvatures {
      let expected = -1 + 4 / (1 + curvature.penalty)
      #expect(abs(try #require(curvature.least).value - expected) <= 1e-12)
    }
  }

  @Test("A point with v ≠ 0 is not critical, whatever its second derivatives")
  func notCritical() {
    let z = StrategyProfile(minimizer: [0.1], maximizer: [0])
    let found = LocalAnalyzer().analysis(
      at: z, in: LocalCase.quadratic(1, 1, 1))
    #expect(found.verdict.kind == .notCritical)
    #expect(found.proximalOrder == .infinity)
  }

  @Test("Consensus optimization's limit on Forsaken is not critical: ‖v‖ = 0.57")
  func consensusLimit() {
    let z = StrategyProfile(minimizer: [0.89471], maximizer: [1.42915])
    let found = LocalAnalyzer().analysis(at: z, in: Forsaken())
    #expect(found.verdict.kind == .notCritical)
    #expect(abs(found.fieldNorm - 0.5702) < 1e-4)
  }

  @Test("λ* of the n-dimensional W2 game is σ/(σ − 1) of the largest deviation")
  func spectralGenerator() throws {
    let game = W2Gaussian(
      moments: DataMoments(
        mean: [0.3, -0.2, 0.1], covariance: Matrix(diagonal: [4, 2.25, 1.44])))
    let z = game.knownEquilibria[0].profile
    let found = LocalAnalyzer().analysis(at: z, in: game)
    #expect(abs(try #require(found.proximalOrder) - 2) <= 1e-5, "\(found.verdict.sentence)")
  }

  @Test("Matrix-free figures are the dense ones to 1e-6", arguments: [1, 2])
  func matrixFree(seed: UInt64) throws {
    let game = try Self.randomQuadratic(seed: seed, own: 18, other: 22)
    let z = StrategyProfile(
      values: [Double](repeating: 0, count: 40), shape: game.shape)
    var analyzer = LocalAnalyzer()
    analyzer.penalties = [0.5, 2, .infinity]
    analyzer.krylovSteps = 40
    analyzer.krylovTolerance = 1e-12
    analyzer.orderTolerance = 1e-9
    let dense = analyzer.analysis(at: z, in: game)
    analyzer.denseLimit = 0
    let sparse = analyzer.analysis(at: z, in: game)
    #expect(dense.solver == .dense && sparse.solver == .matrixFree)
    func agree(_ left: Double?, _ right: Double?) {
      guard let left, let right else {
        #expect(left == nil && right == nil)
        return
      }
      #expect(abs(left - right) <= 1e-6 * max(1, abs(left)), "\(left) and \(right)")
    }
    agree(dense.minimizerCurvature.least.value, sparse.minimizerCurvature.least.value)
    agree(dense.minimizerCurvature.greatest.value, sparse.minimizerCurvature.greatest.value)
    agree(dense.maximizerCurvature.least.value, sparse.maximizerCurvature.least.value)
    agree(dense.maximizerCurvature.greatest.value, sparse.maximizerCurvature.greatest.value)
    agree(dense.minimaxCurvature?.value, sparse.minimaxCurvature?.value)
    agree(dense.proximalOrder, sparse.proximalOrder)
    agree(dense.maximinCurvature?.value, sparse.maximinCurvature?.value)
    agree(dense.spectrum.stabilizingRatio, sparse.spectrum.stabilizingRatio)
    agree(dense.spectrum.leastReal, sparse.spectrum.leastReal)
    agree(dense.spectrum.greatestMagnitude, sparse.spectrum.greatestMagnitude)
    for (left, right) in zip(dense.proximalCurvatures, sparse.proximalCurvatures) {
      agree(left.least?.value, right.least?.value)
    }
    #expect(dense.verdict.kind == sparse.verdict.kind)
    let miss = abs(dense.spectrum.rotationShare - sparse.spectrum.rotationShare)
    #expect(miss <= 5 * sparse.spectrum.rotationShareError + 1e-3)
  }

  @Test("The maximin curvature of a large game is the dense one to 1e-6")
  func maximin() throws {
    let game = try Self.randomQuadratic(seed: 3, own: 22, other: 18)
    let turned = try MatrixQuadratic(
      minimizerCurvature: game.maximizerCurvature, coupling: game.coupling.transposed,
      maximizerCurvature: game.minimizerCurvature)
    let z = StrategyProfile(values: [Double](repeating: 0, count: 40), shape: turned.shape)
    var analyzer = LocalAnalyzer()
    analyzer.krylovTolerance = 1e-9
    let dense = analyzer.analysis(at: z, in: turned)
    analyzer.denseLimit = 0
    let sparse = analyzer.analysis(at: z, in: turned)
    let (left, right) = (
      try #require(dense.maximinCurvature), try #require(sparse.maximinCurvature)
    )
    #expect(abs(left.value - right.value) <= 1e-6)
    #expect(sparse.verdict.kind == dense.verdict.kind, "\(sparse.verdict.sentence)")
  }

  @Test("A restarted subspace finds the same λ*, in far fewer products than one solve per vector")
  func restarted() throws {
    let game = try Self.randomQuadratic(seed: 1, own: 18, other: 22)
    let z = StrategyProfile(values: [Double](repeating: 0, count: 40), shape: game.shape)
    var analyzer = LocalAnalyzer()
    let dense = analyzer.analysis(at: z, in: game)
    (analyzer.denseLimit, analyzer.subspaceWidth) = (0, 12)
    let sparse = analyzer.analysis(at: z, in: game)
    let (left, right) = (try #require(dense.proximalOrder), try #require(sparse.proximalOrder))
    #expect(sparse.solver == .matrixFree && dense.solver == .dense)
    #expect(abs(left - right) <= max(sparse.proximalOrderError, 1e-6 * left), "\(left), \(right)")
    #expect(sparse.proximalOrderError <= 1e-3 * left)
    #expect(sparse.productCount < 2_000, "\(sparse.productCount)")
  }

  @Test("λ* alone is λ* of the analysis and the dense one to 1e-6", arguments: [1, 2])
  func orderAlone(seed: UInt64) throws {
    let game = try Self.randomQuadratic(seed: seed, own: 18, other: 22)
    let z = StrategyProfile(values: [Double](repeating: 0, count: 40), shape: game.shape)
    var analyzer = LocalAnalyzer()
    (analyzer.krylovTolerance, analyzer.orderTolerance) = (1e-10, 1e-7)
    let dense = try #require(analyzer.proximalOrder(at: z, in: game).value)
    analyzer.denseLimit = 0
    let alone = analyzer.proximalOrder(at: z, in: game)
    let whole = analyzer.analysis(at: z, in: game)
    #expect(alone.isConverged)
    #expect(abs(try #require(alone.value) - dense) <= 1e-6 * dense)
    #expect(abs(try #require(whole.proximalOrder) - dense) <= 1e-6 * dense)
    #expect(alone.productCount < whole.productCount)
    // In 32-bit numbers, as networks are played, to what these can tell.
    let rounded = analyzer.proximalOrder(at: z, in: RoundedGame(base: game))
    #expect(abs(try #require(rounded.value) - dense) <= 1e-5 * dense)
  }

  @Test("λ* alone ends at the first proof that there is none, or that it is ∞")
  func orderDecided() throws {
    let game = try Self.randomQuadratic(seed: 1, own: 18, other: 22)
    let z = StrategyProfile(values: [Double](repeating: 0, count: 40), shape: game.shape)
    let turned = try MatrixQuadratic(
      minimizerCurvature: game.minimizerCurvature, coupling: game.coupling,
      maximizerCurvature: -1 * game.maximizerCurvature)
    let convex = try MatrixQuadratic(
      minimizerCurvature: game.minimizerCurvature * game.minimizerCurvature,
      coupling: game.coupling, maximizerCurvature: game.maximizerCurvature)
    var analyzer = LocalAnalyzer()
    analyzer.denseLimit = 0
    let none = analyzer.proximalOrder(at: z, in: turned)
    #expect(none.value == nil && none.isConverged && none.maximizerGreatest.value > 0)
    #expect(none.productCount == 14)
    let infinite = analyzer.proximalOrder(at: z, in: convex)
    #expect(infinite.value == .infinity && infinite.isConverged)
  }

  @Test("Damping δ is the analysis of f + (δ/2)(‖x‖² − ‖y‖²), densely and by products")
  func damping() throws {
    var analyzer = LocalAnalyzer()
    let game = LocalCase.quadratic(-1, 2, 1)
    let z = StrategyProfile(minimizer: [0], maximizer: [0])
    let expected = try #require(
      analyzer.analysis(at: z, in: LocalCase.quadratic(-0.75, 2, 1.25)).proximalOrder)
    analyzer.damping = 0.25
    (analyzer.krylovTolerance, analyzer.orderTolerance) = (1e-10, 1e-7)
    for limit in [200, 0] {
      analyzer.denseLimit = limit
      let found = analyzer.analysis(at: z, in: game)
      #expect(abs(try #require(found.proximalOrder) - expected) <= 1e-6)
      #expect(found.data.contains("damped by 0.25"))
    }
  }

  /// A quadratic game whose minimizer has one direction of wrong curvature, so that 0 < λ* < ∞.
  static func randomQuadratic(seed: UInt64, own: Int, other: Int) throws -> MatrixQuadratic {
    var random = CounterGenerator(seed: seed, stream: .start)
    func symmetric(_ count: Int, _ spectrum: (Int) -> Double) -> Matrix {
      var basis = Matrix(zeros: count, count)
      for index in basis.values.indices { basis.values[index] = random.nextNormal() }
      let vectors = SymmetricEigen(basis + basis.transposed).vectors
      let product = vectors * Matrix(diagonal: (0..<count).map(spectrum)) * vectors.transposed
      return 0.5 * (product + product.transposed)
    }
    let p = symmetric(own) { $0 == 0 ? -0.5 : 0.2 + Double($0) / Double(own) }
    let q = symmetric(other) { 0.3 + Double($0) / Double(other) }
    var b = Matrix(zeros: own, other)
    for index in b.values.indices { b.values[index] = random.nextNormal() / 5 }
    return try MatrixQuadratic(
      minimizerCurvature: p, coupling: b, maximizerCurvature: q)
  }
}

/// A game whose Hessian products are rounded to 32-bit numbers.
private struct RoundedGame: MinMaxGame {
  let base: MatrixQuadratic

  var isExactInFloat32: Bool { true }
  var shape: ProfileShape { base.shape }
  func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    base.initialProfile(using: &random)
  }
  func payoff(at z: StrategyProfile) -> Double { base.payoff(at: z) }
  func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    base.gradient(at: z, into: &gradient)
  }
  func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    base.hessianProduct(at: z, u.map { Double(Float($0)) }, into: &product)
    for index in product.indices { product[index] = Double(Float(product[index])) }
  }
}
