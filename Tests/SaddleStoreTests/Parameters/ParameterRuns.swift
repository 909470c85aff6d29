import Foundation
import SaddleRecording

@testable import SaddleStore

extension Store.Options {
  /// Options under which the parameters of every run that keeps them all stand in a file of its own.
  static var withFiles: Store.Options {
    var options = Store.Options()
    options.largeStepBytes = 0
    return options
  }
}

/// Runs of 2,000 and 120 parameters that drift, whose every value is known.
enum ParameterRuns {
  static func description(
    _ policy: ParameterPolicy, _ format: ParameterFormat = .float64, name: String = "drift"
  ) -> RunDescription {
    var run = RunDescription.sample(name: name, minimizerCount: 2_000, maximizerCount: 120)
    run.parameterPolicy = policy
    run.parameterFormat = format
    return run
  }

  static func step(_ number: Int) -> StepRecord {
    func vector(_ count: Int, _ speed: Float) -> [Double] {
      (0..<count).map { index in
        // Exact in 32 bits.
        Double(Float(index % 7 - 3) + speed * Float(number * (index + 3)) / 1_024)
      }
    }
    var record = StepRecord.sample(number)
    record.minimizer = vector(2_000, 0.01)
    record.maximizer = vector(120, -0.3)
    record.digest = UInt64(number)
    return record
  }

  @discardableResult
  static func record(
    _ run: RunDescription, steps: Int, into store: Store
  ) throws -> Run.ID {
    let recorder = try store.begin(run)
    for number in 0..<steps { try recorder.record(step(number)) }
    try recorder.finish(.interrupted)
    return recorder.runID
  }
}
