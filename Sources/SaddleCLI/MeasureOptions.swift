import ArgumentParser
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// The option of `saddlebag train` that measures equilibria while it trains.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Measure gaps and the kind of point every so many steps, as saddlebag gaps and local do.",
      valueName: "gaps:K,local:K"))
  var metrics: String?

  /// Says the cadences in a plan.
  func adjust(_ plan: inout TrainingPlan) throws {
    guard let metrics else { return }
    guard let cadence = MeasureObserver.Cadence(metrics) else {
      throw Failure(
        .usage, "--metrics cannot be '\(metrics)'", hint: "--metrics gaps:500,local:1000")
    }
    plan.metrics = cadence
  }

  /// A resumed run keeps its cadences.
  func checkResuming(_ run: Run) throws {
    guard metrics == nil else {
      throw Failure(
        .usage, "a resumed run measures as often as before",
        hint: "saddlebag train --resume \(run.id)")
    }
  }

  /// What measures as a plan says; nil if nothing does.
  static func observer(of plan: TrainingPlan, storePath: String) -> MeasureObserver? {
    plan.metrics.map { cadence in
      MeasureObserver(
        cadence: cadence, penalties: [0] + plan.proximalPenalties.filter { $0 > 0 } + [.infinity],
        seed: plan.seed
      ) { gaps, kinds, run in
        try Store.open(at: storePath, for: .recording).keep(gaps: gaps, analyses: kinds, of: run)
      }
    }
  }
}
