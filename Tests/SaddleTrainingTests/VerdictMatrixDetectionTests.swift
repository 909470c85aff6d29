import SaddleCycles
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// Every method on every plane game, trained here and judged by the cycle detector.
@Suite struct VerdictMatrixDetectionTests {
  @Test(
    "The detector says of each method on each game what theory and an independent program found",
    arguments: VerdictMatrixTests.rows)
  func detection(row: VerdictMatrixTests.Row) throws {
    for ((name, method), expected) in zip(VerdictMatrixTests.methods, row.verdicts) {
      // Adam's small steps turn slowly, and slow down at first.
      let isAdam = name.hasPrefix("Adam")
      var isSlow = isAdam
      if case .creeps = expected { isSlow = true }
      var rows = try play(method, in: row.game, steps: isSlow ? 20_000 : 6_000)
      if isAdam { rows = Array(rows.suffix(10_000)) }
      let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
      let comment: Comment = "\(name) on \(row.name): \(verdict.kind), \(verdict.evidence)"
      switch expected {
      case .converges:
        #expect([.converging, .converged].contains(verdict.kind), comment)
      case .leaves:
        // Adam leaves at its own constant speed; in turn, zigzagging.
        let others: [Verdict.Kind] =
          isAdam ? [.drifting] + (name == "Adam in turn" ? [.cycling] : []) : []
        #expect(([.diverging] + others).contains(verdict.kind), comment)
      case .cycles(_, let period):
        #expect([.cycling, .quasiPeriodic].contains(verdict.kind), comment)
        guard let found = verdict.period else {
          Issue.record("no period: \(comment)")
          continue
        }
        #expect(abs(found / period - 1) <= 0.01, comment)
      case .jitters, .bursts:
        #expect(![.converging, .converged, .diverging].contains(verdict.kind), comment)
      case .creeps:
        // Too slow to see its end, and in one case to tell anything.
        #expect([.converging, .drifting, .undetermined].contains(verdict.kind), comment)
      }
    }
  }

  /// The iterates, until the run is gone.
  private func play(
    _ method: any TrainingMethod, in game: any VariationalInequality, steps: Int
  ) throws -> [[Double]] {
    var trainer = try Trainer(game: game, method: method, seed: 1)
    var rows = [trainer.state.profile.values]
    for _ in 0..<steps {
      trainer.step()
      rows.append(trainer.state.profile.values)
      let distance = game.distanceToEquilibrium(from: trainer.state.profile) ?? .nan
      if !(distance < 1e90) { break }
    }
    return rows
  }
}
