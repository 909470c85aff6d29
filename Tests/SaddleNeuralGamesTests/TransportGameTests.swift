import SaddleData
import SaddleGames
import SaddleNeuralGames
import SaddleTensor
import SaddleTraining
import Testing

/// The W2-GAN in one dimension on exact moments: data ±σ, noise ±1, four of each.
private struct ExactTransport: NeuralGame {
  var deviation = 2.0

  func trace(in scope: GameScope) -> Objectives {
    let signs = [1.0, -1, 1, -1]
    let real = scope.graph.leaf(signs.map { deviation * $0 }, shape: [4, 1], name: "X")
    let noise = scope.graph.leaf([1, 1, -1, -1], shape: [4, 1], name: "Z")
    let w = scope.parameter([1], of: .minimizer, name: "w", start: .constant(0.5))
    let u = scope.parameter([1], of: .minimizer, name: "u", start: .constant(0.1))
    let a = scope.parameter([1], of: .maximizer, name: "a", start: .constant(0))
    let b = scope.parameter([1], of: .maximizer, name: "b", start: .constant(0))
    let function = Network { 0.5 * a * $0.squared() + b * $0 }
    let fake = noise * w + u
    let conjugate = 0.5 * (fake + b).squared() / (1 - a) - 0.5 * fake.squared()
    return Objectives(
      zeroSum: function(real).mean() - conjugate.mean(), samples: fake,
      proximalFeatures: scope.slope(of: function, at: real))
  }
}

@Suite("The W2-GAN as a neural game")
struct TransportGameTests {
  private let options = CompiledGame.Options(batchCount: 4, type: .float64)

  private func closedForm(_ deviation: Double = 2) throws -> W2Gaussian {
    let made = try GameCatalog.entry(named: "w2-moments").game(
      settings: ["deviations": "\(deviation)", "generator": "free"])
    return try #require(made.game as? W2Gaussian)
  }

