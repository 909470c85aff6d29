import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import Testing

/// A game with profiles at which its closed forms are known.
struct GapCase: CustomTestStringConvertible, Sendable {
  let name: String
  let game: any MinMaxGame
  let profiles: [[Double]]
  var testDescription: String { name }

  static let all: [GapCase] = [
    GapCase(
      name: "bilinear", game: ScalarBilinear(payoffScale: 1.5),
      profiles: [[1, 0.3], [-0.4, 1.7], [0.2, -1.5], [0, 1], [0.5, 1.9], [0, 0]]),
    GapCase(
      name: "regularized bilinear",
      game: RegularizedBilinear(payoffScale: 1.2, regularization: 0.1),
      profiles: [[1, 0.5], [0, 0], [-0.3, 2]]),
    GapCase(
      name: "matrix bilinear",
      game: MatrixBilinear(matrix: Matrix([[1, 1, 0], [1, 0, -2]])),
      profiles: [[0.3, -0.2, 0.5, 0.1, -1], [0, 0, 0, 0, 0]]),
    GapCase(
      name: "G4a", game: ScalarQuadratic(gapRadius: 1.5),
      profiles: [[0, 0], [0.2, 0.1], [-1, 0.7]]),
    GapCase(
      name: "G4b", game: ScalarQuadratic(maximizerCurvature: 2),
      profiles: [[0, 0], [0.4, -0.9]]),
    GapCase(
      name: "G4c",
      game: ScalarQuadratic(minimizerCurvature: -6, coupling: 4, maximizerCurvature: 2),
      profiles: [[0, 0], [0.4, -0.9]]),
    GapCase(
      name: "Dirac vanilla", game: DiracGAN(objective: .vanilla),
      profiles: [[0.7, -0.4], [-1.3, 0.9], [0, 0]]),
    GapCase(
      name: "Dirac clipped", game: DiracGAN(objective: .wgan, regularizer: .clipping(bound: 0.5)),
      profiles: [[0.7, -0.4], [-1.3, 0.3]]),
    GapCase(
      name: "Dirac R1", game: DiracGAN(objective: .vanilla, regularizer: .r1(weight: 0.5)),
      profiles: [[0.7, -0.4], [-1.3, 0.9]]),
    GapCase(
      name: "Dirac WGAN-GP",
      game: DiracGAN(
        objective: .wgan, regularizer: .gradientPenalty(weight: 0.5, targetNorm: 1)),
      profiles: [[0.7, -0.4], [-1.3, 0.9]]),
    GapCase(
      name: "LQ-GAN", game: LQGAN(deviation: 1.5, mean: 0.2),
      profiles: [[1.2, 0.1, 0.3, -0.2], [1.5, 0.2, 0, 0], [0.4, -1, -0.5, 0.4]]),
    GapCase(
      name: "W1 Gaussian", game: W1Gaussian(), profiles: [[0.1, 0.5], [0.1, 1], [2, -0.4]]),
    GapCase(
      name: "W2 Gaussian", game: w2(), profiles: [[1, 0, 0.5, 0], [0.7, 0.4, 0.35, -0.2]]),
    GapCase(
      name: "almost bilinear", game: AlmostBilinear(),
      profiles: [[0.3, -0.2], [1, 1], [0, 0]]),
    GapCase(
      name: "Forsaken", game: Forsaken(),
      profiles: [[0.078027, 0.411934], [1, 1], [-0.5, 0.2]]),
    GapCase(name: "Jin", game: JinGame(), profiles: [[0.1, 3], [0, 3.14159265], [-1, 2.94]]),
    GapCase(
      name: "rock-paper-scissors", game: MatrixGame.rockPaperScissors(),
      profiles: [[1, 0, 0, 1, 0, 0], [0.2, 0.3, 0.5, 0.4, 0.4, 0.2]]),
    GapCase(
      name: "matrix game", game: MatrixGame(matrix: Matrix([[2, -1, 0.5], [-1, 1, 0]])),
      profiles: [[0.3, 0.7, 0.2, 0.5, 0.3], [1, 0, 0, 0, 1]]),
    GapCase(
      name: "ratio", game: ratio, profiles: [[0.5, 0.5, 0.5, 0.5], [0.1, 0.9, 0.8, 0.2]]),
    GapCase(
      name: "matrix quadratic", game: quadratic,
      profiles: [[0, 0, 0, 0], [0.7, 0.2, 0.6, -1.1]]),
    GapCase(
      name: "W2 in the plane", game: w2(deviations: [2, 0.5]),
      profiles: [[0.8, 0.1, -0.2, 0.6, 0.3, -0.4, 0.3, 0.1, -0.5, 0.2, -0.1]]),
    GapCase(
      name: "W2 expanding", game: W2Expanding(),
      profiles: [[1, 0, -1, 0], [1.2, 0.3, -0.4, 0.2], [1.7, 0, -2, 0.1]]),
    GapCase(
      name: "Adolphs", game: AdolphsGame(),
      profiles: [[0, 0], [0.7, -1.2], [-2 - 2.0.squareRoot(), 2 + 2.0.squareRoot()]]),
  ]

