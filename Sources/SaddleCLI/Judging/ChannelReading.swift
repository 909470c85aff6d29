import SaddleCycles
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore
import SaddleTraining

/// Reads what a verdict on a run looks at, a step at a time.
struct ChannelReading {
  let store: Store
  let run: Run
  let players: RunVerdict.Players
  let from: Int

  /// What was read, ready to be judged.
  struct Channels {
    let analysis: CycleAnalysis
    let channels: JudgedChannels
    /// Whether the run's own parameters are not among the channels, only sums of them.
    let isSketch: Bool
  }

  /// The run's parameters, stored or played again.
  private let source: ParameterSource

  init(store: Store, run: Run, players: RunVerdict.Players, from: Int) {
    self.store = store
    self.run = run
    self.players = players
    self.from = from
    source = ParameterSource(run, reader: store)
  }

  func read() throws -> Channels {
    let steps = from...max(from, run.lastStep ?? from)
    if !source.hasEvery(steps), let projected = try projection() {
      return projected
    }
    let stretch = try parameters()
    if stretch.builder.rowCount > 0, !widths.isEmpty {
      return try channels(
        stretch, source: stretch.builder.isSketch ? "sketch" : "parameters", widths: widths,
        players: stretch.builder.players)
    }
    return try metrics()
  }

  /// The sums that were made while recording, of runs that do not keep every iterate; nil if there are
  /// none of the steps wanted.
  private func projection() throws -> Channels? {
    let steps = from...max(from, run.lastStep ?? from)
    let series = try store.series(of: run.id, steps: steps)
    let found = names.map { name in
      series.filter { $0.name.hasPrefix("projection.\(name).") }
    }
    guard let first = found.joined().first, !first.values.isEmpty,
      found.joined().allSatisfy({ $0.steps == first.steps })
    else { return nil }
    return try channels(of: found, source: "projection")
  }

  /// |u_k| of each parameter over the last turns of a verdict's rotation, in a second pass.
  func amplitudes(of verdict: Verdict) throws -> [Double]? {
    guard let rotation = verdict.rotation, let last = run.lastStep else { return nil }
    let stride = Double(verdict.sampling.stride)
    let turns = min(max(rotation.periodCount, 1), 8).rounded(.down)
    let count = Int((turns * rotation.endPeriod / stride).rounded())
    let first = max(verdict.sinceStep, last - Int(Double(count) * stride))
    var measure = CoordinateRotation(
      period: rotation.endPeriod / stride, coordinateCount: widths.reduce(0, +))
    try source.forEachIterate(in: min(first, last)...last) { _, x, y in
      switch players {
      case .both: measure.add(x, y)
      case .minimizer: measure.add(x)
      case .maximizer: measure.add(y)
      }
    }
    return measure.amplitudes
  }

  /// Where a run is, x then y: the mean of what turns over its last turns, else the last iterate; nil
  /// for games too large for theory, and where nothing is recorded.
  func center(of verdict: Verdict) throws -> [Double]? {
    guard let last = run.lastStep, widths.reduce(0, +) <= TheoryComparison.mostParameters else {
      return nil
    }
    let count = verdict.period.map { $0 * max(1, (200 / $0).rounded(.down)) } ?? 1
    let first = max(from, last - Int(min(count, 1e5)) + 1)
    // A run that blew up is nowhere: where it began says more.
    let steps = verdict.blowUpStep == nil ? first...max(first, last) : from...from
    var sum = [Double](repeating: 0, count: widths.reduce(0, +))
    var rowCount = 0.0
    try source.forEachIterate(in: steps) { _, x, y in
      for (index, value) in (x + y).enumerated() { sum[index] += value }
      rowCount += 1
    }
    return rowCount > 0 ? sum.map { $0 / rowCount } : nil
  }

  // MARK: - Parameters

  /// Evenly spaced rows.
  private struct Stretch {
    var builder: TrajectoryBuilder
    var first = 0
    var last = 0
    var stride = 1
  }

  private var widths: [Int] {
    let both = [run.description.minimizerCount, run.description.maximizerCount]
    return switch players {
    case .both: both
    case .minimizer: [both[0]]
    case .maximizer: [both[1]]
    }
  }

  private var names: [String] {
    switch players {
    case .both: ["minimizer", "maximizer"]
    case .minimizer, .maximizer: [players.rawValue]
    }
  }

