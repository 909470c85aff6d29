import Foundation
import SaddleStore
import Testing

@Suite(
  "A store that may not be written",
  .enabled(if: geteuid() != 0, "root may write everywhere: run the tests as another user"))
struct ReadOnlyStoreTests {
  @Test("A read-only file can be read but not recorded to")
  func readOnlyFile() throws {
    let folder = try TemporaryStore()
    try SampleRuns.record(into: folder.open())
    #expect(chmod(folder.path, 0o400) == 0)
    #expect(try folder.open(for: .reading).runs().count == 2)
    #expect { try folder.open() } throws: { ($0 as? StoreError)?.code == .readOnly }
  }

  @Test("In a read-only folder a store can be read, by query as well, but not recorded to")
  func readOnlyFolder() throws {
    let folder = try TemporaryStore()
    try SampleRuns.record(into: folder.open())
    #expect(chmod(folder.folder.path, 0o500) == 0)
    defer { chmod(folder.folder.path, 0o700) }
    let store = try folder.open(for: .reading)
    #expect(try store.runs().count == 2)
    #expect(try store.query("run/list").rows.count == 2)
    #expect { try folder.open() } throws: { ($0 as? StoreError)?.code == .readOnly }
    #expect(try folder.names == ["saddlebag.db"])
  }

  @Test("A file that may not be read, and a folder that takes no new file, are named as such")
  func noPermission() throws {
    let folder = try TemporaryStore()
    _ = try folder.open()
    #expect(chmod(folder.path, 0) == 0)
    #expect { try folder.open(for: .reading) } throws: { ($0 as? StoreError)?.code == .readOnly }
    #expect(chmod(folder.folder.path, 0o500) == 0)
    defer { chmod(folder.folder.path, 0o700) }
    #expect { try Store.open(at: folder.path(of: "new.db"), for: .recording) } throws: {
      ($0 as? StoreError)?.hint?.contains("write") == true
    }
  }
}
