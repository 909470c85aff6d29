import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct FigureSQLTests {
  @Test("Each kind of metric is read from where it is stored")
  func points() {
    let runs = [Run.ID(3), Run.ID(7)]
    #expect(
      FigureSQL.points(of: .builtIn(.dualityGap), runs: runs) == """
        SELECT runID, step, value, isNaN
        FROM metric
        WHERE name = 'dualityGap' AND runID IN (3, 7)
        ORDER BY runID, step;
        """)
    #expect(
      FigureSQL.points(of: .proximalGap(penalty: 0.1), runs: runs).contains(
        "WHERE penalty = 0.1 AND runID IN (3, 7)"))
  }

  @Test("A path is read from the first coordinates of both players")
  func path() {
    let sql = FigureSQL.firstCoordinates(of: Run.ID(3))
    #expect(sql.contains("WHERE x.runID = 3"))
    #expect(sql.contains("y.player = 'maximizer' AND y.coordinateIndex = 0"))
  }

  @Test("A path that plain SQL does not see is read by the function that plays steps again")
  func playedPath() {
    let table = SampleHistories.bilinear(3, .alternating, steps: 9)
    #expect(FigureSQL.path(of: table, isWhole: true).contains("FROM coordinate"))
    let run = table.run
    let history = RunHistory(
      run: Run(
        id: run.id, description: run.description, status: run.status, startedAt: run.startedAt,
        endedAt: run.endedAt, lastStep: run.lastStep, stepCount: run.stepCount,
        parameterPlace: .file),
      series: [],
      trajectory: RecordedTrajectory(steps: [0, 4, 8, 9], minimizers: [], maximizers: []))
    let sql = FigureSQL.path(of: history, isWhole: true)
    #expect(sql.contains("JOIN parameters(step.runID, step.step) AS z"))
    #expect(sql.contains("((step.step - 0) % 4 = 0 OR step.step = 9)"))
    #expect(FigureSQL.verdicts(of: history.run).contains("JOIN parameters("))
  }

  @Test("A metric's name cannot end the SQL text that holds it")
  func quoting() {
    let sql = FigureSQL.points(of: .custom("it's; DROP TABLE run"), runs: [Run.ID(1)])
    #expect(sql.contains("name = 'it''s; DROP TABLE run' AND"))
  }
}
