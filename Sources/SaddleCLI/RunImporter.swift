import SaddleExchange
import SaddleRecording
import SaddleStore

/// Records runs that another program made.
struct RunImporter {
  let store: Store
  /// The experiment of all runs; nil for what each says.
  let experiment: String?

  /// More steps than this are refused: a stray step number would make as many empty rows.
  private static let mostSteps = 100_000_000

  /// Records a run and returns its number.
  func record(_ run: ExchangedRun) throws -> Run.ID {
    let last = run.series.compactMap(\.steps.last).max() ?? -1
    guard last < Self.mostSteps else {
      throw Failure(
        .invalidData, "run '\(run.name)' has the step \(last), which is too many",
        hint: "steps that count from 0")
    }
    var description = RunDescription(
      experiment: experiment ?? run.experiment ?? "imported", name: run.name,
      game: run.game ?? "imported", method: run.method ?? "imported", seed: run.seed ?? 0,
      trainingParameters: run.settings, minimizerCount: 0, maximizerCount: 0, environment: .here())
    // A proximal gap that is left out at some step could only be recorded as NaN: it keeps its name as
    // a metric of the recorder's own.
    let penalties = run.series.map { series in
      series.steps.count == last + 1 ? Self.penalty(of: series.name) : nil
    }
    description.proximalPenalties = penalties.compactMap(\.self)
    let recorder = try store.begin(description)
    var cursors = [Int](repeating: 0, count: run.series.count)
    for step in stride(from: 0, through: last, by: 1) {
      var record = StepRecord(
        step: step, wallSeconds: 0, metrics: StepMetrics(), minimizer: [], maximizer: [])
      var gaps: [Double] = []
      for (index, series) in run.series.enumerated() {
        let isHere = cursors[index] < series.steps.count && series.steps[cursors[index]] == step
        let value = isHere ? series.values[cursors[index]] : nil
        if isHere { cursors[index] += 1 }
        if penalties[index] != nil {
          gaps.append(value ?? .nan)
        } else if let metric = BuiltInMetric(rawValue: series.name) {
          record.metrics[metric] = value
        } else if let value {
          record.customMetrics.append(CustomMetric(name: series.name, value: value))
        }
      }
      record.proximalGaps = gaps
      try recorder.record(record)
    }
    try recorder.finish(.stepLimit)
    return recorder.runID
  }

  /// The λ of `proximalGap(λ)`.
  private static func penalty(of name: String) -> Double? {
    guard name.hasPrefix("proximalGap("), name.hasSuffix(")") else { return nil }
    let penalty = Double(name.dropFirst("proximalGap(".count).dropLast())
    return penalty.flatMap { MetricSeries.proximalGapName(penalty: $0) == name ? $0 : nil }
  }
}
