import Foundation
import SaddleRecording
import SaddleStore

/// How fast a million points of one metric are read by SQL.
enum ReadWork {
  static let count = 1_000_000

  static func run(in folder: URL) throws {
    let path = folder.appending(path: "read.db").path
    let store = try Store.open(at: path, for: .recording)
    _ = try StepsWork.record(count, into: store, StepsWork.description())
    let plain = try BareLoop(at: path)
    let ways: [(String, () throws -> Void)] = [
      (
        "row by row from the table",
        {
          guard try plain.sum("SELECT step, payoff FROM step WHERE runID = 1").rows == count else {
            fatalError("rows are missing")
          }
        }
      ),
      (
        "row by row from the view metric",
        {
          let sql = "SELECT step, value FROM metric WHERE runID = 1 AND name = 'payoff'"
          guard try plain.sum(sql).rows == count else { fatalError("rows are missing") }
        }
      ),
      (
        "avg(value) of the view metric",
        {
          _ = try plain.sum(
            "SELECT 1, avg(value) FROM metric WHERE runID = 1 AND name = 'payoff'")
        }
      ),
      (
        "Store.series(of:metrics:)",
        {
          guard try store.series(of: Run.ID(1), metrics: ["payoff"])[0].steps.count == count else {
            fatalError("points are missing")
          }
        }
      ),
    ]
    print("\(count) points, 7 rounds in turn, medians\n")
    print("| read | M points/s | by CPU time |\n|---|---|---|")
    var times = ways.map { _ in [Moment]() }
    for round in 0...7 {
      for (index, way) in ways.enumerated() {
        let time = try Moment.of(way.1)
        if round > 0 { times[index].append(time) }
      }
    }
    for (way, times) in zip(ways, times) {
      print(
        "| \(way.0) | \(format(Double(count) / times.map(\.wall).median / 1e6, 1)) "
          + "| \(format(Double(count) / times.map(\.thread).median / 1e6, 1)) |")
    }
  }
}
