import RealModule
import SaddleData
import Testing

@Suite("Made data")
struct SyntheticDataTests {
  @Test("Points of a mixture scatter around their own mode with its deviation")
  func mixture() throws {
    let data = try Dataset(specification: "ring:modes=4:radius=3:deviation=0.5:rows=4000")
    let mixture = try #require(data.mixture)
    let labels = try #require(data.labels)
    #expect(data.sampleShape == [2])
    #expect(labels.classCount == 4)
    var counts = [Int](repeating: 0, count: 4)
    var squares = 0.0
    let values = data.samples(rows: Array(0..<4_000))
    for row in 0..<4_000 {
      let center = mixture.centers[labels[row]]
      counts[labels[row]] += 1
      let (dx, dy) = (Double(values[2 * row]) - center.x, Double(values[2 * row + 1]) - center.y)
      squares += dx * dx + dy * dy
    }
    // 1000 ± 27 points a mode; E‖x − c‖² = 2σ² = 0.5 with a deviation of 0.5/√4000.
    #expect(counts.allSatisfy { abs($0 - 1_000) < 140 })
    #expect(abs(squares / 4_000 - 0.5) < 0.04)
  }

  @Test("Modes stand where the shapes say")
  func shapes() {
    let ring = GaussianMixture.ring(modes: 4, radius: 2, deviation: 1)
    #expect(abs(ring.centers[1].x) < 1e-15 && ring.centers[1].y == 2)
    let grid = GaussianMixture.grid(side: 5, spacing: 2, deviation: 1)
    #expect(grid.centers.count == 25)
    #expect(grid.centers[0] == .init(x: -4, y: -4))
    #expect(grid.centers[24] == .init(x: 4, y: 4))
    let spiral = GaussianMixture.spiral(modes: 9, turns: 1, radius: 3, deviation: 1)
    #expect(spiral.centers.count == 9)
    #expect(abs(spiral.centers[8].x - 3) < 1e-12)
  }

  @Test("A row is the same whenever and wherever it is read")
  func pure() throws {
    for name in ["ring", "grid", "spiral", "swiss-roll", "gaussian"] {
      let data = try Dataset(specification: name)
      let once = data.samples(rows: [5, 17, 5])
      #expect(Array(once[..<2]) == Array(once[4...]))
      #expect(data.samples(rows: [17]) == Array(once[2..<4]))
      #expect(data.digest == (try Dataset(specification: name)).digest)
      let other = try Dataset(specification: "\(name):seed=1")
      #expect(other.samples(rows: [5]) != data.samples(rows: [5]))
      #expect(other.digest != data.digest)
    }
  }

  @Test("The swiss roll lies along its spiral")
  func swissRoll() throws {
    let data = try Dataset(specification: "swiss-roll:radius=9:deviation=1e-6")
    let values = data.samples(rows: Array(0..<500))
    for row in 0..<500 {
      let (x, y) = (Double(values[2 * row]), Double(values[2 * row + 1]))
      // ‖(x, y)‖ = radius·t/(9π/2), so that t follows from the norm and the angle must be t.
      let angle = (x * x + y * y).squareRoot() * 4.5 * Double.pi / 9
      #expect(angle > 4.71 && angle < 14.14)
      #expect(abs(x - 9 * angle / (4.5 * .pi) * Double.cos(angle)) < 1e-3)
    }
  }

  @Test("Gaussians have the mean and covariance asked for")
  func gaussian() throws {
    let data = try Dataset(
      specification: "gaussian:mean=1,-2:covariance=2,0.6;0.6,0.5:rows=20000")
    let values = data.samples(rows: Array(0..<20_000)).map(Double.init)
    var (x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in 0..<20_000 {
      let (u, v) = (values[2 * row] - 1, values[2 * row + 1] + 2)
      (x, y, xx, xy, yy) = (x + u, y + v, xx + u * u, xy + u * v, yy + v * v)
    }
    let n = 20_000.0
    #expect(abs(x / n) < 0.05 && abs(y / n) < 0.03)
    #expect(abs(xx / n - 2) < 0.1 && abs(xy / n - 0.6) < 0.05 && abs(yy / n - 0.5) < 0.03)
    let flat = try Dataset(specification: "gaussian:deviations=1,0,2")
    #expect(flat.sampleShape == [3])
    #expect(flat.samples(rows: [3])[1] == 0)
  }
}
