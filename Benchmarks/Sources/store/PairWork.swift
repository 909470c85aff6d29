import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore
import Synchronization

/// By how much a training of a million float32 parameters is slowed by recording all of them at each step.
enum PairWork {
  static let steps = 64
  static let rounds = 5

  static func run(in folder: URL) throws {
    print("\(steps) steps, \(rounds) rounds in turn, FULL, every step's parameters compressed\n")
    // Five moves of the critic to one of the generator are WGAN-GP's default.
    for criticSteps in [5, 1] {
      // On one thread, so that a machine with two processors has one for the writer; then on all.
      setenv("SADDLEBAG_THREADS", "1", 1)
      try run(criticSteps, "on one thread", in: folder)
      unsetenv("SADDLEBAG_THREADS")
      try run(criticSteps, "on as many threads as there are processors", in: folder)
    }
    print("taskset -c 0 leaves no processor for the writer")
  }

  private static func run(_ criticSteps: Int, _ threads: String, in folder: URL) throws {
    var plain: [Moment] = []
    var recorded: [Moment] = []
    var trained: [Moment] = []
    var smaller: [Double] = []
    for round in 0...rounds {
      var first = try TrainedPair.session(.off, steps: steps, criticSteps: criticSteps)
      let bare = try Moment.of { _ = try first.play(into: PassingRecorder()) }
      let place = folder.appending(path: "\(round)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let store = try Store.open(at: place.appending(path: "s.db").path, for: .recording)
      var second = try TrainedPair.session(
        .compressed, steps: steps, criticSteps: criticSteps)
      let recorder = FinishTimer(try store.begin(TrainedPair.describe(second)))
      let start = Moment.now
      _ = try second.play(into: recorder)
      let end = Moment.now
      if round > 0 {
        plain.append(bare)
        recorded.append(end - start)
        trained.append((recorder.finishBegan ?? end) - start)
        let storage = try store.parameterStorage(of: Run.ID(1))
        smaller.append(Double(storage.plainByteCount) / Double(storage.byteCount))
      }
      try FileManager.default.removeItem(at: place)
    }
    func line(_ name: String, _ moments: [Moment], _ part: (Moment) -> Double) {
      let ratios = zip(moments, plain).map { part($0) / part($1) }
      print(
        "| \(name) | \(format(plain.map(part).median / Double(steps) * 1e3, 1)) "
          + "| \(format(moments.map(part).median / Double(steps) * 1e3, 1)) "
          + "| \(format(ratios.median, 3)) (\(format(ratios.min() ?? 0, 3))–"
          + "\(format(ratios.max() ?? 0, 3))) |")
    }
    print("\(criticSteps) moves of the critic a step, \(threads):\n")
    print("| ms a step | unrecorded | recorded | ratio |\n|---|---|---|---|")
    line("wall, until the last step is handed over", trained, \.wall)
    line("wall, until the last step is durable", recorded, \.wall)
    line("CPU of the trainer's thread", recorded, \.thread)
    line("CPU of all threads", recorded, \.process)
    print("\n\(format(smaller.median)) times smaller than raw\n")
  }
}

/// Hands everything on, and notes when the training was over.
private final class FinishTimer: RunRecorder {
  private let recorder: any RunRecorder
  private let moment = Mutex<Moment?>(nil)

  init(_ recorder: any RunRecorder) { self.recorder = recorder }

  var finishBegan: Moment? { moment.withLock { $0 } }
  var runID: Run.ID { recorder.runID }
  var acknowledgedStep: Int? { recorder.acknowledgedStep }
  func record(_ step: StepRecord) throws { try recorder.record(step) }
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) throws {
    try recorder.attach(name: name, mediaType: mediaType, data: data, step: step)
  }
  func flush() throws { try recorder.flush() }
  func finish(_ outcome: Outcome) throws {
    moment.withLock { $0 = .now }
    try recorder.finish(outcome)
  }
}