  private static let ratio = known { try RatioGame() }
  private static let quadratic = known {
    try MatrixQuadratic(
      minimizerCurvature: Matrix([[-1, 0], [0, 1]]), coupling: Matrix([[2, 1], [-1, 2]]),
      maximizerCurvature: Matrix([[2, 0], [0, 0.5]]))
  }

  private static func known(_ make: () throws -> any MinMaxGame) -> any MinMaxGame {
    do { return try make() } catch { preconditionFailure("\(error)") }
  }

  static func w2(deviations: [Double] = [2], radius: Double = 1) -> W2Gaussian {
    W2Gaussian(
      moments: DataMoments(
        mean: [Double](repeating: 0, count: deviations.count),
        covariance: Matrix(diagonal: deviations.map { $0 * $0 })),
      gapRadius: radius)
  }
}

@Suite struct GapEstimatorTests {
  private var searching: GapEstimator {
    var estimator = GapEstimator()
    estimator.searchesAlways = true
    estimator.innerSteps = 100
    return estimator
  }

  private func closedForm(_ game: any MinMaxGame, _ z: StrategyProfile, _ penalty: Double)
    -> Double?
  {
    if penalty == 0 { return game.primalGap(at: z) }
    if penalty == .infinity { return game.dualityGap(at: z) }
    return game.proximalDualityGap(at: z, penalty: penalty)
  }

  @Test("Every game of the catalog with a closed form of a gap is among the examples")
  func coverage() throws {
    let covered = Set(GapCase.all.map { "\(type(of: $0.game))" })
    for entry in GameCatalog.entries where !entry.needsData {
      guard let game = try entry.game().game as? any MinMaxGame else { continue }
      var random = CounterGenerator(seed: 1, stream: .start)
      let z = game.initialProfile(using: &random)
      let forms = [0, 1, .infinity].compactMap { closedForm(game, z, $0) }
      #expect(forms.isEmpty || covered.contains("\(type(of: game))"), "\(entry.name)")
    }
  }

