import Testing

@testable import SaddleReport

@Suite struct SegmentClippingTests {
  private let area = PlotArea(left: 0, top: 0, width: 10, height: 10)

  @Test("A segment is cut at the edges, and dropped where it misses")
  func segments() {
    let inside = SegmentClipping.part(from: .init(x: 1, y: 1), to: .init(x: 9, y: 9), within: area)
    #expect(inside == 0...1)
    let through = SegmentClipping.part(
      from: .init(x: -10, y: 5), to: .init(x: 20, y: 5), within: area)
    #expect(through.map { ($0.lowerBound * 30).rounded() } == 10)
    #expect(through.map { ($0.upperBound * 30).rounded() } == 20)
    let beside = SegmentClipping.part(
      from: .init(x: -1, y: 9), to: .init(x: 5, y: 40), within: area)
    #expect(beside == nil)
  }

  @Test("A path that leaves and comes back makes two pieces, not finite points part it too")
  func pieces() {
    let points = [
      PlotPoint(x: 5, y: 5), .init(x: 15, y: 5), .init(x: 15, y: 8), .init(x: 5, y: 8),
      .init(x: .nan, y: 1), .init(x: 1, y: 1), .init(x: 2, y: 2),
    ]
    let pieces = SegmentClipping.pieces(of: points, within: area)
    #expect(
      pieces == [
        [.init(x: 5, y: 5), .init(x: 10, y: 5)], [.init(x: 10, y: 8), .init(x: 5, y: 8)],
        [.init(x: 1, y: 1), .init(x: 2, y: 2)],
      ])
  }

  @Test("Every drawn point is inside", arguments: 0..<10)
  func inside(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let points = (0..<500).map { _ in
      PlotPoint(
        x: Double.random(in: -20...30, using: &random),
        y: Double.random(in: -20...30, using: &random))
    }
    let around = PlotArea(left: -1e-9, top: -1e-9, width: 10 + 2e-9, height: 10 + 2e-9)
    let pieces = SegmentClipping.pieces(of: points, within: area)
    #expect(!pieces.isEmpty && pieces.joined().allSatisfy(around.contains))
  }
}
