import ComplexModule
import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import SaddleTraining
import Testing

@Suite struct MethodPredictionTests {
  /// Every method that theory has a linear map for on unconstrained games.
  static func methods(_ sizes: StepSizes) -> [(name: String, method: any LinearlyPredictable)] {
    [
      ("simultaneous", SimultaneousGDA(stepSizes: sizes)),
      ("alternating", AlternatingGDA(stepSizes: sizes)),
      ("extragradient", Extragradient(stepSizes: sizes)),
      ("optimistic", OptimisticGDA(stepSizes: sizes)),
      ("proximal point", ProximalPoint(stepSizes: sizes)),
      ("consensus", ConsensusOptimization(stepSizes: sizes, regularization: 0.3)),
      ("symplectic", SymplecticGradientAdjustment(stepSizes: sizes, adjustment: 0.3)),
      ("lookahead", Lookahead(stepSizes: sizes)),
      ("alternating lookahead", Lookahead(stepSizes: sizes, order: .alternating)),
      ("competitive", CompetitiveGradientDescent(stepSizes: sizes)),
      ("Runge–Kutta", RungeKutta(stepSizes: sizes)),
      ("proximal training", ProximalTraining(stepSizes: sizes, penalty: 0.6)),
      (
        "proximal training by ascent",
        ProximalTraining(
          stepSizes: sizes, penalty: 2.5, innerSteps: 7, innerStepSize: 0.1, response: .ascent)
      ),
    ]
  }