  @Test("Searched gaps agree with every closed form to 1 %", arguments: GapCase.all)
  func closedForms(_ example: GapCase) throws {
    let penalties = [0, 0.7, 5, .infinity]
    var count = 0
    for values in example.profiles {
      let z = StrategyProfile(values: values, shape: example.game.shape)
      let estimates = searching.estimates(
        at: z, penalties: penalties, in: GapData(example.game))
      for estimate in estimates {
        guard let exact = closedForm(example.game, z, estimate.penalty), exact.isFinite else {
          continue
        }
        #expect(
          abs(estimate.value - exact) <= 0.01 * abs(exact) + 1e-4,
          "\(values) λ = \(estimate.penalty): \(estimate.value) for \(exact)")
        count += 1
      }
    }
    #expect(count > 0)
  }

  @Test("At the W2 optimum of σ = 2 the gap with every discriminator free is as a grid found it")
  func fullProximalGap() throws {
    let game = GapCase.w2(radius: 1.5)
    let z = StrategyProfile(values: [1, 0, 0.5, 0], shape: game.shape)
    let found = searching.estimates(at: z, penalties: [1, 3, 10], in: GapData(game))
    // Below ½U²(σλ/(σ + λ) − 1) = 0.225 and 0.75, since ã may change too.
    for (estimate, expected) in zip(found, [0, 0.1668, 0.6639]) {
      #expect(abs(estimate.value - expected) <= 1e-4, "λ = \(estimate.penalty): \(estimate.value)")
    }
  }

  @Test("DG^λ of G4a changes with λ as the closed form says: the released code's does not")
  func penaltyMatters() {
    let game = ScalarQuadratic(gapRadius: 1.5)
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    let found = searching.estimates(
      at: origin, penalties: [1.5, 2, 4.5, 6, 30, .infinity], in: GapData(game))
    let expected = [0, 0, 0.30681818, 0.2142857143 * 2.25, 0.97983871, 1.125]
    for (estimate, value) in zip(found, expected) {
      #expect(abs(estimate.value - value) <= 1e-6, "λ = \(estimate.penalty)")
    }
  }

  @Test("A local search finds nothing at a stationary point, a perturbed one the true gap")
  func perturbationMatters() throws {
    let game = ScalarQuadratic(gapRadius: 1)
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    var local = searching
    local.perturbations = []
    let blind = try #require(
      local.estimates(at: origin, penalties: [.infinity], in: GapData(game)).first)
    #expect(blind.value == 0 && blind.source == .localSearch && blind.isConverged)
    let seeing = try #require(
      searching.estimates(at: origin, penalties: [.infinity], in: GapData(game)).first)
    #expect(abs(seeing.value - 0.5) <= 1e-6 && seeing.source == .perturbedSearch)
  }

  @Test("The perturbed paper's toy point has no local gap and a global one of 736.8")
  func localIsNotGlobal() throws {
    let game = PerturbedToy()
    let point = StrategyProfile(minimizer: [-8.67793], maximizer: [-12.4766])
    var estimator = searching
    estimator.domain = .ball(radius: 0.5)
    let local = try #require(
      estimator.estimates(at: point, penalties: [.infinity], in: GapData(game)).first)
    #expect(abs(local.value) < 0.01)
    estimator.domain = .ball(radius: 40)
    estimator.perturbations = [0.1, 0.3, 0.5, 0.7, 1]
    let global = try #require(
      estimator.estimates(at: point, penalties: [.infinity], in: GapData(game)).first)
    #expect(abs(global.value - 736.8) < 7.4, "\(global.value)")
  }

  @Test("A search that had too few steps says so, and its estimate is below the gap")
  func unfinished() throws {
    var hurried = searching
    hurried.innerSteps = 2
    hurried.perturbations = []
    let game = try MatrixQuadratic(
      minimizerCurvature: Matrix([[-1, 0], [0, 1]]), coupling: Matrix([[2, 1], [-1, 2]]),
      maximizerCurvature: Matrix([[2, 0], [0, 0.1]]))
    let z = StrategyProfile(minimizer: [1, 0.5], maximizer: [0.5, -0.2])
    let exact = try #require(game.dualityGap(at: z))
    let found = try #require(
      hurried.estimates(at: z, penalties: [.infinity], in: GapData(game)).first)
    #expect(!found.isConverged)
    #expect(found.bound == .lower)
    #expect(found.value < 0.9 * exact)
    #expect(found.sweep.map(\.steps) == [1, 2])
  }

  @Test("Estimates on the search's own data do not decrease in λ")
  func monotone() {
    for example in GapCase.all {
      let z = StrategyProfile(values: example.profiles[0], shape: example.game.shape)
      let found = searching.estimates(
        at: z, penalties: [0.1, 1, 10, .infinity], in: GapData(example.game))
      for (left, right) in zip(found, found.dropFirst()) {
        #expect(left.value <= right.value + 1e-4, "\(example.name), λ = \(right.penalty)")
      }
    }
  }

  @Test("A gap that was searched on one batch and measured on others carries a standard error")
  func otherData() throws {
    let games = [1.4, 1.45, 1.55, 1.6].map { ScalarBilinear(payoffScale: $0) }
    let data = GapData(
      search: ScalarBilinear(payoffScale: 1.5), evaluation: games, description: "four batches")
    let z = StrategyProfile(minimizer: [1], maximizer: [0.3])
    var estimator = GapEstimator()
    estimator.domain = .gapSet
    let found = try #require(estimator.estimates(at: z, penalties: [.infinity], in: data).first)
    #expect(abs(found.value - 3.9) <= 1e-6)
    let deviation = try #require(found.standardError)
    // The deviation of the four gaps 2·1.3·a over the square root of four.
    #expect(abs(deviation / 0.1028 - 1) < 0.1, "\(deviation)")
    #expect(found.data == "four batches")
  }

  @Test("A limit on evaluations ends the search, is told, and gives the same value again")
  func limited() throws {
    let game = try MatrixQuadratic(
      minimizerCurvature: Matrix([[-1, 0], [0, 1]]), coupling: Matrix([[2, 1], [-1, 2]]),
      maximizerCurvature: Matrix([[2, 0], [0, 0.1]]))
    let z = StrategyProfile(minimizer: [1, 0.5], maximizer: [0.5, -0.2])
    var limited = searching
    limited.evaluationLimit = 30
    let found = limited.estimates(at: z, penalties: [1, .infinity], in: GapData(game))
    #expect(found.allSatisfy { $0.isLimited && !$0.isConverged && $0.evaluationCount > 0 })
    // A line search and the last ỹ may run over.
    #expect(found[1].evaluationCount <= 60, "\(found[1].evaluationCount)")
    let again = limited.estimates(at: z, penalties: [1, .infinity], in: GapData(game))
    #expect(found.map(\.value) == again.map(\.value))
    let free = searching.estimates(at: z, penalties: [.infinity], in: GapData(game))
    #expect(!free[0].isLimited && free[0].value >= found[1].value)
    var hurried = searching
    hurried.secondsLimit = 1e-9
    #expect(hurried.estimates(at: z, penalties: [.infinity], in: GapData(game))[0].isLimited)
  }

  @Test("On batches deviations stay within a tenth of the parameters' norm, and the edge is told")
  func defaultRadius() throws {
    let data = GapData(
      search: ScalarBilinear(payoffScale: 1.5),
      evaluation: [ScalarBilinear(payoffScale: 1.5)], description: "a batch")
    let z = StrategyProfile(minimizer: [1], maximizer: [0.3])
    let found = try #require(
      GapEstimator().estimates(at: z, penalties: [.infinity], in: data).first)
    // 1.5·1·0.33 − 1.5·0.9·0.3
    #expect(abs(found.value - 0.09) <= 1e-9, "\(found.value)")
    #expect(found.isAtEdge && found.domain.contains("0.1 of the norm"))
    let own = try #require(
      searching.estimates(at: z, penalties: [.infinity], in: GapData(ScalarBilinear())).first)
    #expect(!own.isAtEdge, "the game's own set has no radius to enlarge")
  }

  @Test("λ in the parameters' norm is another λ: the gap then moves as that norm says")
  func parameterNorm() throws {
    let game = GapCase.w2()
    let z = StrategyProfile(values: [0.9, 0.2, 0.4, 0.1], shape: game.shape)
    let data = GapData(game)
    let own = try #require(GapEstimator().estimates(at: z, penalties: [1], in: data).first)
    let other = try #require(
      GapEstimator().estimates(at: z, penalties: [1], in: data.inParameterNorm).first)
    #expect(own.norm.contains("Sobolev") && other.norm.contains("Euclidean"))
    #expect(abs(own.value - other.value) > 1e-3, "\(own.value) and \(other.value)")
  }
}

/// min over y, max over x of e^{−0.01(x² + y²)}((0.3x² + y)² + (x + 0.5y²)²); here x maximizes.
///
/// From the supplement of Sidheekh et al. 2021 on the perturbed gap.
struct PerturbedToy: PlaneGame {
  var start: StrategyProfile { StrategyProfile(minimizer: [1], maximizer: [1]) }

  func payoff(_ y: Double, _ x: Double) -> Double { value(y, x) }

  func gradient(_ y: Double, _ x: Double) -> (x: Double, y: Double) {
    let step = 1e-5
    return (
      (value(y + step, x) - value(y - step, x)) / (2 * step),
      (value(y, x + step) - value(y, x - step)) / (2 * step)
    )
  }

  func hessian(_ y: Double, _ x: Double) -> (xx: Double, xy: Double, yy: Double) { (0, 0, 0) }

  private func value(_ y: Double, _ x: Double) -> Double {
    let (first, second) = (0.3 * x * x + y, x + 0.5 * y * y)
    return exponential(-0.01 * (x * x + y * y)) * (first * first + second * second)
  }

  private func exponential(_ t: Double) -> Double { Double.exp(t) }
}
