import SaddleLinearAlgebra
import Testing

@Suite struct LUSolveTests {
  @Test("Solutions solve", arguments: [1, 2, 7, 20])
  func solve(count: Int) throws {
    let a = Matrix.random(count, count, seed: UInt64(count))
    let b = Matrix.random(count, 2, seed: 5)
    let x = try #require(a.solve(b))
    #expect((a * x).distance(to: b) < 1e-12)
  }

  @Test("A zero on the diagonal is pivoted away")
  func pivots() { #expect(Matrix([[0, 2], [3, 0]]).solve([4, 9]) == [3, 2]) }

  @Test("A singular system has no solution")
  func singular() {
    #expect(Matrix([[1, 2], [2, 4]]).solve([1, 2]) == nil)
    #expect(Matrix([[.nan]]).solve([1]) == nil)
  }
}
