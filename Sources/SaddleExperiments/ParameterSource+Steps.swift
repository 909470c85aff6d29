public import SaddleGames
import SaddleRecording

extension ParameterSource {
  /// So many numbers may be played again without being asked for: a second or two.
  private static let quickCount = 20_000_000

  /// Whether playing a range of steps again takes a second or two, and is possible: the run was recorded by
  /// a training of this program, and its data are where they were.
  public func isQuick(_ steps: ClosedRange<Int>) -> Bool {
    let count = run.description.minimizerCount + run.description.maximizerCount
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: steps.count)
    guard !isTooLarge, product <= Self.quickCount else { return false }
    return (try? state(at: steps.lowerBound)) != nil
  }

  /// Hands both players' parameters at every step of a range to `body`, in order: stored ones are read, the
  /// others played again and proved.
  ///
  /// - Parameters:
  ///   - steps: recorded steps.
  ///   - stride: of the range, every so many steps and the last.
  ///   - body: given the step and the profile.
  /// - Throws: as ``profile(at:)``; what `body` throws.
  public func forEachProfile(
    in steps: ClosedRange<Int>, stride: Int = 1,
    _ body: (_ step: Int, _ profile: StrategyProfile) throws -> Void
  ) throws {
    for step in Swift.stride(from: steps.lowerBound, to: steps.upperBound, by: max(1, stride)) {
      try body(step, try profile(at: step))
    }
    try body(steps.upperBound, try profile(at: steps.upperBound))
  }

  /// Plays the whole run again, from whole state to whole state, and proves every recorded digest.
  ///
  /// Takes about the time of the training.
  ///
  /// - Returns: how many steps were proved.
  /// - Throws: ``ExperimentError`` with code `.notReplayable`, which names the first step that comes out
  ///   otherwise, or `.notResumable` if a program of its own recorded the run; what the store throws.
  public func proveAll() throws -> Int {
    guard let steps else { return 0 }
    // The last step of each stretch: all those before it are played on the way.
    var ends: [Int] = []
    var end = steps.upperBound
    while end >= steps.lowerBound {
      ends.append(end)
      guard let keyframe = try reader.keyframeStep(of: run.id, before: end) else { break }
      end = keyframe - 1
    }
    for end in ends.reversed() { _ = try state(at: end) }
    return steps.count
  }
}
