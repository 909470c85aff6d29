import RealModule
import SaddleLinearAlgebra
import SaddleQuality
import Testing

@Suite("The Fréchet distance")
struct FrechetDistanceTests {
  @Test("Along one coordinate it is (m₁ − m₂)² + (σ₁ − σ₂)²")
  func line() {
    let left = VectorMoments(mean: [1], covariance: Matrix([[4]]))
    let right = VectorMoments(mean: [-2], covariance: Matrix([[0.25]]))
    #expect(abs(FrechetDistance.squared(left, right) - (9 + 1.5 * 1.5)) < 1e-12)
  }

  @Test("Covariances that commute give Σ(σᵢ − τᵢ)², whatever the axes")
  func commuting() {
    let turn = Matrix([[0.6, -0.8], [0.8, 0.6]])
    let back = Matrix([[0.6, 0.8], [-0.8, 0.6]])
    let left = VectorMoments(mean: [0, 0], covariance: turn * Matrix(diagonal: [9, 1]) * back)
    let right = VectorMoments(mean: [0, 0], covariance: turn * Matrix(diagonal: [1, 0]) * back)
    // A variance of 0 is one within 10⁻¹⁶ by rounding, so that its root is within 10⁻⁸.
    #expect(abs(FrechetDistance.squared(left, right) - 5) < 1e-6)
    #expect(abs(FrechetDistance.squared(right, left) - 5) < 1e-6)
    #expect(abs(FrechetDistance.squared(left, left)) < 1e-12)
  }

  @Test("Covariances that do not commute give the closed form of two by two")
  func general() {
    // tr √(Σ₁Σ₂) = √(tr(Σ₁Σ₂) + 2√det(Σ₁Σ₂)) for 2 × 2.
    let a = Matrix([[2, 0.5], [0.5, 1]])
    let b = Matrix([[1, -0.7], [-0.7, 3]])
    let cross = ((a * b).trace + 2 * (1.75 * 2.51).squareRoot()).squareRoot()
    let distance = FrechetDistance.squared(
      VectorMoments(mean: [0, 0], covariance: a), VectorMoments(mean: [3, 4], covariance: b))
    #expect(abs(distance - (25 + 3 + 4 - 2 * cross)) < 1e-12)
  }

  @Test("Moments of vectors are exact, and NaN stays NaN")
  func moments() {
    let moments = VectorMoments(of: [1, 2, 3, 6], valueCount: 2)
    #expect(moments.mean == [2, 4])
    #expect(moments.covariance == Matrix([[1, 2], [2, 4]]))
    let broken = VectorMoments(of: [.nan, 2, 3, 6], valueCount: 2)
    #expect(FrechetDistance.squared(moments, broken).isNaN)
  }

  @Test("Samples of shifted normal vectors come near the closed form")
  func samples() {
    func moments(_ seed: UInt64, _ shift: [Double]) -> VectorMoments {
      VectorMoments(of: normals(5_000, 2, seed: seed, shift: shift).map(Double.init), valueCount: 2)
    }
    #expect(abs(FrechetDistance.squared(moments(1, [0, 0]), moments(2, [3, 4])) - 25) < 0.5)
    #expect(FrechetDistance.squared(moments(1, [0, 0]), moments(2, [0, 0])) < 0.01)
  }
}

@Suite("The classifier score")
struct ClassifierScoreTests {
  @Test(
    "It is the number of classes when all are sure and even, and 1 when all are alike or unsure")
  func extremes() {
    func score(_ p: [Double]) -> Double { ClassifierScore.score(probabilities: p, classCount: 3) }
    #expect(abs(score([1, 0, 0, 0, 1, 0, 0, 0, 1]) - 3) < 1e-12)
    #expect(abs(score([0, 1, 0, 0, 1, 0]) - 1) < 1e-12)
    #expect(abs(score([1.0 / 3, 1.0 / 3, 1.0 / 3]) - 1) < 1e-12)
    #expect(score([]).isNaN)
    #expect(score([.nan, 0, 1]).isNaN)
  }

  @Test("Between them it is the exponential of the mutual information")
  func between() {
    // p(y) = (½, ½): KL of (0.9, 0.1) to it is 0.9 ln 1.8 + 0.1 ln 0.2.
    let expected = Double.exp(0.9 * Double.log(1.8) + 0.1 * Double.log(0.2))
    let score = ClassifierScore.score(probabilities: [0.9, 0.1, 0.1, 0.9], classCount: 2)
    #expect(abs(score - expected) < 1e-12)
  }
}
