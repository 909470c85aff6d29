import SaddleRecording

/// Collects a series of any length as the points that show in a plot of it.
///
/// The steps are cut into parts of one width; of each are kept the first, least, greatest and last
/// finite value, and one of each kind of NaN and ±∞ (after M4: Jugel, Jerzak, Hackenbroich & Markl
/// 2014, doi:10.14778/2732951.2732953). No spike is lost, and memory depends on the number of parts
/// only. Where a part is one step wide, everything is kept.
struct SeriesEnvelope {
  private let first: Int
  private let width: Int
  private var steps: [Int] = []
  private var values: [Double] = []
  private var counts = MetricSeries.Counts()
  private var part = Part(place: -1)

  /// Cuts the steps of a range into at most `parts` parts.
  init(steps: ClosedRange<Int>, parts: Int) {
    first = steps.lowerBound
    width = max(1, (steps.upperBound - steps.lowerBound) / max(1, parts) + 1)
  }

  /// Adds the next point.
  mutating func add(_ step: Int, _ value: Double) {
    counts.add(value)
    guard width > 1 else {
      steps.append(step)
      values.append(value)
      return
    }
    let place = (step - first) / width
    if place != part.place {
      close()
      part = Part(place: place)
    }
    part.add(step, value)
  }

  /// The series.
  mutating func series(named name: String) -> MetricSeries {
    close()
    part = Part(place: -1)
    return MetricSeries(name: name, steps: steps, values: values, recorded: counts)
  }

  private mutating func close() {
    for point in part.points {
      steps.append(point.step)
      values.append(point.value)
    }
  }

  private struct Part {
    typealias Point = (step: Int, value: Double)
    let place: Int
    private var first: Point?
    private var least: Point = (0, .infinity)
    private var greatest: Point = (0, -.infinity)
    private var last: Point = (0, 0)
    private var nonfinite: [Point] = []

    init(place: Int) { self.place = place }

    mutating func add(_ step: Int, _ value: Double) {
      guard value.isFinite else {
        let isKnown = nonfinite.contains { $0.value == value || ($0.value.isNaN && value.isNaN) }
        if !isKnown { nonfinite.append((step, value)) }
        return
      }
      if first == nil { first = (step, value) }
      if value < least.value { least = (step, value) }
      if value > greatest.value { greatest = (step, value) }
      last = (step, value)
    }

    /// Ascending by step, each once.
    var points: [Point] {
      let finite = first.map { [$0, least, greatest, last] } ?? []
      var points: [Point] = []
      for point in (finite + nonfinite).sorted(by: { $0.step < $1.step })
      where points.last?.step != point.step { points.append(point) }
      return points
    }
  }
}
