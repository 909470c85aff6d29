/// The points of one metric of one run, in order of steps: what reads return and plots draw.
public struct MetricSeries: Hashable, Sendable {
  /// The metric's name: a ``BuiltInMetric``, or `proximalGap(λ)`.
  public let name: String
  /// The steps, ascending.
  public let steps: [Int]
  /// The value at each step; may be NaN or ±∞.
  public let values: [Double]
  /// How many points were recorded, of which these are all or those that show in a plot.
  public let recorded: Counts

  /// How many points a series has.
  public struct Counts: Hashable, Sendable {
    /// All of them.
    public var points = 0
    /// Those that are NaN.
    public var nans = 0
    /// Those that are +∞.
    public var positiveInfinities = 0
    /// Those that are −∞.
    public var negativeInfinities = 0
    /// Those that are at most 0 and not −∞.
    public var notPositive = 0

    /// No points.
    public init() {}

    /// Counts one more value.
    public mutating func add(_ value: Double) {
      points += 1
      if value > 0, value < .infinity { return }
      if value.isNaN {
        nans += 1
      } else if value == .infinity {
        positiveInfinities += 1
      } else if value == -.infinity {
        negativeInfinities += 1
      } else {
        notPositive += 1
      }
    }
  }

  /// Joins the parts.
  ///
  /// - Parameters:
  ///   - name: the metric's name.
  ///   - steps: the steps, ascending.
  ///   - values: the value at each step.
  ///   - recorded: how many points were recorded; nil if these are all.
  /// - Precondition: as many steps as values.
  public init(name: String, steps: [Int], values: [Double], recorded: Counts? = nil) {
    precondition(steps.count == values.count, "\(steps.count) steps and \(values.count) values")
    self.name = name
    self.steps = steps
    self.values = values
    self.recorded =
      recorded
      ?? values.reduce(into: Counts()) { counts, value in
        counts.add(value)
      }
  }

  /// The name of the λ-proximal gap's series.
  public static func proximalGapName(penalty: Double) -> String { "proximalGap(\(penalty))" }
}

/// The recorded iterates of one run, in order of steps.
public struct RecordedTrajectory: Hashable, Sendable {
  /// The steps, ascending.
  public let steps: [Int]
  /// x at each step.
  public let minimizers: [[Double]]
  /// y at each step.
  public let maximizers: [[Double]]

  /// Joins the parts.
  public init(steps: [Int], minimizers: [[Double]], maximizers: [[Double]]) {
    self.steps = steps
    self.minimizers = minimizers
    self.maximizers = maximizers
  }
}

/// What a report draws of one run: the values that were read from its record.
public struct RunHistory: Hashable, Sendable {
  /// The run.
  public let run: Run
  /// The metrics that were measured at least once, built-in ones first.
  public let series: [MetricSeries]
  /// The recorded iterates, or as many as were asked for.
  public var trajectory: RecordedTrajectory
  /// The verdict on both players over the most steps; nil if the run was never judged.
  public var verdict: RunVerdict?

  /// Joins the parts.
  public init(
    run: Run, series: [MetricSeries], trajectory: RecordedTrajectory, verdict: RunVerdict? = nil
  ) {
    self.run = run
    self.series = series
    self.trajectory = trajectory
    self.verdict = verdict
  }
}
