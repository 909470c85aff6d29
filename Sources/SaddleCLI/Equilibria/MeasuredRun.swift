import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore

/// A recorded run with its game made again, whose steps can be measured.
struct MeasuredRun {
  let run: Run
  let store: Store
  let recorded: RecordedGame

  /// Makes the game of a run; `data` replaces the recorded place of the data.
  init(_ run: Run, in store: Store, data: String?) throws {
    self.store = store
    self.run = run
    let plan = try TrainingPlan(recorded: run.description)
    let place = data ?? plan.dataSpecification
    recorded = try RecordedGame(
      run.description, data: try place.map(Dataset.init(specification:)))
  }

  /// The parameters of one step.
  func profile(at step: Int) throws -> StrategyProfile {
    guard let record = try store.stepRecord(of: run.id, at: step) else {
      throw Failure(
        .notFound, "step \(step) of run \(run.id) was recorded without its parameters",
        hint: "train with --parameters raw or keyframes:K")
    }
    return try recorded.profile(record)
  }
}
