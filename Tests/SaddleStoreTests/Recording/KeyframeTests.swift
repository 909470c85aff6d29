import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Keyframes")
struct KeyframeTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  private func run(_ policy: ParameterPolicy, _ format: ParameterFormat = .float64)
    -> RunDescription
  {
    var run = RunDescription.sample()
    run.parameterPolicy = policy
    run.parameterFormat = format
    return run
  }

  /// A step with a digest, and with parameters where the policy wants them.
  private func step(_ number: Int, _ policy: ParameterPolicy) -> StepRecord {
    var record = StepRecord.sample(number, count: 1)
    record.digest = UInt64(number) | 1 << 63
    guard !policy.includesParameters(at: number) else { return record }
    (record.minimizer, record.maximizer, record.methodMemory) = (nil, nil, nil)
    return record
  }

  private func record(_ count: Int, _ policy: ParameterPolicy) throws -> Run.ID {
    let recorder = try store.begin(run(policy))
    for number in 0..<count { try recorder.record(step(number, policy)) }
    try recorder.finish(.interrupted)
    return recorder.runID
  }

  @Test("Only every K-th step's state is stored, and every step's digest")
  func keepsKeyframes() throws {
    let policy = ParameterPolicy.keyframes(every: 10)
    let id = try record(35, policy)
    #expect(try store.run(id).description.parameterPolicy == policy)
    let steps = try store.query("SELECT step FROM keyframe JOIN iterate USING (runID, step)")
    #expect(steps.rows == [[0], [10], [20], [30]])
    #expect(try store.query("SELECT count(digest) FROM step").rows == [[35]])
    #expect(try store.query("SELECT count(*) FROM checkpoint").rows == [[0]])
    #expect(try store.history(of: id).trajectory.steps == [0, 10, 20, 30])
    #expect(try store.history(of: id, maximumTrajectoryPoints: 2).trajectory.steps == [0, 30])
    #expect(try store.history(of: id, maximumTrajectoryPoints: 1).trajectory.steps == [30])
    let between = try #require(try store.stepRecord(of: id, at: 13))
    #expect(between.minimizer == nil)
    #expect(between.digest == UInt64(13) | 1 << 63)
    #expect(between.metrics.payoff == 3.25)
  }

  @Test("A run with keyframes is resumed from the last one, with the digests since")
  func resumes() throws {
    let policy = ParameterPolicy.keyframes(every: 10)
    let id = try record(35, policy)
    let (recorder, checkpoint) = try store.resume(id)
    #expect(checkpoint.step == 30)
    #expect(checkpoint.recordedStep == 34)
    #expect(checkpoint.minimizer == [30])
    #expect(checkpoint.methodMemory == [30.5])
    #expect(checkpoint.digests == (30...34).map { UInt64($0) | 1 << 63 })
    #expect(checkpoint.wallSeconds == 4.25)
    #expect(recorder.acknowledgedStep == 34)
    try recorder.record(step(35, policy))
    try recorder.finish(.stepLimit)
    #expect(try store.run(id).lastStep == 35)
  }

  @Test("A run that keeps nothing still has its newest keyframe to be resumed from")
  func keepsTheNewestOnly() throws {
    let id = try record(2_500, .off)
    #expect(try store.query("SELECT step FROM iterate").rows == [[2_000]])
    #expect(try store.query("SELECT step FROM keyframe").rows == [[2_000]])
    #expect(try store.checkpoint(of: id).step == 2_000)
  }

  @Test("A raw run keeps the method's memory now and then, and of its last step")
  func rawKeepsMemory() throws {
    let id = try record(1_200, .raw)
    #expect(try store.query("SELECT step FROM keyframe").rows == [[0], [1_000]])
    let checkpoint = try store.checkpoint(of: id)
    #expect(checkpoint.step == 1_199)
    #expect(checkpoint.methodMemory == [1_199.5])
    #expect(checkpoint.digests == [UInt64(1_199) | 1 << 63])
  }

  @Test("32-bit parameters take half the room and read back to the bit, in plain SQL too")
  func shortFloats() throws {
    var random = SplitMix(state: 5)
    let shorts = (0..<500).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: random.next())) }
    let special: [Float] = [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .pi, .nan]
    let values = (shorts.filter { !$0.isNaN } + special).map(Double.init)
    var description = run(.raw, .float32)
    description.minimizerCount = values.count
    let recorder = try store.begin(description)
    var record = StepRecord.sample(0)
    record.minimizer = values
    try recorder.record(record)
    try recorder.finish(.stepLimit)
    #expect(
      try store.query("SELECT length(minimizer) FROM iterate").rows
        == [[.integer(Int64(4 * values.count))]])
    let found = try #require(try store.stepRecord(of: recorder.runID, at: 0)?.minimizer)
    #expect(found.dropLast().map(\.bitPattern) == values.dropLast().map(\.bitPattern))
    #expect(found.last?.isNaN == true)
    let rows = try store.query(
      "SELECT value, isNaN FROM coordinate WHERE player = 'minimizer' ORDER BY coordinateIndex"
    ).rows
    for (row, value) in zip(rows, values) {
      #expect(row == (value.isNaN ? [nil, 1] : [.real(value), 0]))
    }
    let first = try store.history(of: recorder.runID, maximumCoordinates: 2).trajectory
    #expect(first.minimizers == [Array(values.prefix(2))])
  }

  @Test("Parameters that 32 bits cannot hold are refused, and nothing of the step is stored")
  func refusesInexact() throws {
    let recorder = try store.begin(run(.raw, .float32))
    var record = StepRecord.sample(0, count: 1)
    record.minimizer = [0.1]
    try recorder.record(record)
    #expect(errorCode { try recorder.flush() } == .inexactParameters)
    #expect(try store.query("SELECT count(*) FROM step").rows == [[0]])
  }
}
