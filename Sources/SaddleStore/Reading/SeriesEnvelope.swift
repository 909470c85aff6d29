import SaddleRecording

/// Collects a series of any length as the points that show in a plot of it.
///
/// The steps are cut into parts of one width; of each are kept the first, least, greatest and last
/// finite value, and one of each kind of NaN and ±∞ (after M4: Jugel, Jerzak, Hackenbroich & Markl
/// 2014, doi:10.14778/2732951.2732953). No spike is lost, and memory depends on the number of parts
/// only. Where a part is one step wide, everything is kept.
struct SeriesEnvelope {
  private typealias Point = (step: Int, value: Double)
  private let first: Int
  private let width: Int
  private var steps: [Int] = []
  private var values: [Double] = []
  private var counts = MetricSeries.Counts()
  // The part that is being read: a few plain numbers, as every value of a run goes through here.
  private var start: Int
  private var isEmpty = true
  private var opening: Point = (0, 0)
  private var least: Point = (0, 0)
  private var greatest: Point = (0, 0)
  private var last: Point = (0, 0)
  private var nonfinite: [Point] = []

  /// Cuts the steps of a range into at most `parts` parts.
  init(steps: ClosedRange<Int>, parts: Int) {
    first = steps.lowerBound
    start = first
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
    if step - start >= width {
      close()
      start = step - (step - first) % width
    }
    guard value.isFinite else { return addNonfinite(step, value) }
    if isEmpty {
      isEmpty = false
      opening = (step, value)
      least = opening
      greatest = opening
    } else if value < least.value {
      least = (step, value)
    } else if value > greatest.value {
      greatest = (step, value)
    }
    last = (step, value)
  }

  /// The series.
  mutating func series(named name: String) -> MetricSeries {
    close()
    return MetricSeries(name: name, steps: steps, values: values, recorded: counts)
  }

  private mutating func addNonfinite(_ step: Int, _ value: Double) {
    let isKnown = nonfinite.contains { $0.value == value || ($0.value.isNaN && value.isNaN) }
    if !isKnown { nonfinite.append((step, value)) }
  }

  /// Keeps the points of a part that is full, ascending by step, each once.
  private mutating func close() {
    guard !isEmpty || !nonfinite.isEmpty else { return }
    let finite = isEmpty ? [] : [opening, least, greatest, last]
    var previous: Int?
    for point in (finite + nonfinite).sorted(by: { $0.step < $1.step })
    where point.step != previous {
      steps.append(point.step)
      values.append(point.value)
      previous = point.step
    }
    isEmpty = true
    nonfinite.removeAll(keepingCapacity: true)
  }
}
