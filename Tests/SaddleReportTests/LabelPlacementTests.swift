import Testing

@testable import SaddleReport

@Suite struct LabelPlacementTests {
  @Test(
    "Labels keep their distance, their order and the range, as near as they can", arguments: 0..<30)
  func spread(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let count = Int.random(in: 2...16, using: &random)
    let wanted = (0..<count).map { _ in Double.random(in: -50...250, using: &random) }
    let places = LabelPlacement.spread(wanted, spacing: 12, within: 0...200)
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    for (above, below) in zip(order, order.dropFirst()) {
      #expect(places[below] - places[above] >= 12 - 1e-9)
    }
    #expect(places.allSatisfy { (-1e-9...(200 + 1e-9)).contains($0) })
  }

  @Test("Labels with room stay where they belong")
  func room() {
    #expect(LabelPlacement.spread([20, 100, 60], spacing: 12, within: 0...200) == [20, 100, 60])
    #expect(LabelPlacement.spread([50, 50], spacing: 10, within: 0...200) == [45, 55])
    #expect(LabelPlacement.spread([500], spacing: 10, within: 0...200) == [200])
    #expect(LabelPlacement.spread([], spacing: 10, within: 0...200).isEmpty)
  }

  @Test("Without room, labels move together rather than out")
  func crowd() {
    let places = LabelPlacement.spread(
      [Double](repeating: 7, count: 50), spacing: 12, within: 0...98)
    #expect(places.min() == 0)
    #expect(places.max().map { ($0 - 98).magnitude < 1e-9 } == true)
  }

  @Test("Words beside a point are inside the area and cover nothing")
  func beside() throws {
    let area = PlotArea(left: 0, top: 0, width: 100, height: 100)
    var taken: [PlotArea] = []
    for _ in 0..<4 {
      let box = try #require(
        LabelPlacement.beside("start", at: .init(x: 50, y: 50), in: area, avoiding: taken))
      #expect(!taken.contains { $0.overlaps(box) })
      taken.append(box)
    }
    let small = PlotArea(left: 0, top: 0, width: 20, height: 20)
    #expect(LabelPlacement.beside("start", at: .init(x: 10, y: 10), in: small, avoiding: []) == nil)
  }
}