  @Test("Payoff, field and Jacobian products are those of the closed form")
  func agrees() throws {
    let game = try CompiledGame(ExactTransport(), options: options)
    let drawn = try #require(game.drawn(Draw(seed: 0, step: 0), state: []) as? DrawnGame)
    let exact = try closedForm()
    for values in [[0.7, 0.4, 0.35, -0.2], [1, 0, 0.5, 0], [-0.3, 0.2, -1, 0.7]] {
      let z = StrategyProfile(values: values, shape: exact.shape)
      #expect(abs(drawn.payoff(at: z) - exact.payoff(at: z)) < 1e-14)
      var (v, w) = (values, values)
      drawn.gradientField(at: z, into: &v)
      exact.gradientField(at: z, into: &w)
      for index in 0..<4 { #expect(abs(v[index] - w[index]) < 1e-13) }
      let u = [1, -2, 0.5, 3]
      drawn.jacobianProduct(at: z, u, into: &v)
      exact.jacobianProduct(at: z, u, into: &w)
      for index in 0..<4 { #expect(abs(v[index] - w[index]) < 1e-12) }
    }
  }

  @Test("The Sobolev term is the closed form's metric: ½E(δa·X + δb)²")
  func metric() throws {
    let game = try CompiledGame(ExactTransport(), options: options)
    let drawn = try #require(game.drawn(Draw(seed: 0, step: 0), state: []) as? DrawnGame)
    let z = StrategyProfile(minimizer: [1, 0], maximizer: [0.2, -0.1])
    var gradient = [0.0, 0.0]
    let value = drawn.proximalTerm(of: [0.5, 0.4], at: z, into: &gradient)
    #expect(abs(value - (4 * 0.09 + 0.25) / 2) < 1e-14)
    #expect(abs(gradient[0] - 4 * 0.3) < 1e-14)
    #expect(abs(gradient[1] - 0.5) < 1e-14)
    let exact = try closedForm()
    var other = gradient
    #expect(abs(exact.proximalTerm(of: [0.5, 0.4], at: z, into: &other) - value) < 1e-14)
  }

  @Test("The inner optimum changes with λ and is the closed form's", arguments: [0.3, 1, 4, 20])
  func innerOptimum(_ penalty: Double) throws {
    let game = try CompiledGame(ExactTransport(), options: options)
    let drawn = try #require(game.drawn(Draw(seed: 0, step: 0), state: []) as? DrawnGame)
    let z = StrategyProfile(minimizer: [0.8, 0.3], maximizer: [0.1, -0.2])
    let exact = try #require(closedForm().proximalResponse(at: z, penalty: penalty))
    // What proximal training's ascent does, run to convergence.
    var response = z
    var (v, pull) = ([0.0, 0, 0, 0], [0.0, 0])
    for _ in 0..<4_000 {
      drawn.gradientField(at: response, into: &v)
      _ = drawn.proximalTerm(of: Array(response[.maximizer]), at: z, into: &pull)
      for index in 0..<2 {
        response.values[2 + index] -=
          0.2 / (4 * penalty + 4) * (v[2 + index] + penalty * pull[index])
      }
    }
    for index in 0..<2 { #expect(abs(response.values[2 + index] - exact[index]) < 1e-8) }
    let other = try #require(closedForm().proximalResponse(at: z, penalty: 2 * penalty))
    #expect(abs(exact[0] - other[0]) > 1e-3)
  }

  @Test("Trained proximally for the same steps, it ends where the closed form does, by λ")
  func trained() throws {
    let game = try CompiledGame(ExactTransport(), options: options)
    var ends: [[Double]] = []
    for penalty in [0.5, 1, 4] {
      let ascent = ProximalTraining(
        stepSizes: StepSizes(0.05), penalty: penalty, innerSteps: 400, innerStepSize: 0.05,
        response: .ascent)
      let exact = ProximalTraining(
        stepSizes: StepSizes(0.05), penalty: penalty, response: .exact)
      var neural = try Trainer(game: game, method: ascent, seed: 1)
      let start = neural.state.profile
      let closed = try closedForm()
      let reference = W2Gaussian(
        moments: closed.moments, generator: .free, start: start)
      var oracle = try Trainer(game: reference, method: exact, seed: 1)
      for _ in 0..<40 {
        neural.step()
        oracle.step()
      }
      for (a, b) in zip(neural.state.profile.values, oracle.state.profile.values) {
        #expect(abs(a - b) < 1e-6)
      }
      ends.append(neural.state.profile.values)
    }
    #expect(abs(ends[0][0] - ends[1][0]) > 1e-3)
    #expect(abs(ends[1][0] - ends[2][0]) > 1e-3)
  }

  @Test("In three dimensions Dᶜ(y) is the largest D(x) − ½‖x − y‖²")
  func elimination() throws {
    let data = Dataset.formula([3])
    let game = try CompiledGame(
      TransportGame(), data: data,
      options: CompiledGame.Options(batchCount: 50, type: .float64))
    let drawn = try #require(game.drawn(Draw(seed: 0, step: 0), state: []) as? DrawnGame)
    // W = 0 generates u alone, whatever the noise; a batch of 50 is all of the data.
    let u = [0.3, -0.7, 0.2]
    let s = [0.2, 0.5, -0.1, -0.2, 0.1, 0.3, 0.4, 0, -0.6]
    let b = [0.1, 0.4, -0.2]
    let z = StrategyProfile(minimizer: [Double](repeating: 0, count: 9) + u, maximizer: s + b)
    func a(_ row: Int, _ column: Int) -> Double { (s[3 * row + column] + s[3 * column + row]) / 2 }
    func slope(_ x: [Double]) -> [Double] {
      (0..<3).map { row in b[row] + (0..<3).reduce(0) { $0 + a(row, $1) * x[$1] } }
    }
    func value(_ x: [Double]) -> Double {
      zip(x, zip(slope(x), b)).reduce(0) { $0 + $1.0 * ($1.1.0 + $1.1.1) / 2 }
    }
    var x = u
    for _ in 0..<300 { x = zip(zip(x, u), slope(x)).map { $0.0 + 0.5 * ($0.1 + $1 - $0.0) } }
    let conjugate = value(x) - zip(x, u).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 2
    let mean = (0..<50).reduce(0.0) { $0 + value(data.samples(rows: [$1]).map(Double.init)) / 50 }
    #expect(abs(drawn.payoff(at: z) - (mean - conjugate)) < 1e-12)
  }
}
