import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Files of parameters")
struct ParameterFileTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open(options: .withFiles)
  }

  private func names(_ store: String = "saddlebag.db") -> [String] {
    let path = folder.path(of: store + ".parameters")
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".db") }.sorted()
  }

  private func record(_ policy: ParameterPolicy = .compressed, steps: Int = 40) throws -> Run.ID {
    try ParameterRuns.record(ParameterRuns.description(policy), steps: steps, into: store)
  }

  @Test(
    "Every step's parameters stand in the run's own file, and none in the store",
    arguments: [ParameterPolicy.raw, .compressed])
  func place(_ policy: ParameterPolicy) throws {
    let id = try record(policy)
    let uuid = try store.run(id).description.uuid.uuidString.lowercased()
    #expect(names() == ["\(uuid).db"])
    for table in ["iterate", "iterateDelta"] {
      #expect(try store.query("SELECT count(*) FROM \(table)").rows == [[0]])
    }
    #expect(
      try store.storedParameters(of: id, at: 39)?.maximizer == ParameterRuns.step(39).maximizer)
    let small = try store.begin(ParameterRuns.description(.keyframes(every: 10)))
    try small.record(ParameterRuns.step(0))
    try small.finish(.stepLimit)
    #expect(names().count == 1)
  }

  @Test(
    "Where the file is missing its metrics are read, and its parameters have their own sentence")
  func missing() throws {
    let id = try record()
    try FileManager.default.removeItem(atPath: store.path + ".parameters")
    let store = try folder.open(for: .reading)
    let error = storeError { _ = try store.storedParameters(of: id, at: 3) }
    #expect(error?.code == .missingParameterFile)
    #expect(error?.message.contains("which is not there") == true)
    #expect(try store.series(of: id).first?.steps.count == 40)
    #expect(try store.history(of: id).trajectory.steps.isEmpty)
    #expect(errorCode { _ = try store.checkpoint(of: id) } == .missingParameterFile)
    #expect(
      try store.examine(repairs: false).contains {
        $0.severity == .damaged && $0.sentence.contains("not there")
      })
    #expect(errorCode { _ = try folder.open().resume(id) } == .missingParameterFile)
    #expect(try store.run(id).status == .ended(.interrupted))
  }

  @Test(
    "A plain client attaches the file, and sees its whole rows as numbers",
    arguments: [ParameterFormat.float32, .float64])
  func attached(_ format: ParameterFormat) throws {
    let id = try ParameterRuns.record(
      ParameterRuns.description(.raw, format), steps: 3, into: store)
    let run = try store.run(id)
    let plain = try DatabaseQueue(path: store.path)
    let file = IterateFiles(of: store.path, options: .withFiles).path(of: run.description.uuid)
    try plain.writeWithoutTransaction { database in
      try database.execute(sql: "ATTACH ? AS file", arguments: [file])
      for (player, values) in [
        ("minimizer", ParameterRuns.step(2).minimizer),
        ("maximizer", ParameterRuns.step(2).maximizer),
      ] {
        let found = try Double.fetchAll(
          database,
          sql: """
            SELECT value FROM file.coordinate
            WHERE runID = 0 AND step = 2 AND player = ? ORDER BY coordinateIndex
            """, arguments: [player])
        #expect(found == values)
      }
      #expect(
        try String.fetchOne(
          database, sql: "SELECT name FROM main.run JOIN file.run AS own USING (uuid)") == "drift")
    }
  }

  @Test("The storage of runs counts their files, and says nothing of one that is missing")
  func storage() throws {
    let id = try record(.raw)
    func bytes() throws -> QueryValue? {
      try store.query("run/storage").rows.first { $0[0] == .integer(id.rawValue) }?[4]
    }
    let size = try store.size().parameterBytes
    #expect(size > 40 * 2_120 * 8)
    #expect(try bytes() == .integer(Int64(size)))
    try FileManager.default.removeItem(atPath: store.path + ".parameters")
    #expect(try bytes() == .null)
  }

  @Test("A run that is being recorded is read as far as it is acknowledged")
  func readsLive() throws {
    let recorder = try store.begin(ParameterRuns.description(.compressed))
    let reader = try folder.open(for: .reading)
    #expect(try reader.storedParameters(of: recorder.runID, at: 0) == nil)
    for number in 0..<20 {
      try recorder.record(ParameterRuns.step(number))
      try recorder.flush()
      let found = try reader.storedParameters(of: recorder.runID, at: number)
      #expect(found?.minimizer == ParameterRuns.step(number).minimizer)
    }
    try recorder.finish(.stepLimit)
  }

  @Test("Steps that a crash left in the file alone are not seen, and go when the run is resumed")
  func stepsBeyond() throws {
    let id = try record(steps: 40)
    let stranger = try folder.stranger()
    try stranger.write {
      try $0.execute(sql: "DELETE FROM step WHERE step > 35; UPDATE checkpoint SET step = 35")
    }
    try stranger.close()
    #expect(try store.storedParameters(of: id, at: 36) == nil)
    let history = try store.history(of: id)
    #expect(history.trajectory.steps.last == 35)
    let (recorder, checkpoint) = try store.resume(id)
    #expect(checkpoint.recordedStep == 35)
    try recorder.record(ParameterRuns.step(36))
    try recorder.finish(.stepLimit)
    #expect(try store.parameterStorage(of: id).wholeCount == 2)
    #expect(
      try store.storedParameters(of: id, at: 36)?.minimizer == ParameterRuns.step(36).minimizer)
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("Backups and merged stores have the files, and each is a whole store of its own")
  func copies() throws {
    let id = try record()
    try store.backup(to: folder.path(of: "copy.db"))
    #expect(names("copy.db") == names())
    let copy = try Store.open(at: folder.path(of: "copy.db"), for: .reading)
    #expect(
      try copy.storedParameters(of: id, at: 17)?.minimizer == ParameterRuns.step(17).minimizer)
    let other = try Store.open(at: folder.path(of: "other.db"), for: .recording)
    try other.recordSample(steps: 3)
    #expect(try other.merge(copy).addedRuns == 1)
    #expect(
      try other.storedParameters(of: Run.ID(2), at: 39)?.minimizer
        == ParameterRuns.step(39).minimizer)
    // The first store's run goes further, and is taken over again.
    let (recorder, _) = try store.resume(id)
    for number in 40..<50 { try recorder.record(ParameterRuns.step(number)) }
    try recorder.finish(.stepLimit)
    #expect(try other.merge(store).extendedRuns == 1)
    let again = try Store.open(at: folder.path(of: "other.db"), for: .reading)
    #expect(
      try again.storedParameters(of: Run.ID(2), at: 49)?.minimizer
        == ParameterRuns.step(49).minimizer)
    for one in [copy, again] {
      #expect(try one.examine(repairs: false).allSatisfy { $0.severity == .fine })
    }
  }

  @Test("Deleting a run takes its file along; the doctor removes files of no run")
  func removal() throws {
    let id = try record()
    _ = try record(.raw)
    _ = try store.delete([id])
    #expect(names().count == 1)
    let orphan = store.path + ".parameters/\(UUID().uuidString.lowercased()).db"
    try FileManager.default.copyItem(
      atPath: store.path + ".parameters/" + names()[0], toPath: orphan)
    #expect(try store.examine(repairs: false).contains { $0.severity == .repairable })
    #expect(try store.examine(repairs: true).contains { $0.severity == .repaired })
    #expect(names().count == 1 && !FileManager.default.fileExists(atPath: orphan))
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("Compacting gives back what pruning took out of the files")
  func compact() throws {
    let id = try record(.raw, steps: 200)
    let before = try store.size().parameterBytes
    _ = try store.prune([id], to: .everyStep(100), isDryRun: false)
    #expect(try store.compact() > before / 2)
    #expect(try store.size().parameterBytes < before / 10)
    #expect(
      try store.storedParameters(of: id, at: 100)?.minimizer == ParameterRuns.step(100).minimizer)
  }
}
