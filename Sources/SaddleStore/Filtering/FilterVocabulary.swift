import GRDB
import SaddleFilters
import SaddleQueries
import SaddleRecording

/// A metric by where its values are recorded.
enum RecordedMetric: Hashable, Sendable {
  /// A column of the step's row.
  case builtIn(BuiltInMetric)
  /// The proximal gap of one λ.
  case proximalGap(penalty: Double)
  /// A metric of the recorder's own.
  case custom(String)
}

/// The names that a filter may use in one store.
struct FilterVocabulary: Sendable {
  /// The scopes in which each setting occurs.
  var parameters: [String: [String]] = [:]
  /// The λ of each proximal gap, by the name of the gap.
  var penalties: [String: Double] = [:]
  /// The names of metrics of the recorders' own.
  var customMetrics: Set<String> = []
  /// The runs whose recorder is alive.
  var liveRuns: [Int64] = []
  /// Seconds since 1970.
  var now: Double

  init(now: Double) { self.now = now }

  /// What the store holds.
  init(_ reader: RunReader, now: Double) throws {
    self.init(now: now)
    let database = reader.database
    for row in try Row.fetchAll(database, sql: Queries.Read.parameterNames.text) {
      parameters[try row.value("name"), default: []].append(try row.value("scope"))
    }
    for row in try Row.fetchAll(database, sql: Queries.Read.proximalNames.text) {
      penalties[try row.value("metricName")] = try row.value("penalty")
    }
    customMetrics = try Set(String.fetchAll(database, sql: Queries.Read.customNames.text))
    for id in try Int64.fetchAll(database, sql: Queries.Read.openRuns.text)
    where try reader.run(Run.ID(id))?.status == .running { liveRuns.append(id) }
  }

  /// Where a metric is recorded; nil if no run has one of that name.
  func metric(named name: String) -> RecordedMetric? {
    if let builtIn = BuiltInMetric(rawValue: name) { return .builtIn(builtIn) }
    if let penalty = penalties[name] { return .proximalGap(penalty: penalty) }
    return customMetrics.contains(name) ? .custom(name) : nil
  }

  /// The names most like a misspelled one, at most three.
  func suggestions(for name: String) -> [String] {
    let known =
      RunField.allCases.map(\.rawValue) + BuiltInMetric.allCases.map(\.rawValue)
      + penalties.keys + customMetrics + parameters.keys
    let wanted = Array(name.lowercased())
    let near = Set(known).map {
      (name: $0, distance: Self.distance(wanted, Array($0.lowercased())))
    }
    .filter { $0.distance <= max(2, wanted.count / 3) }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// How many letters must be added, taken or changed (Levenshtein).
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    guard one.count <= 64, other.count <= 64 else { return .max }
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, opposite) in other.enumerated() {
        let change = diagonal + (letter == opposite ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(change, row[place] + 1, row[place + 1] + 1)
      }
    }
    return row[other.count]
  }
}
