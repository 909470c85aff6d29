import SaddleData
import SaddleEquilibrium
import SaddleGames
import SaddleRecording

/// What a reproduction still has to compute, and how long that takes on this machine.
///
/// Work is counted in gradients. What one takes is measured before anything is recorded, by a few steps
/// of each kind of network; as the work goes on, the estimate is corrected by what it did take.
struct ReproductionWork {
  /// Seconds per gradient, by ``ClaimTraining/kind``.
  private var pace: [String: Double] = [:]
  /// Expected seconds of each training that is not complete, by its name.
  private var expected: [String: Double] = [:]
  private var trainingCount = 0
  private var doneCount = 0
  private var expectedSoFar = 0.0
  private var takenSoFar = 0.0
  private var start = ContinuousClock.now
  private let recorder: any ClaimRecorder

  /// Counts what is not recorded yet, and measures what it takes.
  init(
    _ claims: [(claim: any TrainedClaim, bench: ClaimBench)], _ shelf: DataShelf,
    _ recorder: any ClaimRecorder
  ) throws {
    self.recorder = recorder
    for (claim, bench) in claims {
      for training in claim.trainings {
        guard let data = shelf.dataset(training.plan) else { continue }
        trainingCount += 1
        let moves = try bench.openMoves(of: training)
        guard moves > 0 else { continue }
        let seconds = try pace[training.kind] ?? Self.secondsPerMove(training, on: data)
        pace[training.kind] = seconds
        expected[training.name] = seconds * Double(moves)
      }
    }
  }

  /// What is to be done, in one sentence.
  var announcement: String {
    guard trainingCount > 0 else { return "claims 1 to 3 take less than a minute" }
    let total = expected.values.reduce(0, +)
    let open = expected.count
    if open == 0 { return "all \(trainingCount) trainings are recorded" }
    let fastest = pace.values.min() ?? 0
    let slowest = pace.values.max() ?? 0
    return "\(open) of \(trainingCount) trainings with their tests to be made: about"
      + " \(Self.words(total)) on this machine (a gradient takes \(Self.milliseconds(fastest)) to"
      + " \(Self.milliseconds(slowest)), measured); claims 1 to 3 take less than a minute"
  }

  /// Says that a training begins, if anything of it is open.
  mutating func begin(_ training: ClaimTraining) {
    doneCount += 1
    start = .now
    guard expected[training.name] != nil else { return }
    let rate = expectedSoFar > 1 ? takenSoFar / expectedSoFar : 1
    let left = expected.values.reduce(0, +) * rate
    recorder.say(
      "\(doneCount) of \(trainingCount), about \(Self.words(left)) left: \(training.name)")
  }

  /// Notes what it took.
  mutating func end(_ training: ClaimTraining) {
    guard let seconds = expected.removeValue(forKey: training.name) else { return }
    expectedSoFar += seconds
    takenSoFar += (ContinuousClock.now - start) / .seconds(1)
  }

  private static func words(_ seconds: Double) -> String {
    seconds < 100 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
  }

  private static func milliseconds(_ seconds: Double) -> String { "\((seconds * 1_000).brief) ms" }

  /// The time of a gradient, from a few steps that nobody records.
  private static func secondsPerMove(_ training: ClaimTraining, on data: Dataset) throws -> Double {
    var plan = training.plan
    (plan.samplesEvery, plan.qualityEvery) = (0, 0)
    var session = try TrainingSession(plan, data: data)
    // The first steps compile the networks.
    var start = ContinuousClock.now
    var (steps, seconds) = (0, 0.0)
    _ = try session.play(
      into: ForgetfulRecorder(), isInterrupted: { seconds > 0.1 && steps >= 4 },
      observe: { record in
        if record.step == 2 { start = .now }
        (steps, seconds) = (record.step - 2, (ContinuousClock.now - start) / .seconds(1))
      })
    let movesPerStep = Double(training.moves) / Double(plan.steps)
    return seconds / (Double(max(1, steps)) * movesPerStep)
  }
}

extension ClaimBench {
  /// The gradients that a training, its tests and its gaps still take.
  fileprivate func openMoves(of training: ClaimTraining) throws -> Int {
    guard let run = try recorder.run(named: training.name, in: experiment) else {
      return training.moves + training.probeMoves + training.gapMoves
    }
    guard run.isFinished else {
      let done = training.moves * (run.lastStep ?? 0) / max(1, training.plan.steps)
      return training.moves - done + training.probeMoves + training.gapMoves
    }
    guard run.status == .ended(.stepLimit) else { return 0 }
    var open = training
    open.probes = try training.probes.filter {
      try recorder.run(named: probe(training, of: run, $0).name, in: experiment)?.isFinished != true
    }
    let hasGaps = try !recorder.gapReadings(of: run.id).isEmpty
    return open.probeMoves + (hasGaps ? 0 : training.gapMoves)
  }
}

/// Takes steps and keeps nothing.
private final class ForgetfulRecorder: RunRecorder {
  let runID = Run.ID(0)
  var acknowledgedStep: Int? { nil }
  func record(_ step: StepRecord) throws {}
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) throws {}
  func flush() throws {}
  func finish(_ outcome: Outcome) throws {}
}
