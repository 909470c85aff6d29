import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("What a crash or an open reader leaves behind")
struct LeftBehindTests {
  private let folder: TemporaryStore

  init() throws { folder = try TemporaryStore() }

  @Test("A store whose making was cut off before the first commit was durable is made anew")
  func rollsBackHalfMade() throws {
    // As `StoreConnection.create` leaves it when killed between writing its one page and removing the
    // rollback journal: the page is there, and the journal says that the file was empty.
    let page = try folder.stranger(name: "page.db")
    try page.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA page_size = 8192")
      try database.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
    }
    try page.close()
    try FileManager.default.moveItem(atPath: folder.path(of: "page.db"), toPath: folder.path)
    var journal: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    // Pages that follow, a nonce, the file's pages before, bytes of a sector and of a page.
    for field in [0, 42, 0, 512, 8192] as [UInt32] {
      journal += withUnsafeBytes(of: field.bigEndian) { Array($0) }
    }
    journal += [UInt8](repeating: 0, count: 512 - journal.count)
    try Data(journal).write(to: URL(filePath: folder.path + "-journal"))
    #expect(try folder.names == ["saddlebag.db", "saddlebag.db-journal"])
    try SampleRuns.record(into: folder.open())
    #expect(try folder.open(for: .reading).runs().count == 2)
    #expect(try !folder.names.contains("saddlebag.db-journal"))
  }

  @Test("A reader that comes after a crash sees what the log holds")
  func readerSeesLog() throws {
    // A copy of the file and its log, taken while the writer is open, is what a crash leaves.
    let crashed = try TemporaryStore()
    do {
      let store = try folder.open()
      let recorder = try store.begin(.sample())
      for step in 0...20 { try recorder.record(.sample(step)) }
      try recorder.flush()
      for name in ["saddlebag.db", "saddlebag.db-wal"] {
        try FileManager.default.copyItem(
          atPath: folder.path(of: name), toPath: crashed.path(of: name))
      }
    }
    do {
      let store = try crashed.open(for: .reading)
      #expect(try store.runs().first?.lastStep == 20)
    }
  }

  @Test("A file that was half-way through taking over its log when it was left is a store")
  func halfCheckpointed() throws {
    let crashed = try TemporaryStore()
    let store = try folder.open()
    let recorder = try store.begin(.sample())
    for step in 0...500 { try recorder.record(.sample(step)) }
    try recorder.flush()
    for name in ["saddlebag.db", "saddlebag.db-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.path(of: name), toPath: crashed.path(of: name))
    }
    // The first page is taken over first: it says that the file has pages which are yet to come.
    var content = try Data(contentsOf: URL(filePath: crashed.path))
    content.replaceSubrange(28..<32, with: [0, 1, 0, 0])
    try content.write(to: URL(filePath: crashed.path))
    #expect(try crashed.open(for: .reading).runs().first?.lastStep == 500)
    #expect(try crashed.open().history(of: Run.ID(1)).trajectory.steps.count == 501)
    let check = try crashed.stranger().read {
      try String.fetchOne($0, sql: "PRAGMA integrity_check")
    }
    #expect(check == "ok")
  }

  @Test("The file alone holds an ended run even while a reader keeps the log open")
  func fileAloneIsComplete() throws {
    let reader = try folder.open()
    try SampleRuns.record(into: reader)
    _ = try reader.runs()
    let recorder = try reader.begin(.sample())
    for step in 0...2_000 { try recorder.record(.sample(step)) }
    try recorder.finish(.stepLimit)
    #expect(try folder.names.contains("saddlebag.db-wal"))
    let copy = try TemporaryStore()
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path)
    #expect(try copy.open(for: .reading).runs().last?.lastStep == 2_000)
    withExtendedLifetime(reader) {}
  }
}
