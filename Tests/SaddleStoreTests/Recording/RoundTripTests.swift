import GRDB
import SaddleRecording
import SaddleStore
import TestSupport
import Testing

@Suite("What is recorded comes back bit for bit")
struct RoundTripTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  /// Doubles that a careless store would change.
  static let oddValues: [Double] = [
    .nan, .infinity, -.infinity, -0.0, 0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, 0.1, 0.1 + 0.2,
    1.0 / 3, 4_503_599_627_370_497.5, 9_007_199_254_740_992, 1e22, 123_456_789.012_345_67, 3, -7,
    Double(bitPattern: 0x7FF0_0000_0000_0001), Double(bitPattern: 0xFFF8_0000_DEAD_BEEF),
  ]

  /// Bits as SQLite's REAL keeps them: all but the sign of a zero and the payload of a NaN.
  private func realBits(_ value: Double) -> UInt64 {
    value.isNaN ? Double.nan.bitPattern : (value == 0 ? 0 : value.bitPattern)
  }

  @Test("Parameters and the method's memory keep every bit, −0 and NaN payloads included")
  func vectors() throws {
    let values = Self.oddValues
    var step = StepRecord.sample(0)
    (step.minimizer, step.maximizer, step.methodMemory) = (values, values.reversed(), values + [1])
    let recorder = try store.begin(
      .sample(minimizerCount: values.count, maximizerCount: values.count, process: .dead))
    try recorder.record(step)
    try recorder.finish(.interrupted)
    let found = try #require(try store.stepRecord(of: Run.ID(1), at: 0))
    #expect(found.minimizer?.map(\.bitPattern) == step.minimizer?.map(\.bitPattern))
    #expect(found.maximizer?.map(\.bitPattern) == step.maximizer?.map(\.bitPattern))
    let checkpoint = try store.resume(Run.ID(1)).checkpoint
    #expect(checkpoint.minimizer.map(\.bitPattern) == step.minimizer?.map(\.bitPattern))
    #expect(checkpoint.maximizer.map(\.bitPattern) == step.maximizer?.map(\.bitPattern))
    #expect(checkpoint.methodMemory.map(\.bitPattern) == step.methodMemory?.map(\.bitPattern))
  }

  @Test("Players without parameters and a method without memory come back empty")
  func emptyVectors() throws {
    var step = StepRecord.sample(0, count: 0)
    step.methodMemory = []
    let recorder = try store.begin(.sample(minimizerCount: 0, maximizerCount: 0))
    try recorder.record(step)
    try recorder.finish(.stepLimit)
    let checkpoint = try store.resume(Run.ID(1)).checkpoint
    #expect(checkpoint.minimizer.isEmpty && checkpoint.maximizer.isEmpty)
    #expect(checkpoint.methodMemory.isEmpty)
  }

  @Test(
    "Each metric keeps each odd value, apart from not measured", arguments: BuiltInMetric.allCases)
  func metrics(_ metric: BuiltInMetric) throws {
    let recorder = try store.begin(.sample())
    for (index, value) in Self.oddValues.enumerated() {
      var step = StepRecord.sample(2 * index)
      step.metrics = StepMetrics()
      step.metrics[metric] = value
      try recorder.record(step)
      step.step += 1
      step.metrics = StepMetrics()
      try recorder.record(step)
    }
    try recorder.finish(.stepLimit)
    let series = try store.series(of: Run.ID(1))
    #expect(series.map(\.name) == [metric.rawValue])
    #expect(series[0].steps == Self.oddValues.indices.map { 2 * $0 })
    #expect(series[0].values.map(realBits) == Self.oddValues.map(realBits))
    let record = try #require(try store.stepRecord(of: Run.ID(1), at: 0))
    #expect(record.metrics[metric]?.isNaN == true)
    #expect(try store.stepRecord(of: Run.ID(1), at: 1)?.metrics == StepMetrics())
  }

  @Test("Proximal gaps keep each odd value under the name that reports use")
  func proximalGaps() throws {
    let penalties = [0, 1e-7, 0.1 + 0.2, 1, 1e16, 123_456_789.012_345_67, .infinity]
    let recorder = try store.begin(.sample(penalties: penalties))
    for (index, value) in Self.oddValues.enumerated() {
      var step = StepRecord.sample(index)
      step.proximalGaps = penalties.map { _ in value }
      try recorder.record(step)
    }
    try recorder.finish(.stepLimit)
    let series = try store.series(of: Run.ID(1)).filter { $0.name.hasPrefix("proximalGap") }
    #expect(series.map(\.name) == penalties.map { MetricSeries.proximalGapName(penalty: $0) })
    for found in series {
      #expect(found.values.map(realBits) == Self.oddValues.map(realBits), "\(found.name)")
      let rows = try store.query(
        "metric/series", bindings: ["run": 1, "metric": .text(found.name)])
      #expect(rows.rows.count == Self.oddValues.count, "\(found.name)")
    }
    #expect(try store.run(Run.ID(1)).description.proximalPenalties == penalties)
  }

  @Test("A step without its gaps, as a game without closed forms has, is recorded without them")
  func missingGaps() throws {
    let recorder = try store.begin(.sample(penalties: [1, 2]))
    try recorder.record(.sample(0))
    try recorder.record(.sample(1, penalties: 2))
    try recorder.finish(.stepLimit)
    let gaps = try store.series(of: Run.ID(1), metrics: ["proximalGap(1.0)", "proximalGap(2.0)"])
    #expect(gaps.map(\.steps) == [[1], [1]])
  }

  @Test("The description of a run comes back as it was given", arguments: 0...1)
  func description(_ index: Int) throws {
    try SampleRuns.record(only: index, into: store)
    let run = try store.run(Run.ID(1))
    let given = [SampleRuns.spiral, SampleRuns.landing][index]
    #expect(run.description == given)
    #expect(run.status == .ended([.stepLimit, .diverged][index]))
    #expect(run.lastStep == [2, 1][index])
    #expect(run.stepCount == [3, 2][index])
  }

  @Test("Hostile text is text: quotes, newlines, emoji, SQL")
  func hostileText() throws {
    let text = "'; DROP TABLE run; --\n\"λ\" 🪢 \u{7}\\u0000"
    var run = RunDescription.sample(name: text)
    (run.game, run.method, run.experiment, run.gapDomain) = (text, text, text, text)
    run.gameParameters = [RunParameter(name: text, value: text)]
    run.knownEquilibria = [
      RecordedEquilibrium(kind: text, proximalOrder: nil, note: text, profile: [])
    ]
    run.environment.commandLine = [text, ""]
    run.environment.gitCommit = text
    try store.begin(run).finish(.stepLimit)
    #expect(try store.run(Run.ID(1)).description == run)
    #expect(try store.run(matching: text).id == Run.ID(1))
  }

  @Test("A description that contradicts itself is refused, and nothing is recorded of it")
  func refusesContradictions() throws {
    func refuses(_ change: (inout RunDescription) -> Void) throws {
      var run = RunDescription.sample()
      change(&run)
      #expect { try store.begin(run) } throws: { ($0 as? StoreError)?.code == .invalidRun }
    }
    try refuses { $0.minimizerCount = -1 }
    try refuses { $0.name = "cut\u{0}off" }
    try refuses { $0.methodParameters = [.init(name: "a", value: "1\u{0}2")] }
    try refuses { $0.proximalPenalties = [1, .nan] }
    try refuses { $0.proximalPenalties = [0, -0.0] }
    try refuses {
      $0.methodParameters = [.init(name: "a", value: "1"), .init(name: "a", value: "2")]
    }
    try refuses {
      $0.knownEquilibria = [.init(kind: "nash", proximalOrder: nil, note: "", profile: [.nan])]
    }
    try store.begin(.sample(name: "taken")).finish(.stepLimit)
    let taken = try store.run(matching: "taken").description
    try refuses { $0.uuid = taken.uuid }
    #expect(try store.runs().count == 1)
  }
}
