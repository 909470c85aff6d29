import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite("Optimal mixed strategies")
struct MatrixGameSolutionTests {
  @Test("A 2 × 2 game without saddle in pure strategies has the textbook solution")
  func twoByTwo() throws {
    // [[a, b], [c, d]]: value (ad − bc)/(a + d − b − c), x = (d − c, a − b)/(a + d − b − c).
    let solution = try #require(MatrixGameSolution(of: Matrix([[2, -1], [-1, 1]])))
    #expect(abs(solution.value - 0.2) < 1e-15)
    for (got, expected) in zip(solution.minimizer + solution.maximizer, [0.4, 0.6, 0.4, 0.6]) {
      #expect(abs(got - expected) < 1e-15)
    }
  }

  @Test("Dominated actions get no weight")
  func dominated() throws {
    let solution = try #require(MatrixGameSolution(of: Matrix([[1, 2], [3, 4]])))
    #expect(solution.minimizer == [1, 0])
    #expect(solution.maximizer == [0, 1])
    #expect(abs(solution.value - 2) < 1e-15)
  }

  @Test("A constant game is solved by anything, at its constant")
  func constant() throws {
    let solution = try #require(MatrixGameSolution(of: Matrix([[-7, -7], [-7, -7]])))
    #expect(abs(solution.value + 7) < 1e-14)
  }

  @Test("No player gains by deviating, whatever the matrix", arguments: 1...30)
  func noDeviationGains(size: Int) throws {
    var random = CounterGenerator(seed: 5, stream: .start, step: size)
    let columns = 1 + size % 7
    // Small whole numbers make ties, on which a careless pivot rule would cycle.
    let matrix = Matrix(
      rowCount: size, columnCount: columns,
      values: (0..<(size * columns)).map { _ in
        size.isMultiple(of: 2) ? random.nextNormal() : (3 * random.nextUniform()).rounded(.down)
      })
    let solution = try #require(MatrixGameSolution(of: matrix))
    let (x, y) = (solution.minimizer, solution.maximizer)
    #expect(abs(x.reduce(0, +) - 1) < 1e-12 && abs(y.reduce(0, +) - 1) < 1e-12)
    #expect((x + y).allSatisfy { $0 >= 0 })
    let upper = matrix.transposed(x).max() ?? .nan
    let lower = matrix(y).min() ?? .nan
    #expect(abs(upper - solution.value) < 1e-12)
    #expect(abs(lower - solution.value) < 1e-12)
  }
}
