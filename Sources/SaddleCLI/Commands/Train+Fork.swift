import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore
import SaddleTraining

extension Train {
  /// Starts a run at the whole state of another one's step.
  func forkRun(_ text: String) throws {
    guard game == nil, resume == nil, plan.method == nil else {
      throw Failure(
        .usage, "--from goes on with the game and the method of the run that it names",
        hint: "saddlebag train --from \(text) --set stepSize=0.01")
    }
    let (parent, step) = try originalState(text)
    var plan = try TrainingPlan(recorded: parent.description)
    try self.plan.adjust(&plan, toFork: parent, at: step)
    plan.parameterPolicy = try recording.parameterPolicy
    plan.durability = try recording.chosenDurability ?? plan.durability
    plan.samplesEvery = samples.samplesEvery ?? plan.samplesEvery
    plan.qualityEvery = samples.qualityEvery ?? plan.qualityEvery
    let state = try ParameterSource(parent, reader: storeOptions.openForReading()).state(at: step)
    let data = try plan.dataSpecification.map(Dataset.init(specification:))
    let session = try TrainingSession(continuing: state, plan: plan, data: data)
    let description = session.describe(
      name: name ?? "\(parent.description.name) from step \(step)",
      experiment: experiment ?? parent.description.experiment, environment: .here())
    let observers = try observers(of: session, data)
    try begin(session, description, observers)
  }

  /// The run and the step that `RUN@STEP` names; without a step, the run's last one.
  private func originalState(_ text: String) throws -> (run: Run, step: Int) {
    let store = try storeOptions.openForReading()
    let mark = text.lastIndex(of: "@")
    let number = mark.flatMap { Int(text[text.index(after: $0)...]) }
    let run = try store.run(
      matching: number == nil ? text : String(text[..<(mark ?? text.endIndex)]))
    guard let last = run.lastStep else {
      throw Failure(.notFound, "run \(run.id) has no recorded step", hint: "saddlebag list")
    }
    let step = number ?? last
    guard (last - run.stepCount + 1...last).contains(step) else {
      throw Failure(
        .notFound, "run \(run.id) has no step \(step)",
        hint: "--from \(run.id)@\(last), or an earlier one")
    }
    return (run, step)
  }
}
