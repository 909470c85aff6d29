import SaddleData
import SaddleEquilibrium
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore

/// A recorded run with its game made again, whose steps can be measured.
struct MeasuredRun {
  let run: Run
  let store: Store
  let recorded: RecordedGame
  /// The data that it was played on.
  let dataset: Dataset?
  private let source: ParameterSource

  /// Makes the game of a run; `data` replaces the recorded place of the data.
  init(_ run: Run, in store: Store, data: String?) throws {
    self.store = store
    self.run = run
    source = ParameterSource(run, reader: store, dataSpecification: data)
    let plan = try TrainingPlan(recorded: run.description)
    let place = data ?? plan.dataSpecification
    dataset = try place.map(Dataset.init(specification:))
    recorded = try RecordedGame(run.description, data: dataset)
  }

  /// The game to measure a step on; `isPenalized`: with the penalties that the maximizer pays.
  func data(
    at step: Int, profile: StrategyProfile, isPenalized: Bool = false
  ) throws -> GapData {
    try recorded.gapData(at: step, profile: profile, isPenalized: isPenalized) {
      try source.state(at: step).methodMemory
    }
  }

  /// The parameters of one step, stored or played again.
  func profile(at step: Int) throws -> StrategyProfile {
    try recorded.check(try source.profile(at: step), at: step)
  }
}
