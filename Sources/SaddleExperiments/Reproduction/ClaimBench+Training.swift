import SaddleData
import SaddleEquilibrium
import SaddleGames
import SaddleRecording

extension ClaimBench {
  /// Makes a training with its tests and gaps, or what of it is not recorded yet.
  ///
  /// A training that was stopped goes on from its last durable step, to the same bits; a test that was
  /// stopped begins again.
  ///
  /// - Throws: ``ExperimentError`` with code `.interrupted` if the user asks to stop, `.notResumable` if
  ///   a run of this name was made by another plan; what the recorder throws.
  func make(_ training: ClaimTraining, on data: Dataset) throws -> ClaimRun {
    let run = try train(training, on: data)
    var gaps: [Double: GapReading] = [:]
    var curves: [(Run.ID, FrozenMaximizerProbe.Curve)] = []
    // Nothing is measured of parameters that left the numbers.
    if run.status == .ended(.stepLimit) {
      let end = try End(of: run, in: recorder, data)
      gaps = try measureGaps(training, at: end)
      for penalty in training.probes {
        curves.append(try test(probe(training, of: run, penalty), at: end))
      }
    }
    return ClaimRun(
      training: training, run: run, curves: curves, gaps: gaps, quality: try quality(of: run.id))
  }

  /// How far a run's samples were from the data: in features of images, else by sliced W2.
  func quality(of run: Run.ID) throws -> MetricSeries {
    let distance = try recorder.series(
      QualityObserver.Metric.featureFrechetDistance.rawValue, of: run)
    return distance.values.isEmpty
      ? try recorder.series(QualityObserver.Metric.slicedW2.rawValue, of: run) : distance
  }

  func probe(_ training: ClaimTraining, of run: Run, _ penalty: Double) -> ProbeRun {
    var probe = FrozenMaximizerProbe(as: run.description)
    probe.steps = training.probeSteps
    probe.proximalSteps = training.proximalSteps
    probe.patience = training.patience
    return ProbeRun(of: run.description, step: run.lastStep ?? 0, penalty: penalty, probe: probe)
  }

  /// The last step of a run and the game there.
  private struct End {
    let run: Run
    let data: Dataset
    let profile: StrategyProfile
    let games: GapData

    init(of run: Run, in recorder: any ClaimRecorder, _ data: Dataset) throws {
      self.run = run
      self.data = data
      let source = ParameterSource(run, reader: recorder)
      let step = run.lastStep ?? 0
      profile = try source.profile(at: step)
      games = try RecordedGame(run.description, data: data)
        .gapData(at: step, profile: profile, batches: ClaimTraining.batches) {
          try source.state(at: step).methodMemory
        }
    }
  }

  private func train(_ training: ClaimTraining, on data: Dataset) throws -> Run {
    guard !recorder.isInterrupted else { throw ExperimentError.interrupted }
    let recorded = try recorder.run(named: training.name, in: experiment)
    let fresh = try TrainingSession(training.plan, data: data)
    let description = fresh.describe(
      name: training.name, experiment: experiment, environment: recorder.environment)
    if let recorded {
      guard recorded.description.isSameTraining(as: description) else {
        throw ExperimentError(
          .notResumable,
          "run \(recorded.id) '\(training.name)' in '\(experiment)' was made with other settings",
          hint: "--store with the path of another store")
      }
      if recorded.isFinished { return recorded }
    }
    var session = fresh
    let record: any RunRecorder
    if let recorded, recorded.lastStep != nil {
      let (recorder, checkpoint) = try recorder.resume(recorded.id)
      session = try TrainingSession(
        resuming: checkpoint, plan: TrainingPlan(recorded: recorded.description), data: data)
      record = recorder
    } else {
      if let recorded { try recorder.discard(recorded.id) }
      record = try recorder.begin(description)
    }
    let outcome = try session.play(
      into: record, observers: session.sampleObservers(data: data),
      isInterrupted: { recorder.isInterrupted })
    guard outcome != .interrupted,
      let made = try recorder.run(named: training.name, in: experiment)
    else { throw ExperimentError.interrupted }
    return made
  }

  private func measureGaps(
    _ training: ClaimTraining, at end: End
  ) throws -> [Double: GapReading] {
    guard !training.penalties.isEmpty else { return [:] }
    if try recorder.gapReadings(of: end.run.id).isEmpty {
      guard !recorder.isInterrupted else { throw ExperimentError.interrupted }
      let found = training.estimator.estimates(
        at: end.profile, penalties: training.penalties, in: end.games)
      try recorder.keep(
        gaps: found.map { GapRecord($0, step: end.run.lastStep ?? 0) }, analyses: [],
        of: end.run.id)
    }
    return Dictionary(
      try recorder.gapReadings(of: end.run.id).map { ($0.penalty, $0) }, uniquingKeysWith: { $1 })
  }

  private func test(
    _ child: ProbeRun, at end: End
  ) throws -> (Run.ID, FrozenMaximizerProbe.Curve) {
    if try recorder.finishedRun(named: child.name, in: experiment) == nil {
      recorder.say(child.name)
      let record = try recorder.begin(child.describe(environment: recorder.environment))
      _ = try child.play(
        from: end.profile, in: end.games, into: record,
        observers: child.sampleObservers(of: end.games, dataset: end.data),
        isInterrupted: { recorder.isInterrupted })
    }
    guard let run = try recorder.finishedRun(named: child.name, in: experiment),
      let last = try recorder.lastStep(of: run.id),
      let conclusion = FrozenMaximizerProbe.Conclusion(recorded: last)
    else { throw ExperimentError.interrupted }
    let values = try recorder.series(ProbeRun.Metric.proximalPayoff.rawValue, of: run.id).values
    return (
      run.id,
      FrozenMaximizerProbe.Curve(penalty: child.penalty, values: values, conclusion: conclusion)
    )
  }
}

extension RunDescription {
  /// Whether two descriptions are of the same run, whoever makes it.
  fileprivate func isSameTraining(as other: RunDescription) -> Bool {
    (game, method, seed) == (other.game, other.method, other.seed)
      && Set(gameParameters) == Set(other.gameParameters)
      && Set(methodParameters) == Set(other.methodParameters)
      && Set(trainingParameters) == Set(other.trainingParameters)
  }
}