  /// The longer of the last two evenly spaced stretches: a history may have a gap where a run was
  /// resumed, and its very last step off the grid.
  private func parameters() throws -> Stretch {
    let expected = max(0, (run.lastStep ?? -1) - from + 1)
    let empty = TrajectoryBuilder(widths: widths, expectedRows: expected)
    guard let last = run.lastStep, from <= last, widths.contains(where: { $0 > 0 }) else {
      return Stretch(builder: empty)
    }
    var before: Stretch?
    var current = Stretch(builder: empty)
    try source.forEachIterate(in: from...last) { step, x, y in
      if current.builder.rowCount == 1 { current.stride = step - current.last }
      if current.builder.rowCount > 1, step != current.last + current.stride {
        before = current
        current = Stretch(builder: empty)
      }
      if current.builder.rowCount == 0 { current.first = step }
      switch players {
      case .both: current.builder.append(x, y)
      case .minimizer: current.builder.append(x)
      case .maximizer: current.builder.append(y)
      }
      current.last = step
    }
    if let before, before.builder.rowCount > current.builder.rowCount { return before }
    return current
  }

  private func channels(
    _ stretch: Stretch, source: String, widths: [Int], players ranges: [Range<Int>]
  ) throws -> Channels {
    let trajectory = stretch.builder.trajectory
    let sampling = StepSampling(first: stretch.first, stride: stretch.stride)
    let norms = try store.series(
      of: run.id, metrics: [BuiltInMetric.fieldNorm.rawValue],
      steps: stretch.first...stretch.last
    ).first
    var gradientNorms: [Double]?
    if let norms, stretch.stride == 1, norms.values.count == trajectory.stepCount {
      gradientNorms = norms.values
    }
    return Channels(
      analysis: try CycleAnalysis(
        trajectory, players: ranges, stepSizes: stepSizes(sampling, count: trajectory.stepCount),
        gradientNorms: gradientNorms, sampling: sampling),
      channels: JudgedChannels(
        players: players, source: source, fromStep: from, lastStep: stretch.last, widths: widths,
        names: names),
      isSketch: stretch.builder.isSketch)
  }

  /// The moves' sizes under the run's schedule, up to a factor; nil where they do not change.
  private func stepSizes(_ sampling: StepSampling, count: Int) -> [Double]? {
    StepSchedule(of: run.description)?.sizes(sampling, count: count)
  }

  // MARK: - Metrics

  /// Losses and gradient norms, of runs that record no parameters.
  private func metrics() throws -> Channels {
    let wanted: [[BuiltInMetric]] =
      switch players {
      case .both:
        [[.minimizerLoss, .minimizerGradientNorm], [.maximizerLoss, .maximizerGradientNorm]]
      case .minimizer: [[.minimizerLoss, .minimizerGradientNorm]]
      case .maximizer: [[.maximizerLoss, .maximizerGradientNorm]]
      }
    let last = max(from, run.lastStep ?? from)
    let found = try wanted.map { metrics in
      try store.series(of: run.id, metrics: metrics.map(\.rawValue), steps: from...last)
    }
    let longest = found.joined().map(\.values.count).max() ?? 0
    // A metric that was measured at some steps only cannot stand beside those measured at all.
    let complete = found.map { series in series.filter { $0.values.count == longest } }
    return try channels(of: complete, source: "metrics")
  }

  /// Series of equal steps as channels, those of each player together.
  private func channels(of series: [[MetricSeries]], source: String) throws -> Channels {
    let steps = series.joined().first?.steps ?? []
    let widths = steps.isEmpty ? series.map { _ in 0 } : series.map(\.count)
    var builder = TrajectoryBuilder(widths: widths, expectedRows: steps.count)
    for index in steps.indices {
      let rows = series.map { $0.map { $0.values[index] } }
      if rows.count == 2 { builder.append(rows[0], rows[1]) } else { builder.append(rows[0]) }
    }
    let stride = steps.count > 1 ? max(1, steps[1] - steps[0]) : 1
    let sampling = StepSampling(first: steps.first ?? from, stride: stride)
    return Channels(
      analysis: try CycleAnalysis(
        builder.trajectory, players: builder.players,
        stepSizes: stepSizes(sampling, count: builder.rowCount), sampling: sampling),
      channels: JudgedChannels(
        players: players, source: source, fromStep: from, lastStep: steps.last, widths: widths,
        names: names),
      isSketch: false)
  }
}
