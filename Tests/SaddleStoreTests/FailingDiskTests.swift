import CFaultVFS
import Foundation
import GRDB
import SaddleRecording
import Synchronization
import Testing

@testable import SaddleStore

@Suite("A disk that fails")
struct FailingDiskTests {
  /// How many power cuts there are in all; the long version has more.
  private static let cutCount =
    ProcessInfo.processInfo.environment["SADDLEBAG_CUTS"].flatMap(Int.init) ?? 200

  private static let isLong = ProcessInfo.processInfo.environment["SADDLEBAG_CUTS"] != nil

  private let disk: FailingDisk
  private let options: Store.Options

  init() throws {
    disk = try FailingDisk()
    var options = Store.Options.impatient(milliseconds: 2)
    options.fileSystem = disk.name
    options.checkpointPages = 12
    self.options = options
  }

  private func description(_ policy: ParameterPolicy, _ durability: Durability) -> RunDescription {
    var run = RunDescription.sample()
    run.parameterPolicy = policy
    run.durability = durability
    return run
  }

  private func step(_ number: Int, _ policy: ParameterPolicy) -> StepRecord {
    var record = StepRecord.sample(number)
    record.digest = UInt64(number)
    if !policy.includesParameters(at: number) {
      (record.minimizer, record.maximizer, record.methodMemory) = (nil, nil, nil)
    }
    return record
  }

  /// Opens what is left with the system's own file system, and checks that it is sound.
  private func check(
    _ path: String, acknowledged: Int?, _ durability: Durability, _ what: String
  ) throws {
    let store = try Store.open(at: path, for: .recording, options: .impatient())
    let damage = try store.examine(repairs: false).filter { $0.severity == .damaged }
    #expect(damage.isEmpty, "\(what): \(damage)")
    let runs = try store.runs()
    if durability == .full {
      #expect((runs.first?.lastStep ?? -1) >= (acknowledged ?? -1), "\(what)")
    }
    let database = try StoreConnection.writer(at: path, options: .impatient())
    guard let run = runs.first, let last = run.lastStep else { return }
    // The process that recorded it is this one: it must read as gone before it can be resumed.
    try database.write {
      try $0.execute(sql: "UPDATE run SET processID = 0, heartbeatAt = 0 WHERE outcome IS NULL")
    }
    try database.close()
    let (recorder, checkpoint) = try store.resume(run.id)
    #expect(checkpoint.recordedStep == last)
    try recorder.record(step(last + 1, .raw))
    try recorder.finish(.stepLimit)
    #expect(try store.run(run.id).lastStep == last + 1)
  }

  @Test(
    "A power cut at any moment leaves a sound store; full durability loses nothing acknowledged",
    arguments: Durability.allCases)
  func powerCuts(_ durability: Durability) throws {
    var seed: UInt64 = durability == .full ? 1 : 2
    var remaining = Self.cutCount / 2
    while remaining > 0 {
      seed += 1
      let policy = [ParameterPolicy.keyframes(every: 5), .raw, .compressed][Int(seed % 3)]
      var options = options
      options.largeStepBytes = seed % 2 == 0 ? 0 : .max
      disk.reset()
      let folder = try TemporaryStore()
      let cuts = PowerCuts(of: disk, in: folder, seed: seed &* 1_000_003)
      disk.cut(every: Int64(2 + seed % 5), cuts)
      let store = try folder.open(options: options)
      let recorder = try store.begin(description(policy, durability))
      cuts.recorder.withLock { $0 = recorder }
      for number in 0..<60 {
        try recorder.record(step(number, policy))
        if number % 4 == 0 { try recorder.flush() }
      }
      try recorder.finish(.stepLimit)
      disk.cut(every: 0, nil)
      cuts.recorder.withLock { $0 = nil }
      let taken = cuts.taken.withLock { $0 }
      #expect(!taken.isEmpty)
      for (index, cut) in taken.enumerated() {
        try check(
          cut.path, acknowledged: cut.acknowledged, durability, "cut \(index) of seed \(seed)")
      }
      remaining -= taken.count
    }
    disk.reset()
  }

