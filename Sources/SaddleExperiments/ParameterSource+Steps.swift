import SaddleGames
public import SaddleRecording

extension ParameterSource {
  /// So many numbers, and steps, are played again without being asked for: a second or two.
  private static let quickCounts = (numbers: 20_000_000, steps: 1_000_000)

  /// Whether steps that are not stored are played again without being asked for: the run has ended, was
  /// recorded by a training of this program, its data are where they were, and it takes a second or two.
  private func isPlayedAgain(_ steps: ClosedRange<Int>) -> Bool {
    guard !run.keepsEveryStep, run.status != .running else { return false }
    let count = run.description.minimizerCount + run.description.maximizerCount
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: steps.count)
    guard !isTooLarge, product <= Self.quickCounts.numbers, steps.count <= Self.quickCounts.steps
    else { return false }
    return (try? state(at: steps.lowerBound)) != nil
  }

  /// Whether every step's parameters are to be had in a second or two: stored, or played again.
  public func hasEvery(_ steps: ClosedRange<Int>) -> Bool {
    run.keepsEveryStep || isPlayedAgain(steps)
  }

  /// Hands both players' parameters at the steps of a range to `body`, in order, and keeps none: what
  /// analyses of many steps read.
  ///
  /// Steps that are not stored are played again where that is a matter of seconds; of a run whose steps take
  /// longer, or that is still being recorded, they are left out.
  ///
  /// - Parameters:
  ///   - steps: recorded steps.
  ///   - body: given the step, x and y.
  /// - Throws: ``ExperimentError`` with code `.notReplayable` if a step comes out otherwise than it was
  ///   recorded; what the store and `body` throw.
  public func forEachIterate(
    in steps: ClosedRange<Int>,
    _ body: (_ step: Int, _ minimizer: [Double], _ maximizer: [Double]) throws -> Void
  ) throws {
    guard isPlayedAgain(steps) else {
      return try reader.forEachIterate(of: run.id, steps: steps, body)
    }
    try playAgain(steps, stride: 1) { step, profile in
      try body(step, Array(profile[.minimizer]), Array(profile[.maximizer]))
    }
  }

  /// A run's path, thinned evenly: what pictures draw.
  ///
  /// Steps are stored or played again as in ``forEachIterate(in:_:)``.
  ///
  /// - Parameters:
  ///   - maximumPoints: at most so many steps; the first and the last one stay.
  ///   - maximumCoordinates: of each player, so many parameters; nil for all.
  /// - Returns: the steps with x and y.
  /// - Throws: as ``forEachIterate(in:_:)``.
  public func trajectory(
    maximumPoints: Int, maximumCoordinates: Int? = nil
  ) throws -> RecordedTrajectory {
    guard let steps, maximumPoints > 1, isPlayedAgain(steps) else {
      return try reader.trajectory(
        of: run.id, maximumPoints: maximumPoints, maximumCoordinates: maximumCoordinates)
    }
    let count = maximumCoordinates ?? .max
    var (found, minimizers, maximizers) = ([Int](), [[Double]](), [[Double]]())
    // As a store thins what it keeps.
    let strides = maximumPoints - 1
    let stride = steps.count <= maximumPoints ? 1 : (steps.count - 1 + strides - 1) / strides
    try playAgain(steps, stride: stride) { step, profile in
      found.append(step)
      minimizers.append(Array(profile[.minimizer].prefix(count)))
      maximizers.append(Array(profile[.maximizer].prefix(count)))
    }
    return RecordedTrajectory(steps: found, minimizers: minimizers, maximizers: maximizers)
  }

  /// Plays the steps of a range again, each once, and hands every `stride`-th and the last to `body`.
  private func playAgain(
    _ steps: ClosedRange<Int>, stride: Int, _ body: (Int, StrategyProfile) throws -> Void
  ) throws {
    // Digests are read in stretches, each a query.
    let stretch = max(1_024 / stride, 1) * stride
    var start = steps.lowerBound
    try body(start, try replayed(to: start).profile)
    while start < steps.upperBound {
      let end = min(start + stretch, steps.upperBound)
      let digests = try reader.digests(of: run.id, at: start...end)
      var step = start
      while step < end {
        let next = min(step + stride, end)
        let known = Array(digests[step - start...next - start])
        try body(next, try replayed(to: next, digests: known).profile)
        step = next
      }
      start = end
    }
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
