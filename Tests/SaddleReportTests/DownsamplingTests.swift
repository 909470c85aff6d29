import Testing

@testable import SaddleReport

@Suite struct DownsamplingTests {
  /// Random series, a share of them not drawn.
  private func series(_ seed: UInt64) -> (steps: [Int], values: [Double]) {
    var random = SeededGenerator(state: seed)
    let count = Int.random(in: 1...3_000, using: &random)
    let share = Double.random(in: 0...0.5, using: &random)
    var step = Int.random(in: 0...100, using: &random)
    var steps: [Int] = []
    var values: [Double] = []
    for _ in 0..<count {
      steps.append(step)
      step += Int.random(in: 1...9, using: &random)
      let isHole = Double.random(in: 0..<1, using: &random) < share
      values.append(isHole ? .nan : Double.random(in: -1...1, using: &random))
    }
    return (steps, values)
  }

  @Test("The first, least, greatest and last point of every bucket are kept", arguments: 0..<40)
  func extremes(seed: UInt64) {
    let (steps, values) = series(seed)
    let range = (steps.first ?? 0)...(steps.last ?? 0)
    let buckets = 100
    let pieces = Downsampling.pieces(steps: steps, over: range, buckets: buckets) { values[$0] }
    let kept = pieces.flatMap(\.self)
    #expect(kept == kept.sorted() && Set(kept).count == kept.count)
    #expect(kept.allSatisfy { values[$0].isFinite })
    let width = max(1, range.upperBound - range.lowerBound)
    let bucket = { (index: Int) in
      min(
        buckets - 1, Int(Double(steps[index] - range.lowerBound) * Double(buckets) / Double(width)))
    }
    let all = Dictionary(grouping: values.indices.filter { values[$0].isFinite }, by: bucket)
    let drawn = Dictionary(grouping: kept, by: bucket)
    #expect(all.keys.sorted() == drawn.keys.sorted())
    for (place, indices) in all {
      let shown = drawn[place] ?? []
      #expect(shown.count <= 4)
      #expect(shown.first == indices.first && shown.last == indices.last)
      #expect(shown.map { values[$0] }.min() == indices.map { values[$0] }.min())
      #expect(shown.map { values[$0] }.max() == indices.map { values[$0] }.max())
    }
  }

  @Test("A single spike among a million points is kept")
  func spike() {
    let steps = Array(0..<1_000_000)
    let pieces = Downsampling.pieces(steps: steps, over: 0...999_999, buckets: 600) {
      $0 == 123_457 ? 5 : 0
    }
    #expect(pieces.flatMap(\.self).contains(123_457))
    #expect(pieces.flatMap(\.self).count < 2_000)
  }

  @Test("Points that are not drawn part the line, unless all is within one bucket")
  func gaps() {
    let values = [1, 2, .nan, 3, 4]
    let wide = Downsampling.pieces(steps: [0, 1, 2, 3, 4], over: 0...4, buckets: 100) { values[$0] }
    #expect(wide == [[0, 1], [3, 4]])
    let narrow = Downsampling.pieces(steps: [0, 1, 2, 3, 4], over: 0...4, buckets: 1) { values[$0] }
    #expect(narrow == [[0, 4]])
    let none = Downsampling.pieces(steps: [0, 1], over: 0...1, buckets: 10) { _ in nil }
    #expect(none.isEmpty)
  }

  @Test("Marked parts of the axis are merged where they touch")
  func spans() {
    let marked: Set<Int> = [0, 1, 2, 7]
    let spans = Downsampling.spans(
      steps: Array(0..<10), over: 0...10, buckets: 10, where: marked.contains)
    #expect(spans == [0..<3, 7..<8])
  }
}
