import RealModule
import SaddleGames
import Testing

@Suite struct TrustRegionTests {
  private func bruteForce(_ h: [Double], _ g: [Double], _ radius: Double) -> Double {
    gridMinimum(over: 0...radius, points: 41) { length in
      gridMinimum(over: 0...(2 * Double.pi), points: 121) { angle in
        let (x, y) = (length * Double.cos(angle), length * Double.sin(angle))
        let quadratic: Double = h[0] * x * x / 2 + h[1] * y * y / 2
        return quadratic + g[0] * x + g[1] * y
      }
    }
  }

  @Test(
    "Interior, boundary, hard and nearly hard cases agree with a search",
    arguments: [
      ([2.0, 1], [0.3, 0.2]), ([2, 1], [3, 2]), ([-1, 2], [0.5, 0.5]), ([-1, 2], [0, 0.5]),
      ([-1, 2], [1e-9, 0.5]), ([-1, -1], [0, 0]), ([0, 1], [0.2, 0]), ([-1, 2], [0, 30]),
      ([-1, 2], [1e-170, 1e-200]), ([0.5, -1], [0, 0x1p-1074]), ([2, 1], [1e-300, -1e-180]),
    ])
  func plane(h: [Double], g: [Double]) {
    let value = trustRegionMinimum(curvatures: h, gradient: g, radius: 1.3)
    #expect(abs(value - bruteForce(h, g, 1.3)) < 1e-9)
  }

  @Test("Without gradient and curvature there is nothing to gain")
  func flat() {
    #expect(trustRegionMinimum(curvatures: [0, 3], gradient: [0, 0], radius: 2) == 0)
  }

  @Test("The hard case is exact")
  func hard() {
    #expect(trustRegionMinimum(curvatures: [-1], gradient: [0], radius: 2) == -2)
  }
}
