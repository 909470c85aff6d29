/// The points of one metric of one run, in order of steps: what reads return and plots draw.
public struct MetricSeries: Hashable, Sendable {
  /// The metric's name: a ``BuiltInMetric``, or `proximalGap(λ)`.
  public let name: String
  /// The steps, ascending.
  public let steps: [Int]
  /// The value at each step; may be NaN or ±∞.
  public let values: [Double]

  /// Joins the parts.
  ///
  /// - Precondition: as many steps as values.
  public init(name: String, steps: [Int], values: [Double]) {
    precondition(steps.count == values.count, "\(steps.count) steps and \(values.count) values")
    self.name = name
    self.steps = steps
    self.values = values
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
  public let trajectory: RecordedTrajectory

  /// Joins the parts.
  public init(run: Run, series: [MetricSeries], trajectory: RecordedTrajectory) {
    self.run = run
    self.series = series
    self.trajectory = trajectory
  }
}