  /// Compares the predicted map with that of the method's own step.
  ///
  /// Entry by entry, or, where a method remembers something else than the map does, by the traces
  /// of the powers, which determine the eigenvalues other than 0.
  private func compare(
    _ name: String, _ method: any LinearlyPredictable, at z: StrategyProfile,
    in game: any VariationalInequality, difference: Double = 1, tolerance: Double
  ) throws {
    let predicted = try #require(
      method.stepMap(at: GameLinearization(of: game, at: z)), "no map of \(name)")
    let measured = try measuredStepMap(of: method, at: z, in: game, difference: difference)
    if method.memoryCount(for: z.shape) == 0 {
      let error = (predicted - measured).values.map(abs).max() ?? .nan
      #expect(error <= tolerance, "\(name)")
    } else {
      var (left, right) = (predicted, measured)
      for power in 1...predicted.rowCount {
        #expect(abs(left.trace - right.trace) <= 10 * tolerance, "\(name), power \(power)")
        (left, right) = (left * predicted, right * measured)
      }
    }
    let prediction = try #require(MethodPrediction(of: method, at: z, in: game))
    #expect(prediction.rate == GeneralEigenvalues(of: predicted).spectralRadius)
  }

  @Test("Maps are those of the methods' own steps on every scalar quadratic game")
  func scalarQuadratics() throws {
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    for (p, b, q) in [
      (-1.0, 2.0, 1.0), (-1, 2, 2), (-6, 4, 2), (6, 4, -2), (-1, 0.5, 1), (0.2, 1.3, 0.5),
      (0, 1.5, 0),
    ] {
      let game = ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
      for sizes in [StepSizes(0.05), StepSizes(0.2), StepSizes(0.1, timescaleRatio: 3)] {
        for (name, method) in Self.methods(sizes) {
          try compare(
            "\(name) on (\(p), \(b), \(q))", method, at: origin, in: game, tolerance: 1e-12)
        }
      }
    }
  }

  @Test("Maps are those of the methods' own steps on a quadratic game of 3 + 2 parameters")
  func matrixQuadratic() throws {
    let game = try MatrixQuadratic(
      minimizerCurvature: Matrix([[0.5, 0.2, 0], [0.2, -0.3, 0.1], [0, 0.1, 0.8]]),
      coupling: Matrix([[1, 0.5], [-0.7, 1.1], [0.2, -0.4]]),
      maximizerCurvature: Matrix([[0.6, 0.1], [0.1, 0.9]]))
    let origin = StrategyProfile(minimizer: [0, 0, 0], maximizer: [0, 0])
    for sizes in [StepSizes(0.1), StepSizes(0.05, timescaleRatio: 4)] {
      for (name, method) in Self.methods(sizes) {
        try compare(name, method, at: origin, in: game, tolerance: 1e-11)
      }
    }
  }

  @Test("At a stationary point of a smooth game the maps are the methods' derivatives")
  func smoothGame() throws {
    let game = Forsaken()
    let point = game.knownEquilibria[0].profile
    for (name, method) in Self.methods(StepSizes(0.05)) where name != "proximal training" {
      try compare(name, method, at: point, in: game, difference: 1e-5, tolerance: 1e-8)
    }
    // Close to y* the exact response must stay: only for λ large enough.
    let stiff = ProximalTraining(stepSizes: StepSizes(0.05), penalty: 20)
    try compare("stiff", stiff, at: point, in: game, difference: 1e-5, tolerance: 1e-8)
    let loose = ProximalTraining(stepSizes: StepSizes(0.05), penalty: 0.6)
    #expect(MethodPrediction(of: loose, at: point, in: game) == nil)
  }

  @Test("On simplices: replicator and multiplicative weights at the uniform profile")
  func simplices() throws {
    let game = MatrixGame.rockPaperScissors()
    let uniform = StrategyProfile(
      minimizer: [Double](repeating: 1.0 / 3, count: 3),
      maximizer: [Double](repeating: 1.0 / 3, count: 3))
    let sizes = StepSizes(0.1)
    var methods: [(String, any LinearlyPredictable)] = [
      ("replicator", Replicator(stepSizes: sizes))
    ]
    for variant in MultiplicativeWeights.Variant.allCases {
      methods.append(
        (variant.rawValue, MultiplicativeWeights(stepSizes: sizes, variant: variant)))
    }
    for (name, method) in methods {
      try compare(name, method, at: uniform, in: game, difference: 1e-5, tolerance: 1e-9)
    }
    let h = 0.1 / 3.0.squareRoot()
    let simultaneous = try #require(
      MethodPrediction(of: MultiplicativeWeights(stepSizes: sizes), at: uniform, in: game))
    #expect(abs(simultaneous.rate - (1 + h * h).squareRoot()) <= 1e-14)
    #expect(abs((simultaneous.period ?? .nan) - 2 * .pi / Double.atan(h)) <= 1e-9)
    let alternating = try #require(
      MethodPrediction(
        of: MultiplicativeWeights(stepSizes: sizes, variant: .alternating), at: uniform, in: game))
    #expect(abs(alternating.rate - 1) <= 1e-13)
    #expect(abs((alternating.period ?? .nan) - .pi / Double.asin(h / 2)) <= 1e-9)
  }

  @Test(
    "The printed rates for p = 0.2, b = 1.3, q = 0.5 and η = 0.2",
    arguments: [
      ("simultaneous", 0.96519428), ("extragradient", 0.8961599), ("proximal point", 0.90849045),
      ("lookahead", 0.71788449), ("optimistic", 0.89252546), ("alternating", 0.929516),
      ("consensus", 0.85905225), ("symplectic", 0.86005253), ("competitive", 0.89960651),
    ])
  func printed(name: String, rate: Double) throws {
    let game = ScalarQuadratic(minimizerCurvature: 0.2, coupling: 1.3, maximizerCurvature: 0.5)
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    let method = try #require(Self.methods(StepSizes(0.2)).first { $0.name == name }).method
    let prediction = try #require(MethodPrediction(of: method, at: origin, in: game))
    #expect(abs(prediction.rate - rate) <= 1e-8)
  }

  @Test("The default scalar quadratic game: simultaneous GDA √(1 + 3η²), alternating √(1 − η²)")
  func centre() throws {
    let game = ScalarQuadratic()
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    let step = 0.05
    let simultaneous = try #require(
      MethodPrediction(of: SimultaneousGDA(stepSizes: StepSizes(step)), at: origin, in: game))
    #expect(abs(simultaneous.rate - (1 + 3 * step * step).squareRoot()) <= 1e-14)
    let alternating = try #require(
      MethodPrediction(of: AlternatingGDA(stepSizes: StepSizes(step)), at: origin, in: game))
    #expect(abs(alternating.rate - (1 - step * step).squareRoot()) <= 1e-14)
  }

  @Test("A larger time-scale ratio stabilises the minimax point of −3x² + 4xy − y² beyond τ = 3")
  func timescale() throws {
    let game = ScalarQuadratic(minimizerCurvature: -6, coupling: 4, maximizerCurvature: 2)
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    func rate(_ ratio: Double) throws -> Double {
      let method = SimultaneousGDA(stepSizes: StepSizes(1e-3, timescaleRatio: ratio))
      return try #require(MethodPrediction(of: method, at: origin, in: game)).rate
    }
    #expect(try rate(2.9) > 1)
    #expect(try rate(3.1) < 1)
  }

  @Test("Almost bilinear: consensus stabilises (0, 0) iff γ > ε/(2 + ε²), symplectic iff τ > ε/2")
  func stabilisation() throws {
    for epsilon in [0.1, 0.5, 1] {
      let game = AlmostBilinear(perturbation: epsilon)
      let origin = game.knownEquilibria[0].profile
      func rate(_ method: any TrainingMethod) throws -> Double {
        try #require(MethodPrediction(of: method, at: origin, in: game)).rate
      }
      // So small a step that the flow decides.
      let sizes = StepSizes(1e-6)
      for (share, isStable) in [(0.99, false), (1.01, true)] {
        let gamma = share * epsilon / (2 + epsilon * epsilon)
        let consensus = ConsensusOptimization(stepSizes: sizes, regularization: gamma)
        #expect((try rate(consensus) < 1) == isStable)
        let symplectic = SymplecticGradientAdjustment(
          stepSizes: sizes, adjustment: share * epsilon / 2)
        #expect((try rate(symplectic) < 1) == isStable)
      }
      #expect(try rate(RungeKutta(stepSizes: StepSizes(0.05))) > 1)
    }
  }

  @Test("No prediction where theory has no map")
  func none() {
    let bilinear = ScalarBilinear()
    let origin = bilinear.knownEquilibria[0].profile
    #expect(
      MethodPrediction(of: Adam(stepSizes: StepSizes(0.01)), at: origin, in: bilinear) == nil)
    let game = MatrixGame.rockPaperScissors()
    let uniform = game.knownEquilibria[0].profile
    #expect(
      MethodPrediction(of: SimultaneousGDA(stepSizes: StepSizes(0.1)), at: uniform, in: game)
        == nil)
    let corner = StrategyProfile(minimizer: [1, 0, 0], maximizer: [1, 0, 0])
    #expect(
      MethodPrediction(of: Replicator(stepSizes: StepSizes(0.1)), at: corner, in: game) == nil)
    #expect(
      MethodPrediction(
        of: ProximalTraining(stepSizes: StepSizes(0.1), penalty: 1),
        at: StrategyProfile(minimizer: [0], maximizer: [0]), in: PolarGame()) == nil)
  }

  @Test("A real positive eigenvalue has no period, a negative one has period 2")
  func realEigenvalues() throws {
    let game = ScalarQuadratic(minimizerCurvature: 1, coupling: 0, maximizerCurvature: 0.5)
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    let slow = try #require(
      MethodPrediction(of: SimultaneousGDA(stepSizes: StepSizes(0.1)), at: origin, in: game))
    #expect(slow.period == nil)
    #expect(slow.rate == 0.95)
    let fast = try #require(
      MethodPrediction(of: SimultaneousGDA(stepSizes: StepSizes(2.5)), at: origin, in: game))
    #expect(fast.period == 2)
    #expect(fast.rate == 1.5)
  }
}

extension Matrix {
  fileprivate var trace: Double { (0..<rowCount).reduce(0) { $0 + self[$1, $1] } }
}
