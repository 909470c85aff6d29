import SaddleRecording
import SaddleReport
import Testing

@Suite("Runs grouped by settings")
struct RunGroupsTests {
  /// Two methods with three seeds each; the second is better by about 1, beyond its noise.
  private var comparison: RunComparison {
    let histories = [
      (1, "a", 3.0), (2, "a", 3.2), (3, "a", 3.1), (1, "b", 2.0), (2, "b", 2.3),
      (3, "b", 2.1),
    ].enumerated().map { index, run in
      let history = SampleHistories.custom(
        Int64(index + 1), metric: "dualityGap", values: [9, run.2])
      return RunHistory(
        run: SampleHistories.run(
          Int64(index + 1), method: run.1, seed: UInt64(run.0), count: 2), series: history.series,
        trajectory: history.trajectory)
    }
    return RunComparison(histories)
  }

  @Test("Each group is a row with its mean and interval, and the best mean is marked")
  func table() throws {
    let table = try RunGroups(comparison, by: ["method"]).table
    #expect(table.columns.map(\.name) == ["method", "runs", "ended", "duality gap ± 95 %"])
    #expect(table.rows[0] == [.text("a"), .integer(3), .text("stepLimit"), .text("3.1 ± 0.25")])
    #expect(table.rows[1][3] == .text("2.133 ± 0.38"))
    #expect(table.marks == [.init(row: 1, column: 3)])
  }

  @Test("A difference beyond seed noise is told from one within it, and the test is named")
  func noise() throws {
    let groups = try RunGroups(comparison, by: ["method"])
    #expect(groups.testTable.rows.count == 2)
    #expect(groups.testTable.rows[0][5] == .text("paired t-test"))
    #expect(groups.testTable.rows[0][6] == .text("beyond"))
    #expect(groups.testTable.rows[1][6] == .null)
    let text = groups.text(width: 80)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 82 }, "\(text)")
    let single = try RunGroups(comparison, by: ["method", "seed"]).text()
    #expect(single.contains("repeat them with other seeds"))
  }

  @Test("A name that no run has is refused with those there are")
  func unknown() {
    do {
      _ = try RunGroups(comparison, by: ["method", "stepSze"])
      Issue.record("it was grouped")
    } catch {
      #expect(error.message.contains("stepSze") && error.hint.contains("stepSize"))
    }
  }
}
