import Foundation
import SaddleData
import SaddleExperiments
import SaddleRecording

/// A WGAN-GP on the ring whose generator and critic have half a million parameters each, trained by Adam.
enum TrainedPair {
  static func session(
    _ policy: ParameterPolicy, steps: Int, hidden: Int = 702, criticSteps: Int = 5
  ) throws
    -> TrainingSession
  {
    var plan = TrainingPlan(game: "wgan-gp", method: "alternating-gda")
    plan.gameSettings = ["hidden": "\(hidden)"]
    plan.methodSettings = [
      "baseUpdate": "adam", "stepSize": "0.0001", "firstDecay": "0.5", "secondDecay": "0.9",
      "maximizerSteps": "\(criticSteps)",
    ]
    plan.steps = steps
    plan.parameterPolicy = policy
    plan.dataSpecification = "ring"
    plan.samplesEvery = 0
    plan.qualityEvery = 0
    return try TrainingSession(plan, data: Dataset(specification: "ring"))
  }

  static func describe(_ session: TrainingSession) -> RunDescription {
    session.describe(
      name: "pair", experiment: "benchmark", environment: .current(version: "benchmark"))
  }
}

/// Takes every step and keeps none, or hands it on.
final class PassingRecorder: RunRecorder {
  let runID = Run.ID(0)
  let acknowledgedStep: Int? = nil
  private let pass: @Sendable (StepRecord) -> Void
  init(_ pass: @escaping @Sendable (StepRecord) -> Void = { _ in }) { self.pass = pass }
  func record(_ step: StepRecord) { pass(step) }
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) {}
  func flush() {}
  func finish(_ outcome: Outcome) {}
}
