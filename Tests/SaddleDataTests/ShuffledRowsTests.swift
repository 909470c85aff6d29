import SaddleData
import Testing

@Suite("The order of the rows")
struct ShuffledRowsTests {
  @Test("Each epoch draws every row once", arguments: [1, 2, 3, 7, 64, 65, 1_000])
  func permutation(count: Int) {
    let order = ShuffledRows(count: count, seed: 5)
    for epoch in 0..<4 {
      let rows = (0..<count).map { order.row(at: $0, epoch: epoch) }
      #expect(rows.sorted() == Array(0..<count))
    }
  }

  @Test("Batches follow each other through the epochs, each reachable by its index alone")
  func batches() {
    let order = ShuffledRows(count: 10, seed: 1)
    let rows = (0..<5).flatMap { order.batch($0, size: 4) }
    #expect(Array(rows[..<10]).sorted() == Array(0..<10))
    #expect(Array(rows[10...]).sorted() == Array(0..<10))
    #expect(order.batch(3, size: 4) == Array(rows[12..<16]))
    #expect(order.batch(0, size: 25).count == 25)
  }

  @Test("Seed and epoch change the order")
  func keys() {
    let count = 100
    func rows(_ seed: UInt64, _ epoch: Int) -> [Int] {
      (0..<count).map { ShuffledRows(count: count, seed: seed).row(at: $0, epoch: epoch) }
    }
    #expect(rows(1, 0) == rows(1, 0))
    #expect(Set([rows(1, 0), rows(2, 0), rows(1, 1), rows(2, 1)]).count == 4)
  }

  @Test("Every row is about equally likely at every position", arguments: [3, 5, 10])
  func uniform(count: Int) {
    let epochs = 4_000
    let order = ShuffledRows(count: count, seed: 9)
    var counts = [Int](repeating: 0, count: count * count)
    for epoch in 0..<epochs {
      for position in 0..<count {
        counts[position * count + order.row(at: position, epoch: epoch)] += 1
      }
    }
    // χ² with (n − 1)² degrees of freedom: mean (n − 1)², deviation (n − 1)√2.
    let expected = Double(epochs) / Double(count)
    let statistic = counts.reduce(0.0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    let freedom = Double((count - 1) * (count - 1))
    #expect(statistic < freedom + 5 * (2 * freedom).squareRoot())
  }

  @Test("The order is the one of earlier versions")
  func golden() {
    let order = ShuffledRows(count: 60_000, seed: 7)
    #expect(order.batch(3, size: 4) == [9_596, 42_853, 41_262, 27_303])
  }
}
