import SaddleData
import SaddleGames
import SaddleNeuralGames
import SaddleTensor
import Testing

@Suite("A compiled neural game")
struct CompiledGameTests {
  private let games =
    NamedGame.objectives + [.convolutional]

  private func drawn(
    _ compiled: CompiledGame, step: Int, state: [Double]? = nil, index: Int = 0
  ) throws -> DrawnGame {
    let state = state ?? compiled.initialState(at: compiled.profile(), seed: 1)
    let game = compiled.drawn(Draw(seed: 1, step: step, index: index), state: state)
    return try #require(game as? DrawnGame)
  }

  private func field(_ game: DrawnGame, _ z: StrategyProfile) -> [Double] {
    var v = [Double](repeating: .nan, count: z.shape.count)
    game.gradientField(at: z, into: &v)
    return v
  }

  @Test("What was evaluated before never changes a result: same arguments, same bits")
  func isPure() throws {
    for named in games {
      let compiled = try named.compiled(.float32)
      let z = compiled.profile()
      let other = compiled.profile(seed: 2)
      let first = try field(drawn(compiled, step: 3), z)
      // Other batches, profiles, blocks and results in between.
      _ = try field(drawn(compiled, step: 4), z)
      _ = try drawn(compiled, step: 3, index: 1).losses(at: other)
      var (u, v) = (first, first)
      try drawn(compiled, step: 3).jacobianProduct(at: other, u, into: &v)
      var y = Array(z[.maximizer])
      _ = try drawn(compiled, step: 3).proximalTerm(
        of: Array(other[.maximizer]), at: z, into: &y)
      _ = try drawn(compiled, step: 3).samples(3, at: other, seed: 1)
      #expect(try field(drawn(compiled, step: 3), z) == first, "\(named.testDescription)")
      // Block by block.
      for player in Player.allCases {
        _ = try drawn(compiled, step: 3).payoff(at: other)
        try drawn(compiled, step: 3).gradientField(of: player, at: z, into: &u)
        #expect(u[z.shape.range(of: player)] == first[z.shape.range(of: player)])
      }
      // A fresh compilation.
      #expect(try field(drawn(named.compiled(.float32), step: 3), z) == first)
    }
  }

