public import SaddleData
import SaddleGames

extension TrainingPlan {
  /// The plan with the cadences that it leaves open filled in: of games that generate samples, ten
  /// pictures and twenty measurements; of others none.
  ///
  /// - Throws: ``ExperimentError`` with code `.invalidPlan` if it asks for what the game and the data do
  ///   not give.
  func withCadences(
    for game: any VariationalInequality, data: Dataset?
  ) throws(ExperimentError) -> TrainingPlan {
    let canDraw = SampleObserver.canDraw(game)
    let canMeasure = QualityObserver.canMeasure(game, on: data)
    if let samplesEvery {
      guard samplesEvery >= 0, samplesEvery == 0 || canDraw else {
        throw ExperimentError(
          .invalidPlan,
          samplesEvery < 0
            ? "the samples cannot be drawn every \(samplesEvery) steps"
            : "game '\(self.game)' generates no samples that can be drawn",
          hint: "leave --samples-every out, or set it to 0")
      }
    }
    if let qualityEvery {
      guard qualityEvery >= 0, qualityEvery == 0 || canMeasure else {
        throw ExperimentError(
          .invalidPlan,
          qualityEvery < 0
            ? "the quality cannot be measured every \(qualityEvery) steps"
            : "game '\(self.game)' generates no samples that can be measured against data",
          hint: "leave --quality-every out, or set it to 0")
      }
    }
    var plan = self
    plan.samplesEvery = samplesEvery ?? (canDraw ? max(1, steps / 10) : 0)
    plan.qualityEvery = qualityEvery ?? (canMeasure ? max(1, steps / 20) : 0)
    return plan
  }
}

extension TrainingSession {
  /// What draws and measures the samples of the game as the plan says, to be given to
  /// ``play(into:observers:isInterrupted:observe:)``; none for games that generate nothing.
  ///
  /// - Parameters:
  ///   - data: what the session was made with.
  ///   - willTrain: told before a classifier is trained to measure images, once per data set.
  /// - Returns: the observers.
  public func sampleObservers(
    data: Dataset?, willTrain: () -> Void = {}
  ) -> [any StepObserver] {
    let samples = SampleObserver(
      game: game, data: data, every: plan.samplesEvery ?? 0, seed: plan.seed)
    let quality = QualityObserver(
      game: game, data: data, every: plan.qualityEvery ?? 0, willTrain: willTrain)
    return [samples as (any StepObserver)?, quality].compactMap(\.self)
  }
}
