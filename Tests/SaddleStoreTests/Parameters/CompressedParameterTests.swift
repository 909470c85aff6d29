import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Compressed parameters")
struct CompressedParameterTests {
  private let folder: TemporaryStore

  init() throws { folder = try TemporaryStore() }

  private func store(_ place: ParameterPlace) throws -> Store {
    var options = Store.Options()
    options.largeStepBytes = place == .file ? 0 : .max
    return try folder.open(options: options)
  }

  private func expectStep(_ number: Int, of id: Run.ID, in store: Store) throws {
    let found = try store.storedParameters(of: id, at: number)
    let expected = ParameterRuns.step(number)
    #expect(found?.minimizer == expected.minimizer, "step \(number)")
    #expect(found?.maximizer == expected.maximizer, "step \(number)")
  }

  @Test(
    "Every step reads back to the bit, in any order and through every function",
    arguments: ParameterPlace.allCases, ParameterFormat.allCases)
  func roundTrip(place: ParameterPlace, format: ParameterFormat) throws {
    let store = try store(place)
    let id = try ParameterRuns.record(
      ParameterRuns.description(.compressed, format), steps: 70, into: store)
    #expect(try store.run(id).parameterPlace == place)
    for number in [0, 1, 69, 33, 32, 34, 31, 64, 5] { try expectStep(number, of: id, in: store) }
    var seen: [Int] = []
    try store.forEachIterate(of: id, steps: 20...40) { step, x, y in
      seen.append(step)
      #expect(x == ParameterRuns.step(step).minimizer && y == ParameterRuns.step(step).maximizer)
    }
    #expect(seen == Array(20...40))
    let history = try store.history(of: id, maximumTrajectoryPoints: 8, maximumCoordinates: 1)
    #expect(history.trajectory.steps == [0, 10, 20, 30, 40, 50, 60, 69])
    #expect(
      history.trajectory.maximizers
        == history.trajectory.steps.map { step in
          Array((ParameterRuns.step(step).maximizer ?? []).prefix(1))
        })
    #expect(try store.stepRecord(of: id, at: 40)?.minimizer == ParameterRuns.step(40).minimizer)
    let storage = try store.parameterStorage(of: id)
    #expect(storage.wholeCount == 2 && storage.deltaCount == 68)
    #expect(storage.byteCount * 3 < storage.plainByteCount * 2)
    #expect((storage.file != nil) == (place == .file))
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("Steps whose deltas would be larger stay whole")
  func incompressible() throws {
    let store = try store(.store)
    var run = ParameterRuns.description(.compressed)
    (run.minimizerCount, run.maximizerCount) = (2, 1)
    let recorder = try store.begin(run)
    for number in 0..<5 {
      var step = ParameterRuns.step(number)
      (step.minimizer, step.maximizer) = ([Double(number), -.pi], [.nan])
      try recorder.record(step)
    }
    try recorder.finish(.stepLimit)
    #expect(try store.parameterStorage(of: recorder.runID).deltaCount == 0)
    #expect(try store.storedParameters(of: recorder.runID, at: 3)?.minimizer == [3, -.pi])
  }

  @Test(
    "A resumed run goes on after its last step, and its old steps stay",
    arguments: ParameterPlace.allCases)
  func resumes(place: ParameterPlace) throws {
    let store = try store(place)
    let id = try ParameterRuns.record(
      ParameterRuns.description(.compressed), steps: 40, into: store)
    let (recorder, checkpoint) = try store.resume(id)
    #expect(checkpoint.step == 39 && checkpoint.recordedStep == 39)
    #expect(checkpoint.minimizer == ParameterRuns.step(39).minimizer)
    #expect(checkpoint.methodMemory == [39, 7])
    for number in 40..<60 { try recorder.record(ParameterRuns.step(number)) }
    try recorder.finish(.stepLimit)
    for number in [0, 39, 40, 41, 59] { try expectStep(number, of: id, in: store) }
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("A large method memory is kept every 32 steps, and a run resumes from there")
  func largeMemory() throws {
    let store = try store(.file)
    let recorder = try store.begin(ParameterRuns.description(.raw))
    for number in 0..<50 {
      var step = ParameterRuns.step(number)
      step.methodMemory = [Double](repeating: Double(number), count: 3_000)
      try recorder.record(step)
    }
    try recorder.finish(.interrupted)
    let checkpoint = try store.checkpoint(of: recorder.runID)
    #expect(checkpoint.step == 32 && checkpoint.recordedStep == 49)
    #expect(checkpoint.methodMemory.first == 32)
    #expect(checkpoint.digests == (32...49).map(UInt64.init))
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("A damaged delta is named, and the next whole step is read again")
  func damage() throws {
    let store = try store(.store)
    let id = try ParameterRuns.record(
      ParameterRuns.description(.compressed), steps: 70, into: store)
    let stranger = try folder.stranger()
    try stranger.write {
      try $0.execute(
        sql: "UPDATE iterateDelta SET minimizer = zeroblob(length(minimizer)) WHERE step = 40")
    }
    #expect(errorCode { _ = try store.storedParameters(of: id, at: 40) } == .corrupt)
    #expect(errorCode { _ = try store.storedParameters(of: id, at: 41) } == .corrupt)
    for number in [39, 64, 69] { try expectStep(number, of: id, in: store) }
    let damaged = try store.examine(repairs: false).filter { $0.severity == .damaged }
    #expect(damaged.count == 1)
    #expect(damaged.first?.sentence.contains("24 damaged states, the first at step 40") == true)
  }

  @Test(
    "Pruning leaves whole steps, and says so without renaming the policy",
    arguments: ParameterPlace.allCases)
  func prune(place: ParameterPlace) throws {
    let store = try store(place)
    let id = try ParameterRuns.record(
      ParameterRuns.description(.compressed), steps: 70, into: store)
    let plan = try store.prune([id], to: .everyStep(30), isDryRun: true)
    #expect(plan.stepCount == 66)
    try expectStep(41, of: id, in: store)
    #expect(try store.prune([id], to: .everyStep(30), isDryRun: false) == plan)
    #expect(try store.storedParameters(of: id, at: 41) == nil)
    for number in [0, 30, 60, 69] { try expectStep(number, of: id, in: store) }
    let run = try store.run(id)
    #expect(run.description.parameterPolicy == .compressed)
    #expect(run.prunedEvery == 30 && !run.keepsEveryStep)
    #expect(try store.history(of: id).trajectory.steps == [0, 30, 60, 69])
    #expect(try store.checkpoint(of: id).step == 69)
    _ = try store.prune([id], to: .none, isDryRun: false)
    #expect(try store.history(of: id).trajectory.steps == [0, 69])
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
    let (recorder, _) = try store.resume(id)
    try recorder.record(ParameterRuns.step(70))
    try recorder.finish(.stepLimit)
    try expectStep(70, of: id, in: store)
  }

  @Test("While the writer is behind, steps stay whole and are none the worse for it")
  func backPressure() throws {
    var options = Store.Options()
    options.queueBytes = 40_000
    let store = try folder.open(options: options)
    let id = try ParameterRuns.record(
      ParameterRuns.description(.compressed), steps: 200, into: store)
    let storage = try store.parameterStorage(of: id)
    #expect(storage.wholeCount > 4, "the queue of two steps was never half full")
    #expect(storage.wholeCount + storage.deltaCount == 200)
    for number in [1, 63, 150, 199] { try expectStep(number, of: id, in: store) }
  }
}