  @Test("A search's batches and an evaluation's share no row of the data")
  func heldOutRows() throws {
    struct RowNumbers: SampleSource {
      let valueCount = 1
      let rowCount = 10
      let digest = "0000000000000000"
      func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
        sample[0] = Float(row)
      }
    }
    let rows = Dataset(specification: "rows", sampleShape: [1], source: RowNumbers())
    struct Mean: NeuralGame {
      func trace(in scope: GameScope) -> Objectives {
        let x = scope.parameter([1], of: .minimizer, start: .constant(0))
        let y = scope.parameter([1], of: .maximizer, start: .constant(0))
        return Objectives(zeroSum: scope.data().mean() + (x * y).sum())
      }
    }
    let compiled = try CompiledGame(
      Mean(), data: rows, options: .init(batchCount: 5, type: .float64))
    #expect(compiled.dataRowCount == 10)
    let z = StrategyProfile(minimizer: [0], maximizer: [0])
    for (share, mean) in [(Draw.Rows.even, 4.0), (.odd, 5.0)] {
      for step in 0..<4 {
        let game = compiled.drawn(Draw(seed: 1, step: step, rows: share), state: [])
        let payoff = try #require(game as? DrawnGame).payoff(at: z)
        #expect(payoff == mean, "an epoch of five rows has their mean")
      }
    }
  }

  @Test("Each step, batch within a step and seed draws other numbers")
  func draws() throws {
    let compiled = try NamedGame.objectives[5].compiled()
    let z = compiled.profile()
    let state = compiled.initialState(at: z, seed: 1)
    let draws = [
      Draw(seed: 1, step: 0), Draw(seed: 1, step: 1), Draw(seed: 1, step: 0, index: 1),
      Draw(seed: 2, step: 0),
    ]
    let payoffs = try draws.map {
      try #require(compiled.drawn($0, state: state) as? DrawnGame).payoff(at: z)
    }
    #expect(Set(payoffs).count == 4)
  }

  @Test("A Float32 profile is exact in Float32 after projection, and close to the Float64 game")
  func rounds() throws {
    for named in games {
      let (single, double) = (try named.compiled(.float32), try named.compiled(.float64))
      let z = single.profile()
      #expect(z.values.allSatisfy { Double(Float($0)) == $0 })
      let (a, b) = (
        try field(drawn(single, step: 2), z), try field(drawn(double, step: 2), z)
      )
      let size = b.reduce(0) { max($0, abs($1)) }
      // The spectral vectors start at numbers rounded to Float32.
      #expect(
        zip(a, b).allSatisfy { abs($0 - $1) < 2e-4 * max(1, size) }, "\(named.testDescription)")
    }
  }

  @Test("WGAN-WC keeps the critic in its box")
  func clips() throws {
    let compiled = try NamedGame.objectives[4].compiled(.float32)
    var z = compiled.profile()
    for index in z.values.indices { z.values[index] = index % 2 == 0 ? 3 : -3 }
    compiled.project(.maximizer, of: &z)
    #expect(z[.maximizer].allSatisfy { abs($0) == 0.5 })
    #expect(z[.minimizer].allSatisfy { abs($0) == 3 })
    #expect(compiled.strategySet(of: .maximizer) == .box(lower: -0.5, upper: 0.5))
  }

  @Test("Spectral normalization: the state converges to the largest singular value")
  func spectralNorm() throws {
    let named = NamedGame.objectives[9]
    let compiled = try named.compiled()
    let z = compiled.profile()
    var state = compiled.initialState(at: z, seed: 1)
    for step in 0..<200 { compiled.advanceState(&state, to: z, draw: Draw(seed: 1, step: step)) }
    let measures = try drawn(compiled, step: 0, state: state).measures(at: z)
    let sigma = try #require(
      measures.first { $0.name == "spectralNorm.discriminator1" }?.value)
    // The first weight is [2, 4]: ‖W‖₂² is the larger eigenvalue of WWᵀ.
    let w = Array(z[.maximizer].prefix(8))
    let (a, b) = (Array(w[..<4]), Array(w[4...]))
    func dot(_ p: [Double], _ q: [Double]) -> Double { zip(p, q).reduce(0) { $0 + $1.0 * $1.1 } }
    let (trace, determinant) = (
      dot(a, a) + dot(b, b), dot(a, a) * dot(b, b) - dot(a, b) * dot(a, b)
    )
    let largest = trace / 2 + (trace * trace / 4 - determinant).squareRoot()
    #expect(abs(sigma - largest.squareRoot()) < 1e-9)
  }

  @Test("Batch normalization: running statistics move by a tenth, and samples use them")
  func batchNorm() throws {
    let compiled = try NamedGame.objectives[10].compiled()
    let z = compiled.profile()
    var state = compiled.initialState(at: z, seed: 1)
    #expect(state == [0, 0, 0, 0, 1, 1, 1, 1])
    let before = try drawn(compiled, step: 0, state: state).samples(2, at: z, seed: 7)
    compiled.advanceState(&state, to: z, draw: Draw(seed: 1, step: 0))
    #expect(state[..<4].allSatisfy { $0 != 0 })
    #expect(state[4...].allSatisfy { $0 >= 0.9 && $0 != 1 })
    #expect(try drawn(compiled, step: 0, state: state).samples(2, at: z, seed: 7) != before)
  }

  @Test("Samples: the first do not depend on how many are asked for, and another seed gives others")
  func samples() throws {
    for named in [NamedGame.objectives[0], .objectives[10], .convolutional] {
      let compiled = try named.compiled(.float32)
      let z = compiled.profile()
      let game = try drawn(compiled, step: 0)
      #expect(game.sampleShape == named.data.sampleShape)
      let size = game.sampleShape.reduce(1, *)
      let many = game.samples(15, at: z, seed: 3)
      #expect(many.count == 15 * size)
      #expect(game.samples(4, at: z, seed: 3) == Array(many.prefix(4 * size)))
      #expect(game.samples(4, at: z, seed: 4) != Array(many.prefix(4 * size)))
      #expect(Set(many).count > many.count / 2)
    }
  }

  @Test("The average of the generator starts at x, moves by 1 − β, and makes the samples")
  func averages() throws {
    let compiled = try NamedGame.objectives[0].compiled(averaging: 0.75)
    let (z, next) = (compiled.profile(), compiled.profile(seed: 2))
    var state = compiled.initialState(at: z, seed: 1)
    #expect(state == Array(z[.minimizer]))
    compiled.advanceState(&state, to: next, draw: Draw(seed: 1, step: 0))
    let expected = zip(z[.minimizer], next[.minimizer]).map { 0.75 * $0 + 0.25 * $1 }
    #expect(state == expected)
    let averaged = try drawn(compiled, step: 0, state: state).samples(3, at: next, seed: 1)
    let plain = try NamedGame.objectives[0].compiled()
    var mixed = next
    mixed[.minimizer] = expected[...]
    #expect(try drawn(plain, step: 0, state: []).samples(3, at: mixed, seed: 1) == averaged)
  }

  @Test("A shape that does not fit is a sentence with both shapes, thrown when compiling")
  func mistakes() throws {
    struct Mistaken: NeuralGame {
      func trace(in scope: GameScope) -> Objectives {
        let generator = scope.mlp([2, 3, 2], of: .minimizer)
        let critic = scope.mlp([5, 1], of: .maximizer)
        return Objectives(
          zeroSum: critic(scope.data()).mean() - critic(generator(scope.normal([2]))).mean())
      }
    }
    let error = #expect(throws: TensorError.self) {
      try CompiledGame(Mistaken(), data: .formula())
    }
    #expect(error?.message.contains("[64, 2]") == true)
    #expect(error?.message.contains("[5, 1]") == true)
  }
}
