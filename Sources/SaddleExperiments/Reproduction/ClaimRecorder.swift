public import SaddleRecording

/// Where the points, trainings and curves of a reproduction are recorded and read back: a store, as tests
/// of claims see it.
public protocol ClaimRecorder: Recorder, StateReader {
  /// Where and with what it runs.
  var environment: RunEnvironment { get }

  /// Whether the user asked to stop.
  var isInterrupted: Bool { get }

  /// The newest run of a name in an experiment; nil if there is none.
  func run(named name: String, in experiment: String) throws -> Run?

  /// Takes a run away.
  func discard(_ run: Run.ID) throws

  /// Keeps what was measured of a run.
  func keep(gaps: [GapRecord], analyses: [LocalRecord], of run: Run.ID) throws

  /// What was measured of a run's gaps.
  func gapReadings(of run: Run.ID) throws -> [GapReading]

  /// A metric of a run; without points if it was not measured.
  func series(_ metric: String, of run: Run.ID) throws -> MetricSeries

  /// Everything recorded of a run's last step.
  func lastStep(of run: Run.ID) throws -> StepRecord?

  /// The pictures of a run's samples, by step.
  func pictures(of run: Run.ID) throws -> [(step: Int, png: [UInt8])]

  /// Says how the reproduction stands.
  func say(_ line: String)
}

extension ClaimRecorder {
  /// The run of a name that is complete; one that stopped short is taken away, to be made again.
  ///
  /// - Throws: ``ExperimentError`` with code `.interrupted` if the user asked to stop.
  func finishedRun(named name: String, in experiment: String) throws -> Run? {
    guard !isInterrupted else { throw ExperimentError.interrupted }
    guard let run = try run(named: name, in: experiment) else { return nil }
    if run.isFinished { return run }
    if run.status != .running { try discard(run.id) }
    return nil
  }
}

extension Run {
  /// Whether it came to its own end.
  var isFinished: Bool {
    if case .ended(let outcome) = status { return outcome != .interrupted }
    return false
  }
}

extension ExperimentError {
  /// The user asked to stop.
  static let interrupted = ExperimentError(
    .interrupted, "stopped; what is recorded stays",
    hint: "the same command again, which goes on where it was")
}
