import SaddleData
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct W2GaussianMetricTests {
  private let rows: [[Double]] = [[1, 2], [0.5, -1], [-2, 0.3], [0, 1.1], [3, -0.7]]

  private func game() throws -> W2Gaussian {
    let table = DataTable(columnNames: ["a", "b"], values: rows.flatMap(\.self))
    let made = try GameCatalog.entry(named: "w2-gaussian").game(
      settings: ["components": "0", "standardize": "false"], data: Dataset(table))
    return try #require(made.game as? W2Gaussian)
  }

  @Test("The metric is the mean of ‖(Ã − A)x + b̃ − b‖² over the rows")
  func metric() throws {
    let game = try game()
    let alpha = Matrix([[0.3, -0.2], [-0.2, 0.7]])
    let beta = [0.4, -0.9]
    let direction = SymmetricPacking.pack(alpha) + beta
    var product = direction
    game.proximalMetricProduct(direction, into: &product)
    let norm = zip(direction, product).reduce(0) { $0 + $1.0 * $1.1 }
    let direct = rows.reduce(0.0) { sum, row in
      let difference = zip(alpha(row), beta).map { $0 + $1 }
      return sum + (difference[0] * difference[0] + difference[1] * difference[1]) / 5
    }
    #expect(abs(norm - direct) < 1e-14)
  }

  @Test("The metric is symmetric")
  func symmetry() throws {
    let game = try game()
    var columns = Matrix(zeros: 5, 5)
    for index in 0..<5 {
      var (direction, product) = ([Double](repeating: 0, count: 5), [0.0, 0, 0, 0, 0])
      direction[index] = 1
      game.proximalMetricProduct(direction, into: &product)
      for row in 0..<5 { columns[row, index] = product[row] }
    }
    #expect((columns - columns.transposed).frobeniusNorm < 1e-14)
    #expect(Cholesky(columns) != nil)
  }

  @Test("The exact response of one coordinate is what Newton's method finds")
  func response() throws {
    let game = W2Gaussian.line(deviation: 2, mean: 0.5)
    for z in [
      game.profile(0.7, 0.4, 0.35, -0.2), game.profile(0.9, -1.2, -3, 2),
      game.profile(-0.4, 0.1, 0.2, 0.6),
    ] {
      for penalty in [0.1, 1, 30] {
        let response = try #require(game.proximalResponse(at: z, penalty: penalty))
        let move = zip(response, z[.maximizer]).map { $0 - $1 }
        var product = move
        game.proximalMetricProduct(move, into: &product)
        var moved = z
        moved[.maximizer] = response[...]
        let value =
          game.payoff(at: moved)
          - penalty / 2 * zip(move, product).reduce(0) { $0 + $1.0 * $1.1 }
        let best = try #require(game.proximalValue(at: z, penalty: penalty))
        // Newton's search is not kept to ã ≤ 1 − δ, so only where that binds may it do better.
        #expect(abs(value - best) < 1e-12 || (response[0] == 0.9 && value < best))
      }
    }
  }

  @Test("The response keeps to the discriminator's set, and is nil where there is no form")
  func edges() {
    let game = W2Gaussian.line(deviation: 2)
    // A point mass would be told apart by a → 1.
    #expect(game.proximalResponse(at: game.profile(0, 0, 0, 0), penalty: 0.01)?[0] == 0.9)
    #expect(game.proximalResponse(at: game.profile(1, 0, 0, 0), penalty: 0) == nil)
    #expect(game.proximalResponse(at: game.profile(.nan, 0, 0, 0), penalty: 1) == nil)
    let z = game.profile(1, 0.2, 0.3, 0.4)
    #expect(game.proximalResponse(at: z, penalty: .infinity) == [0.3, 0.4])
    let plane = W2Gaussian.plane(deviations: [2, 0.5])
    #expect(plane.proximalResponse(at: plane.randomProfile(seed: 1), penalty: 1) == nil)
  }

  @Test("The distance to equilibrium is the least over all rotations of W*")
  func distance() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5], mean: [0.3, -0.2])
    let known = try #require(game.knownEquilibria.first?.profile)
    let w = game.generatorMatrix(of: known)
    func rotated(_ angle: Double, flipped: Bool) -> StrategyProfile {
      var moved = known
      let flip = Matrix(diagonal: [1, flipped ? -1 : 1])
      let turned = w * W2Gaussian.rotation(angle) * flip
      moved.values.replaceSubrange(..<4, with: turned.values)
      return moved
    }
    #expect(try #require(game.distanceToEquilibrium(from: rotated(2, flipped: true))) < 1e-14)
    let z = game.randomProfile(seed: 3)
    let least =
      [true, false].map { flipped in
        gridMinimum(over: 0...6.3) { angle in
          zip(rotated(angle, flipped: flipped).values, z.values)
            .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
      }.min() ?? .nan
    let distance = try #require(game.distanceToEquilibrium(from: z))
    #expect(abs(distance - least.squareRoot()) < 1e-10)
  }
}
