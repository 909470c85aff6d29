import SaddleEquilibrium
import SaddleGames
import SaddleTraining
import Testing

@Suite struct StabilityPlaneTests {
  private let origin = StrategyProfile(minimizer: [0], maximizer: [0])

  /// Whether a point is inside a closed curve: an odd number of its edges cross a ray from there.
  private func isInside(_ point: (Double, Double), _ curve: [StabilityPlane.Point]) -> Bool {
    zip(curve, curve.dropFirst()).count { a, b in
      guard (a.imaginary > point.1) != (b.imaginary > point.1) else { return false }
      let part = (point.1 - a.imaginary) / (b.imaginary - a.imaginary)
      return a.real + part * (b.real - a.real) > point.0
    } % 2 == 1
  }

  @Test("A method contracts exactly where the eigenvalues are in the region that is drawn")
  func regions() throws {
    let sizes = StepSizes(1)
    let methods: [any TrainingMethod] = [
      SimultaneousGDA(stepSizes: sizes), Extragradient(stepSizes: sizes),
      OptimisticGDA(stepSizes: sizes), ProximalPoint(stepSizes: sizes),
      AlternatingGDA(stepSizes: sizes), CompetitiveGradientDescent(stepSizes: sizes),
    ]
    var answers: Set<Bool> = []
    for method in methods {
      for p in stride(from: -2.3, through: 2.5, by: 0.4) {
        for b in stride(from: 0.05, through: 1.6, by: 0.15) {
          // J = [[p, b], [−b, p]] has the eigenvalues p ± ib.
          let game = ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: p)
          guard let plane = StabilityPlane(of: method, at: origin, in: game) else { continue }
          guard abs(plane.prediction.rate - 1) > 0.02 else { continue }
          let isStable = plane.eigenvalues.allSatisfy {
            isInside(($0.real, $0.imaginary), plane.boundary) == plane.isStableInside
          }
          #expect(isStable == (plane.prediction.rate < 1), "\(method) at \(p) ± \(b)i")
          answers.insert(isStable)
        }
      }
    }
    #expect(answers.count == 2)
  }

  @Test(
    "On the bilinear game h = ±iηc: on the edge of no contraction for simultaneous play, inside for extragradient"
  )
  func bilinear() throws {
    let game = ScalarQuadratic(minimizerCurvature: 0, coupling: 1.5, maximizerCurvature: 0)
    let sizes = StepSizes(0.1)
    let plane = try #require(
      StabilityPlane(of: SimultaneousGDA(stepSizes: sizes), at: origin, in: game))
    #expect(plane.quantity == .scaledJacobian)
    for value in plane.eigenvalues {
      #expect(abs(value.real) < 1e-15 && abs(abs(value.imaginary) - 0.15) < 1e-15)
      #expect(!isInside((value.real, value.imaginary), plane.boundary))
    }
    let other = try #require(
      StabilityPlane(of: Extragradient(stepSizes: sizes), at: origin, in: game))
    #expect(other.eigenvalues.allSatisfy { isInside(($0.real, $0.imaginary), other.boundary) })
  }

  @Test("Methods without a linear map have no plane")
  func none() throws {
    let adam = try MethodCatalog.entry(named: "simultaneous-gda")
      .method(settings: ["baseUpdate": "adam"]).0
    let game = ScalarQuadratic(minimizerCurvature: 1, coupling: 1, maximizerCurvature: 1)
    #expect(StabilityPlane(of: adam, at: origin, in: game) == nil)
  }
}
