package import GRDB

/// The SQL functions that SQLite lacks and queries of runs need; `docs/schema.md` describes them.
///
/// They are there on the connections of ``Store/query(_:bindings:rowLimit:timeLimit:)`` only: no view
/// uses them, since another client has none of them.
package enum QueryFunctions {
  /// - Parameters:
  ///   - database: a connection to the store.
  ///   - fileBytes: of a run's own file of parameters, by the run's UUID; nil where there is none.
  package static func register(
    on database: Database, fileBytes: @escaping @Sendable (String) -> Int? = { _ in nil }
  ) {
    let aggregates: [DatabaseFunction] = [
      DatabaseFunction("median", argumentCount: 1, pure: true, aggregate: Median.self),
      DatabaseFunction("quantile", argumentCount: 2, pure: true, aggregate: Quantile.self),
      DatabaseFunction("stddev", argumentCount: 1, pure: true, aggregate: StandardDeviation.self),
      DatabaseFunction("correlation", argumentCount: 2, pure: true, aggregate: Correlation.self),
      DatabaseFunction("slope", argumentCount: 2, pure: true, aggregate: Slope.self),
      DatabaseFunction("firstBy", argumentCount: 2, pure: true, aggregate: FirstBy.self),
      DatabaseFunction("lastBy", argumentCount: 2, pure: true, aggregate: LastBy.self),
    ]
    for function in aggregates { database.add(function: function) }
    database.add(
      function: DatabaseFunction("parameterFileBytes", argumentCount: 1) { values in
        String.fromDatabaseValue(values[0]).flatMap(fileBytes)
      })
  }

  /// Names and meaning, for help and completion.
  package static let descriptions: [(name: String, meaning: String)] = [
    ("median(x)", "the middle of the numbers, or the mean of the two in the middle"),
    ("quantile(x, p)", "the p-quantile of the numbers, 0 ≤ p ≤ 1, interpolated linearly"),
    ("stddev(x)", "the standard deviation of a sample, √(Σ(x − x̄)² / (n − 1))"),
    ("correlation(x, y)", "Pearson’s r of the pairs"),
    ("slope(x, y)", "dy/dx of the least-squares line through the pairs"),
    ("firstBy(value, key)", "the value that is not NULL with the least key"),
    ("lastBy(value, key)", "the value that is not NULL with the greatest key"),
    (
      "parameterFileBytes(uuid)",
      "the bytes of the file of its own in which a run's parameters are; NULL without one"
    ),
    (
      "parameters(run, step, player)",
      "a row for each of a step's parameters, stored or played again; without step the last, without player both"
    ),
  ]
}

extension DatabaseValue {
  /// The number; nil for text, bytes and NULL.
  fileprivate var number: Double? {
    switch storage {
    case .int64(let value): Double(value)
    case .double(let value): value
    case .null, .string, .blob: nil
    }
  }
}

/// Numbers, to be looked at in order.
private struct Sample {
  private var values: [Double] = []

  mutating func add(_ value: DatabaseValue) {
    if let number = value.number { values.append(number) }
  }

  /// The value at the place (n − 1)·p of the sorted numbers, interpolated (type 7 of Hyndman & Fan
  /// 1996, as in R and NumPy).
  func quantile(_ p: Double) -> Double? {
    guard !values.isEmpty, p >= 0, p <= 1 else { return nil }
    let sorted = values.sorted()
    let place = Double(sorted.count - 1) * p
    let lower = Int(place)
    let fraction = place - Double(lower)
    guard fraction > 0, sorted[lower] != sorted[lower + 1] else { return sorted[lower] }
    return sorted[lower] * (1 - fraction) + sorted[lower + 1] * fraction
  }
}

private struct Median: DatabaseAggregate {
  private var sample = Sample()

  mutating func step(_ values: [DatabaseValue]) { sample.add(values[0]) }
  func finalize() -> (any DatabaseValueConvertible)? { sample.quantile(0.5) }
}

private struct Quantile: DatabaseAggregate {
  private var sample = Sample()
  private var p: Double?

  mutating func step(_ values: [DatabaseValue]) {
    sample.add(values[0])
    p = values[1].number
  }

  func finalize() -> (any DatabaseValueConvertible)? { p.flatMap(sample.quantile) }
}

/// Means and sums of products about them, in one pass (Welford 1962).
private struct Moments {
  private(set) var count = 0.0
  private var meanX = 0.0
  private var meanY = 0.0
  private(set) var xx = 0.0
  private(set) var yy = 0.0
  private(set) var xy = 0.0

  mutating func add(_ x: Double, _ y: Double) {
    count += 1
    let (dx, dy) = (x - meanX, y - meanY)
    meanX += dx / count
    meanY += dy / count
    xx += dx * (x - meanX)
    yy += dy * (y - meanY)
    xy += dx * (y - meanY)
  }

  mutating func add(_ values: [DatabaseValue]) {
    guard let x = values[0].number, let y = values[1].number else { return }
    add(x, y)
  }
}

private struct StandardDeviation: DatabaseAggregate {
  private var moments = Moments()

  mutating func step(_ values: [DatabaseValue]) {
    if let x = values[0].number { moments.add(x, x) }
  }

  func finalize() -> (any DatabaseValueConvertible)? {
    moments.count < 2 ? nil : (moments.xx / (moments.count - 1)).squareRoot()
  }
}

private struct Correlation: DatabaseAggregate {
  private var moments = Moments()

  mutating func step(_ values: [DatabaseValue]) { moments.add(values) }

  func finalize() -> (any DatabaseValueConvertible)? {
    guard moments.xx > 0, moments.yy > 0 else { return nil }
    return moments.xy / (moments.xx.squareRoot() * moments.yy.squareRoot())
  }
}

private struct Slope: DatabaseAggregate {
  private var moments = Moments()

  mutating func step(_ values: [DatabaseValue]) { moments.add(values) }

  func finalize() -> (any DatabaseValueConvertible)? {
    moments.xx > 0 ? moments.xy / moments.xx : nil
  }
}

private struct FirstBy: DatabaseAggregate {
  private var best: (key: Double, value: DatabaseValue)?

  mutating func step(_ values: [DatabaseValue]) {
    guard !values[0].isNull, let key = values[1].number else { return }
    if best.map({ key < $0.key }) ?? true { best = (key, values[0]) }
  }

  func finalize() -> (any DatabaseValueConvertible)? { best?.value }
}

private struct LastBy: DatabaseAggregate {
  private var best: (key: Double, value: DatabaseValue)?

  mutating func step(_ values: [DatabaseValue]) {
    guard !values[0].isNull, let key = values[1].number else { return }
    if best.map({ key > $0.key }) ?? true { best = (key, values[0]) }
  }

  func finalize() -> (any DatabaseValueConvertible)? { best?.value }
}
