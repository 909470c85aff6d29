import SaddleGames
import SaddleRecording
import SaddleStore
import Testing

@Suite("The view coordinate")
struct CoordinateViewTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    // The view shows what is in the store: keep large vectors there.
    var options = Store.Options()
    options.largeStepBytes = .max
    store = try folder.open(options: options)
  }

  private func record(_ minimizer: [Double], _ maximizer: [Double]) throws {
    var step = StepRecord.sample(0)
    (step.minimizer, step.maximizer) = (minimizer, maximizer)
    let recorder = try store.begin(
      .sample(minimizerCount: minimizer.count, maximizerCount: maximizer.count))
    try recorder.record(step)
    try recorder.finish(.stepLimit)
  }

  private func decoded(_ player: String) throws -> [QueryValue] {
    try store.query(
      """
      SELECT value FROM coordinate
      WHERE runID = 1 AND step = 0 AND player = :player ORDER BY coordinateIndex
      """, bindings: ["player": .text(player)], rowLimit: .max
    ).rows.map { $0[0] }
  }

  @Test("Decodes random bit patterns exactly: every exponent, subnormals, infinities")
  func isExact() throws {
    var random = CounterGenerator(seed: 42, stream: .start)
    var values = (0..<4_000).map { _ in Double(bitPattern: random.next()) }
    // Each exponent with both signs and a random fraction; 0 is subnormal, 2047 is ±∞ and NaN.
    for exponent in UInt64(0)...2047 {
      for sign in UInt64(0)...1 {
        let fraction = random.next() >> 12
        values.append(Double(bitPattern: sign << 63 | exponent << 52 | fraction))
      }
    }
    values += [
      .infinity, -.infinity, 0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .ulpOfOne,
    ]
    try record(values, [])
    let found = try decoded("minimizer")
    #expect(found.count == values.count)
    for (value, cell) in zip(values, found) {
      switch cell {
      case .real(let number):
        // The sign of a zero is lost.
        #expect(number.bitPattern == value.bitPattern || (number == 0 && value == 0), "\(value)")
      case .null:
        #expect(value.isNaN)
      default:
        Issue.record("\(value) reads as \(cell)")
      }
    }
    let nans = try store.query("SELECT count(*) FROM coordinate WHERE isNaN").rows[0][0]
    #expect(nans == .integer(Int64(values.count(where: \.isNaN))))
  }

  @Test("A large run beside a small one leaves the small one cheap to read, and both right")
  func sizes() throws {
    try record([1, 2], [3])
    try record((0..<5_000).map { Double($0) }, [])
    #expect(try decoded("minimizer") == [1.0, 2.0])
    #expect(try decoded("maximizer") == [3.0])
    let sums = try store.query(
      "SELECT runID, player, count(*), sum(value) FROM coordinate GROUP BY 1, 2 ORDER BY 1, 2 DESC")
    #expect(
      sums.rows == [
        [1, "minimizer", 2, 3.0], [1, "maximizer", 1, 3.0], [2, "minimizer", 5_000, 12_497_500.0],
      ])
  }
}