  @Test(
    "An error at the n-th call of any kind stops the run with a sentence, and the store is sound",
    arguments: [
      FAULT_NO_SPACE, FAULT_WRITE_ERROR, FAULT_SYNC_ERROR, FAULT_READ_ERROR, FAULT_SHORT_READ,
      FAULT_BUSY,
    ])
  func faults(_ kind: FaultKind) throws {
    let template = try TemporaryStore()
    try template.open().recordSample(steps: 1)
    var number: Int64 = 0
    // Two numbers in a row come to every place.
    var silentCount = 0
    while silentCount < 2 {
      // Every call, once and for good, in every place in the long version; else the first calls, and fewer and
      // fewer of the others, in places in turn.
      number += Self.isLong ? 1 : max(1, number / 6)
      var hasHappened = false
      for (turn, stays) in [false, true].enumerated() {
        let inTurn = Place.allCases[(Int(number) + turn) % Place.allCases.count]
        for place in Self.isLong ? Place.allCases : [inTurn] {
          let folder = try TemporaryStore()
          try FileManager.default.copyItem(atPath: template.path, toPath: folder.path)
          disk.reset()
          disk.fail(kind, at: number, stays: stays)
          let (acknowledged, error) = attempt(in: folder, place)
          hasHappened = hasHappened || disk.hasFailed
          disk.reset()
          let what = "kind \(kind.rawValue), call \(number), stays: \(stays), \(place)"
          if let error {
            let expected: [StoreError.Code] = [
              .diskFull, .io, .locked, .corrupt, .readOnly, .notAStore,
            ]
            #expect(
              expected.contains((error as? StoreError)?.code ?? .unknownRun), "\(what): \(error)")
          }
          try check(folder.path, second: acknowledged, what)
        }
      }
      silentCount = hasHappened ? 0 : silentCount + 1
      try #require(number < 2_000, "the fault never stops coming")
    }
  }

  @Test("On a full disk deleting and pruning take the room in reserve, and the next run renews it")
  func reserve() throws {
    let changes: [(Store, Run.ID) throws -> Void] = [
      { _ = try $0.delete([$1]) }, { _ = try $0.prune([$1], to: .none, isDryRun: false) },
    ]
    for change in changes {
      disk.reset()
      let folder = try TemporaryStore()
      let store = try folder.open(options: options)
      let id = try store.recordSample(steps: 50)
      let reserve = StoreReserve(of: store.path)
      #expect(StoreFile.byteCount(of: reserve.path) == StoreReserve.byteCount)
      // Full for good: nothing changes.
      disk.fail(FAULT_NO_SPACE, at: 1, stays: true)
      #expect(errorCode { try change(store, id) } == .diskFull)
      disk.fail(FAULT_NONE, at: 0, stays: false)
      #expect(try store.history(of: id).trajectory.steps.count == 50)
      #expect(!reserve.exists)
      try store.recordSample(steps: 1)
      #expect(reserve.exists)
      // Full until the reserve is given up.
      disk.fail(FAULT_NO_SPACE, at: 1, stays: false)
      try change(store, id)
      #expect(disk.hasFailed)
      disk.fail(FAULT_NONE, at: 0, stays: false)
      #expect(!reserve.exists)
      #expect((try? store.history(of: id).trajectory.steps.count) ?? 0 <= 2)
    }
  }

  /// Where parameters are kept, and how.
  private enum Place: CaseIterable {
    case store, storeAsDeltas, fileAsDeltas
  }

  /// Records a second run on a failing disk; says how far it got, and what stopped it.
  private func attempt(
    in folder: TemporaryStore, _ place: Place
  ) -> (acknowledged: Int?, error: (any Error)?) {
    var options = options
    options.largeStepBytes = place == .fileAsDeltas ? 0 : .max
    var run = RunDescription.sample(name: "second")
    run.parameterPolicy = place == .store ? .raw : .compressed
    var recorder: (any RunRecorder)?
    do {
      let begun = try folder.open(options: options).begin(run)
      recorder = begun
      for number in 0..<6 {
        try begun.record(.sample(number))
        if number % 2 == 0 { try begun.flush() }
      }
      try begun.finish(.stepLimit)
      return (begun.acknowledgedStep, nil)
    } catch {
      return (recorder?.acknowledgedStep, error)
    }
  }

  private func check(_ path: String, second acknowledged: Int?, _ what: String) throws {
    let store = try Store.open(at: path, for: .recording, options: .impatient())
    let damage = try store.examine(repairs: false).filter { $0.severity == .damaged }
    #expect(damage.isEmpty, "\(what): \(damage)")
    let runs = try store.runs()
    #expect(runs.first?.lastStep == 0, "\(what)")
    let second = runs.first { $0.description.name == "second" }
    #expect((second?.lastStep ?? -1) >= (acknowledged ?? -1), "\(what)")
  }
}
