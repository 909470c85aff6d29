public import SaddleRecording

/// What one metric did over one run, in few numbers.
public struct MetricSummary: Hashable, Sendable {
  /// A value and the step at which it was measured.
  public struct Point: Hashable, Sendable {
    /// The step.
    public let step: Int
    /// The value; may be NaN or ±∞.
    public let value: Double

    /// Joins the two.
    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// The metric.
  public let metric: ReportedMetric
  /// The number of points.
  public let count: Int
  /// The first point; nil if there is none.
  public let first: Point?
  /// The last point.
  public let last: Point?
  /// The first of the least finite values.
  public let least: Point?
  /// The first of the greatest finite values.
  public let greatest: Point?
  /// The first of the values nearest to 0, if that is what is best of the metric.
  public let best: Point?
  /// How many values are NaN.
  public let nanCount: Int
  /// How many values are +∞ or −∞.
  public let infiniteCount: Int

  /// Summarizes a series in one pass.
  public init(_ series: MetricSeries) {
    metric = ReportedMetric(seriesName: series.name)
    count = series.recorded.points
    var (least, greatest, best): (Int?, Int?, Int?)
    let values = series.values
    for (index, value) in values.enumerated() where value.isFinite {
      if least.map({ value < values[$0] }) ?? true { least = index }
      if greatest.map({ value > values[$0] }) ?? true { greatest = index }
      if best.map({ value.magnitude < values[$0].magnitude }) ?? true { best = index }
    }
    let point = { (index: Int) in Point(step: series.steps[index], value: values[index]) }
    first = values.indices.first.map(point)
    last = values.indices.last.map(point)
    self.least = least.map(point)
    self.greatest = greatest.map(point)
    self.best = metric.isBetterSmaller ? best.map(point) : nil
    nanCount = series.recorded.nans
    infiniteCount = series.recorded.positiveInfinities + series.recorded.negativeInfinities
  }
}
