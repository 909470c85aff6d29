public import SaddleRecording

/// A run as it goes from one program to another: what it was and its metrics, without parameters.
public struct ExchangedRun: Hashable, Sendable {
  /// Which run of the file it is.
  public var key: String
  /// What people call it.
  public var name: String
  /// The question that it belongs to; nil if the file does not say.
  public var experiment: String?
  /// The game; nil if the file does not say.
  public var game: String?
  /// The method; nil if the file does not say.
  public var method: String?
  /// The seed; nil if the file does not say.
  public var seed: UInt64?
  /// Its settings, as texts.
  public var settings: [RunParameter]
  /// Its metrics.
  public var series: [MetricSeries]

  /// Joins the parts.
  public init(
    key: String, name: String, experiment: String? = nil, game: String? = nil,
    method: String? = nil, seed: UInt64? = nil, settings: [RunParameter] = [],
    series: [MetricSeries] = []
  ) {
    self.key = key
    self.name = name
    self.experiment = experiment
    self.game = game
    self.method = method
    self.seed = seed
    self.settings = settings
    self.series = series
  }

  /// A recorded run with its series.
  public init(_ run: Run, series: [MetricSeries]) {
    let what = run.description
    self.init(
      key: "\(run.id)", name: what.name, experiment: what.experiment, game: what.game,
      method: what.method, seed: what.seed,
      settings: what.gameParameters + what.methodParameters + what.trainingParameters,
      series: series)
  }
}

/// Why a file could not be read.
public struct ExchangeError: Error, Hashable, Sendable {
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try.
  public let hint: String?

  /// Describes a failure.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// Collects points in any order into series in the order of their first points.
struct SeriesCollector {
  private var names: [String] = []
  private var points: [String: [(step: Int, value: Double)]] = [:]

  /// Adds a point.
  mutating func add(_ name: String, step: Int, value: Double) {
    if points[name] == nil { names.append(name) }
    points[name, default: []].append((step, value))
  }

  /// The series, ascending by step; of several points of one step the last one given.
  var series: [MetricSeries] {
    names.map { name in
      var steps: [Int] = []
      var values: [Double] = []
      let sorted = (points[name] ?? []).enumerated().sorted {
        ($0.element.step, $0.offset) < ($1.element.step, $1.offset)
      }
      for (_, point) in sorted {
        if steps.last == point.step {
          values[values.count - 1] = point.value
        } else {
          steps.append(point.step)
          values.append(point.value)
        }
      }
      return MetricSeries(name: name, steps: steps, values: values)
    }
  }
}
