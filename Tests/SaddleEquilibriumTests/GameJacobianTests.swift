import ComplexModule
import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct GameJacobianTests {
  private let point = StrategyProfile(minimizer: [0.3], maximizer: [-0.7])

  @Test("J is [[p, b], [−b, q]] on the scalar quadratic game, split into its two parts")
  func scalarQuadratic() {
    let game = ScalarQuadratic(minimizerCurvature: -1, coupling: 2, maximizerCurvature: 3)
    let jacobian = GameJacobian(of: game, at: point)
    #expect(jacobian.matrix == Matrix([[-1, 2], [-2, 3]]))
    #expect(jacobian.potentialPart == Matrix([[-1, 0], [0, 3]]))
    #expect(jacobian.hamiltonianPart == Matrix([[0, 2], [-2, 0]]))
    #expect(jacobian.block(.minimizer, .maximizer) == Matrix([[2]]))
    #expect(jacobian.block(.maximizer, .minimizer) == Matrix([[-2]]))
  }

  @Test("The eigenvalues of xᵀAy are ± i times the singular values of A")
  func matrixGame() {
    let game = MatrixGame.rockPaperScissors()
    let uniform = game.knownEquilibria[0].profile
    let eigenvalues = GameJacobian(of: game, at: uniform).eigenvalues
    let sizes = eigenvalues.map { abs($0.imaginary) }.sorted()
    for (found, expected) in zip(sizes, [0, 0, 3.0.squareRoot(), 3.0.squareRoot()]) {
      #expect(abs(found - expected) <= 1e-14)
    }
    for eigenvalue in eigenvalues { #expect(abs(eigenvalue.real) <= 1e-14) }
  }

  @Test("Forsaken's stationary point has the eigenvalues 0.04475 ± 0.90803i")
  func forsaken() {
    let game = Forsaken()
    let jacobian = GameJacobian(of: game, at: game.knownEquilibria[0].profile)
    for eigenvalue in jacobian.eigenvalues {
      #expect(abs(eigenvalue.real - 0.04475) <= 5e-6)
      #expect(abs(abs(eigenvalue.imaginary) - 0.90803) <= 5e-6)
    }
  }
}
