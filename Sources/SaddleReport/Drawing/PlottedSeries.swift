import SaddleRecording

/// One run's values of one metric, with what a figure needs to draw and name them.
struct PlottedSeries {
  /// The index of the run in the report: its color.
  let run: Int
  /// The run's short name.
  let label: String
  /// The points.
  let series: MetricSeries
}

/// A figure's drawing and what its caption must say.
struct Figure {
  /// The SVG.
  let drawing: String
  /// Whole sentences.
  let notes: [String]
}

/// How the heights of a figure are chosen.
enum HeightScale {
  /// Linear; signed logarithmic if the values' magnitudes differ too much to see the small ones.
  case signed
  /// Logarithmic: for norms, distances and gaps.
  case logarithmic

  /// The scale that covers all values; nil if no value can be drawn.
  func axis(covering series: some Sequence<MetricSeries>) -> AxisScale? {
    let values = series.map { series in
      series.values.filter { value in
        value.isFinite && (self == .signed || value >= AxisScale.leastLogarithmic)
      }
    }
    guard let least = values.joined().min(), let greatest = values.joined().max() else {
      return nil
    }
    if self == .logarithmic { return .logarithmic(covering: least...greatest) }
    guard let threshold = Self.threshold(values) else { return .linear(covering: least...greatest) }
    return .signedLogarithmic(covering: least...greatest, threshold: threshold)
  }

  /// A power of ten near what the smallest run began with, if some magnitude is more than a thousand
  /// times as large; nil if a linear scale shows every run.
  ///
  /// What a run began with is the greatest magnitude of its first twentieth that is not all 0.
  private static func threshold(_ values: [[Double]]) -> Double? {
    let beginnings = values.compactMap { values -> Double? in
      let magnitudes = values.drop { $0 == 0 }.map(\.magnitude)
      return magnitudes.prefix(magnitudes.count / 20 + 1).max()
    }
    guard
      let beginning = beginnings.min(),
      let greatest = values.joined().map(\.magnitude).max(), greatest / 1_000 > beginning
    else { return nil }
    let typical = max(beginning, greatest * 1e-250, AxisScale.leastLogarithmic)
    return Double("1e\(DecimalDigits(typical).exponent - 1)")
  }
}
