import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// By how much a training of a million float32 parameters is slowed by recording all of them at each step.
enum PairWork {
  static let steps = 24
  static let rounds = 5

  static func run(in folder: URL) throws {
    print("\(steps) steps, \(rounds) rounds in turn, FULL, every step's parameters compressed\n")
    // Five moves of the critic to one of the generator are WGAN-GP's default.
    for criticSteps in [5, 1] { try run(criticSteps, in: folder) }
    print("taskset -c 0 leaves no core free")
  }

  private static func run(_ criticSteps: Int, in folder: URL) throws {
    var plain: [Moment] = []
    var recorded: [Moment] = []
    var smaller: [Double] = []
    for round in 0...rounds {
      var first = try TrainedPair.session(.off, steps: steps, criticSteps: criticSteps)
      let bare = try Moment.of { _ = try first.play(into: PassingRecorder()) }
      let place = folder.appending(path: "\(round)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let store = try Store.open(at: place.appending(path: "s.db").path, for: .recording)
      var second = try TrainedPair.session(
        .compressed, steps: steps, criticSteps: criticSteps)
      let description = TrainedPair.describe(second)
      let full = try Moment.of { _ = try second.play(into: try store.begin(description)) }
      if round > 0 {
        plain.append(bare)
        recorded.append(full)
        let storage = try store.parameterStorage(of: Run.ID(1))
        smaller.append(Double(storage.plainByteCount) / Double(storage.byteCount))
      }
      try FileManager.default.removeItem(at: place)
    }
    func line(_ name: String, _ part: (Moment) -> Double) {
      let ratios = zip(recorded, plain).map { part($0) / part($1) }
      print(
        "| \(name) | \(format(plain.map(part).median / Double(steps) * 1e3, 1)) "
          + "| \(format(recorded.map(part).median / Double(steps) * 1e3, 1)) "
          + "| \(format(ratios.median, 3)) (\(format(ratios.min() ?? 0, 3))–"
          + "\(format(ratios.max() ?? 0, 3))) |")
    }
    print("\(criticSteps) moves of the critic a step:\n")
    print("| ms a step | unrecorded | recorded | ratio |\n|---|---|---|---|")
    line("wall, until the last step is durable", \.wall)
    line("CPU of the trainer's thread", \.thread)
    line("CPU of all threads", \.process)
    print("\n\(format(smaller.median)) times smaller than raw\n")
  }
}
