import Testing

@testable import SaddleReport

@Suite struct PathSimplificationTests {
  private func distance(_ point: PlotPoint, _ start: PlotPoint, _ end: PlotPoint) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return point.distance(to: start) }
    let part = ((point.x - start.x) * dx + (point.y - start.y) * dy) / square
    let near = min(max(part, 0), 1)
    return point.distance(to: PlotPoint(x: start.x + near * dx, y: start.y + near * dy))
  }

  private func spiral(_ growth: Double, count: Int) -> [PlotPoint] {
    var (x, y) = (100.0, 0.0)
    return (0..<count).map { _ in
      let point = PlotPoint(x: x, y: y)
      (x, y) = (growth * (x - 0.05 * y), growth * (y + 0.05 * x))
      return point
    }
  }

  private func walk(_ seed: UInt64) -> [PlotPoint] {
    var random = SeededGenerator(state: seed)
    var point = PlotPoint(x: 0, y: 0)
    return (0..<2_000).map { _ in
      point.x += Double.random(in: -1...1, using: &random)
      point.y += Double.random(in: -1...1, using: &random)
      return point
    }
  }

  @Test("Every point left out is within twice the tolerance of the line", arguments: 0..<12)
  func tolerance(seed: UInt64) {
    let paths = [spiral(0.998, count: 2_000), spiral(0.9987, count: 2_000)]
    let points = seed < 2 ? paths[Int(seed)] : walk(seed)
    let kept = PathSimplification.indices(of: points, tolerance: 0.3)
    #expect(kept.first == 0 && kept.last == points.count - 1)
    for (start, end) in zip(kept, kept.dropFirst()) {
      for index in start...end {
        #expect(distance(points[index], points[start], points[end]) <= 0.6)
      }
    }
  }

  @Test("A straight line keeps its ends, and a turn back its tip")
  func straight() {
    let line = (0..<100).map { PlotPoint(x: Double($0), y: 2 * Double($0)) }
    #expect(PathSimplification.indices(of: line, tolerance: 0.1) == [0, 99])
    let back = line + line.reversed()
    let kept = PathSimplification.indices(of: back, tolerance: 0.1)
    #expect(kept.contains(99) || kept.contains(100))
    #expect(PathSimplification.indices(of: [], tolerance: 1).isEmpty)
    #expect(PathSimplification.indices(of: [line[0]], tolerance: 1) == [0])
  }

  @Test("A slow spiral is drawn with far fewer points")
  func saving() {
    let points = spiral(0.998, count: 20_000)
    #expect(PathSimplification.indices(of: points, tolerance: 0.2).count < 2_000)
  }

  @Test("The outline of what is thinned keeps its extremes and its bound", arguments: 0..<5)
  func outline(seed: UInt64) {
    let points = walk(seed)
    let kept = PathSimplification.outline(Array(points.indices), of: points, limit: 200)
    #expect(kept.count <= 206)
    #expect(kept == kept.sorted())
    #expect(kept.map { points[$0].x }.max() == points.map(\.x).max())
    #expect(kept.map { points[$0].y }.min() == points.map(\.y).min())
    #expect(kept.first == 0 && kept.last == points.count - 1)
  }
}
