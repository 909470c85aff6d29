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

  @Test("The eigenvalues of J at stationary points are the known ones")
  func stationaryPoints() throws {
    let root = 2.0.squareRoot()
    let r1 = DiracGAN(regularizer: .r1(weight: 0.2))
    let cases: [(any VariationalInequality, [Double], [(Double, Double)])] = [
      (Forsaken(), Forsaken().knownEquilibria[0].profile.values, [(0.04475, 0.90803)]),
      (AdolphsGame(), [0, 0], [(1, 2.6458)]),
      (AdolphsGame(), [-2 - root, 2 + root], [(4.8284, 3.9133)]),
      (AdolphsGame(), [-2 + root, 2 - root], [(1.8760, 0), (-3.5328, 0)]),
      (ScalarQuadratic(), [0, 0], [(0, 1.732051)]),
      (AlmostBilinear(), [0, 0], [(-0.25, 0.968246)]),
      (PolarGame(), [0, 0], [(0.1875, 1)]),
      (DiracGAN(), [0, 0], [(0, 0.5)]),
      // γ/2 ± √(γ²/4 − f′(0)²), critical at γ = 2f′(0).
      (r1, [0, 0], [(0.1, 0.4899)]),
      (DiracGAN(regularizer: .r1(weight: 1.1)), [0, 0], [(0.3209, 0), (0.7791, 0)]),
      (
        DiracGAN(objective: .wgan, regularizer: .r1(weight: 1.1)), [0, 0], [(0.55, 0.8352)]
      ),
      (DiracGAN(objective: .wgan, regularizer: .r1(weight: 3)), [0, 0], [(0.382, 0), (2.618, 0)]),
      (LQGAN(), [1.5, 0, 0, 0], [(0, 1), (0, 3)]),
      (LQGAN(deviation: 1, mean: 0.8), [1, 0.8, 0, 0], [(0, 0.7566), (0, 2.6434)]),
    ]
    for (game, values, expected) in cases {
      let z = StrategyProfile(values: values, shape: game.shape)
      let found = GameJacobian(of: game, at: z).eigenvalues
      for (real, imaginary) in expected {
        for sign in imaginary == 0 ? [1.0] : [1, -1] {
          #expect(
            found.contains {
              abs($0.real - real) <= 5e-5 && abs($0.imaginary - sign * imaginary) <= 5e-5
            }, "\(type(of: game)) at \(values): \(found)")
        }
      }
    }
  }
}
