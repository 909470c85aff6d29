public import SaddleRecording

/// What differs between runs, and how each fared: the one summary that every report prints.
///
///     let comparison = RunComparison(histories)
///     print(comparison.text(width: 100))
///     print(comparison.table.render(as: .csv))
public struct RunComparison: Hashable, Sendable {
  /// One of the compared runs.
  public struct ComparedRun: Hashable, Sendable {
    /// What was read of its record.
    public let history: RunHistory
    /// A short name that no other run of the comparison has: `#3 extragradient`.
    public let label: String
    /// Its metrics, in the order of its record.
    public let metrics: [MetricSummary]

    /// The run itself.
    public var run: Run { history.run }

    /// What a metric did; nil if it was not measured.
    public subscript(metric: ReportedMetric) -> MetricSummary? {
      metrics.first { $0.metric == metric }
    }
  }

  /// The runs, in the order given.
  public let runs: [ComparedRun]
  /// The settings in which the runs differ.
  public let differences: [ComparedParameter]
  /// The settings that all runs share; all of them if there is one run.
  public let sharedParameters: [ComparedParameter]
  /// The metrics that at least one run has, in the order of first appearance: payoff, losses, norms,
  /// distance, gaps.
  public let metrics: [ReportedMetric]
  /// Whether the runs play the same game with the same parameters, wherever they start, so that their
  /// gaps, norms and distances mean the same and a best can be named.
  public let isSameGame: Bool

  /// Compares runs by their histories.
  public init(_ histories: [RunHistory]) {
    let descriptions = histories.map(\.run.description)
    let parameters = ComparedParameter.all(of: descriptions)
    let labels = RunLabels.labels(of: histories.map(\.run), parameters: parameters)
    differences = parameters.filter { !$0.isShared }
    sharedParameters = parameters.filter(\.isShared)
    runs = zip(histories, labels).map { history, label in
      ComparedRun(history: history, label: label, metrics: history.series.map(MetricSummary.init))
    }
    var metrics: [ReportedMetric] = []
    for summary in runs.flatMap(\.metrics) where !metrics.contains(summary.metric) {
      metrics.append(summary.metric)
    }
    self.metrics = metrics
    isSameGame =
      Set(descriptions.map(\.game)).count <= 1 && Set(descriptions.map(\.rules)).count <= 1
  }

  /// The metrics as records name them, in the order of ``metrics``.
  public var metricNames: [String] {
    var names: [String] = []
    for series in runs.flatMap(\.history.series) where !names.contains(series.name) {
      names.append(series.name)
    }
    return names
  }

  /// The settings in which runs differ that both have them.
  var tellingDifferences: [ComparedParameter] { differences.filter(\.isTelling) }

  /// The settings that some runs lack and the others agree in, as other games and methods have others.
  var partialDifferences: [ComparedParameter] { differences.filter { !$0.isTelling } }

  /// The indices of the runs whose number is nearest to 0: the best, if a best can be named and at
  /// least two runs have the number.
  ///
  /// Runs of different games are not ranked, nor metrics without a best, nor NaN and ±∞.
  func bestRuns(
    in metric: ReportedMetric, by value: (MetricSummary) -> MetricSummary.Point?
  ) -> Set<Int> {
    guard isSameGame, metric.isBetterSmaller else { return [] }
    let magnitudes = runs.map { run in
      run[metric].flatMap(value).map(\.value.magnitude).flatMap { $0.isFinite ? $0 : nil }
    }
    let known = magnitudes.compactMap(\.self)
    guard known.count > 1, let best = known.min(), known.contains(where: { $0 > best }) else {
      return []
    }
    return Set(magnitudes.indices.filter { magnitudes[$0] == best })
  }
}
