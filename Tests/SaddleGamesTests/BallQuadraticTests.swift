import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("Quadratics on a ball")
struct BallQuadraticTests {
  /// The minimum over a polar grid of the disk.
  private func gridMinimum(_ quadratic: BallQuadratic, radius: Double) -> Double {
    GridSearch(0...radius, count: 40).minimum { length in
      GridSearch(0...(2 * Double.pi), count: 120).minimum { angle in
        let point = [length * cosine(angle), length * cosine(angle - Double.pi / 2)]
        return zip(point, zip(quadratic.curvatures, quadratic.slopes)).reduce(0) {
          $0 + (0.5 * $1.1.0 * $1.0 + $1.1.1) * $1.0
        }
      }
    }
  }

  private func cosine(_ angle: Double) -> Double { Double.cos(angle) }

  @Test(
    "The minimum matches a grid: convex inside and outside, indefinite, and the hard case",
    arguments: [
      ([2.0, 3], [0.5, -1.0]), ([0.1, 0.2], [1, 2]), ([-1, 2], [0.3, 0.4]), ([-2, -1], [0.1, 0]),
      ([-1, 1], [0, 0.3]), ([0, 1], [0, 0.2]), ([-1, -1], [0, 0]),
    ])
  func matchesGrid(curvatures: [Double], slopes: [Double]) {
    let quadratic = BallQuadratic(curvatures: curvatures, slopes: slopes)
    for radius in [0.5, 1.5] {
      let exact = quadratic.minimum(radius: radius)
      let grid = gridMinimum(quadratic, radius: radius)
      #expect(exact <= grid + 1e-12)
      #expect(grid - exact < 1e-5 * max(1, abs(exact)))
    }
  }

  @Test("A linear function falls by its slope's length times the radius")
  func linear() {
    let quadratic = BallQuadratic(curvatures: [0, 0, 0], slopes: [2, -1, 2])
    #expect(abs(quadratic.minimum(radius: 1.5) + 4.5) < 1e-14)
  }

  @Test("No slope and no negative curvature: the minimum is 0")
  func flat() {
    #expect(BallQuadratic(curvatures: [0, 3], slopes: [0, 0]).minimum(radius: 7) == 0)
  }
}
