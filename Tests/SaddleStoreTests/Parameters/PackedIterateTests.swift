import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Packed parameters")
struct PackedIterateTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open(options: .withFiles)
  }

  private func describe(_ policy: ParameterPolicy, _ format: ParameterFormat) -> RunDescription {
    var run = RunDescription.sample(minimizerCount: 5, maximizerCount: 3)
    run.parameterPolicy = policy
    run.parameterFormat = format
    return run
  }

  /// A step that is handed slices of a vector.
  private func record(_ step: Int, _ vector: [Double], into recorder: any RunRecorder) throws {
    var record = StepRecord.sample(step)
    record.minimizerSlice = vector[..<5]
    record.maximizerSlice = vector[5...]
    try recorder.record(record)
  }

  @Test(
    "A trainer hands over slices of its own vector and goes on to change it: every step has its values",
    arguments: [ParameterPolicy.raw, .compressed, .keyframes(every: 1)],
    [ParameterFormat.float32, .float64])
  func slices(_ policy: ParameterPolicy, _ format: ParameterFormat) throws {
    let recorder = try store.begin(describe(policy, format))
    var vector: [Double] = [0, -0.0, 1, .infinity, -2.5, 0.25, 3, 1e10]
    var kept: [[Double]] = []
    for step in 0..<200 {
      try record(step, vector, into: recorder)
      kept.append(vector)
      for index in vector.indices {
        vector[index] = Double(Float(vector[index] * 0.99 + Double(index)))
      }
    }
    try recorder.finish(.stepLimit)
    for step in kept.indices {
      let found = try #require(try store.storedParameters(of: recorder.runID, at: step))
      #expect(
        (found.minimizer + found.maximizer).map(\.bitPattern) == kept[step].map(\.bitPattern))
    }
  }

  @Test("A value that 32 bits cannot hold is refused at once, and the steps before it are safe")
  func inexact() throws {
    let recorder = try store.begin(describe(.compressed, .float32))
    let payload = Double(bitPattern: 0x7FF8_0000_0000_1234)
    try record(0, [1, 2, 3, payload, 5, 6, 7, 8], into: recorder)
    #expect(
      errorCode { try record(1, [1, 2, 3, 4, 0.1, 6, 7, 8], into: recorder) }
        == .inexactParameters)
    try recorder.flush()
    #expect(recorder.acknowledgedStep == 0)
    try recorder.finish(.interrupted)
    let found = try #require(try store.storedParameters(of: recorder.runID, at: 0))
    #expect(found.minimizer[3].isNaN && found.maximizer == [6, 7, 8])
  }

  @Test("The memory of a step that is stored serves a later one")
  func memory() throws {
    let packer = IteratePacker(RunShape(of: describe(.compressed, .float32), place: .file))
    func address(_ value: Double) throws -> UnsafeRawPointer? {
      var step = StepRecord.sample(0)
      step.minimizer = [Double](repeating: value, count: 5)
      step.maximizer = [1, 2, 3]
      let packed = try #require(try packer.pack(step).packed)
      #expect(packed.minimizer.loadUnaligned(as: Float.self) == Float(value))
      #expect(packed.maximizer.loadUnaligned(fromByteOffset: 8, as: Float.self) == 3)
      return packed.minimizer.baseAddress
    }
    #expect(try address(1) == address(2))
  }
}
