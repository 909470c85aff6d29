import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("What people call runs")
struct RunNamesTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  private func add(_ name: String, _ uuid: String? = nil) throws {
    var run = RunDescription.sample(name: name)
    if let uuid { run.uuid = try #require(UUID(uuidString: uuid)) }
    try store.begin(run).finish(.stepLimit)
  }

  private func found(_ text: String) -> Int64? {
    (try? store.run(matching: text))?.id.rawValue
  }

  private func refusal(_ text: String) -> StoreError? {
    do {
      _ = try store.run(matching: text)
      return nil
    } catch {
      return error
    }
  }

  @Test("A run is found by number, whole name, latest, and the start of its UUID")
  func finds() throws {
    try add("circle", "ABCDEF00-0000-4000-8000-000000000001")
    try add("spiral", "abcd1234-0000-4000-8000-000000000002")
    try add("3", "00000000-0000-4000-8000-000000000003")
    try add("1", "11110000-0000-4000-8000-000000000004")
    #expect(found("1") == 1)
    #expect(found("3") == 3)
    #expect(found("circle") == 1)
    #expect(found("latest") == 4)
    #expect(found("abcde") == 1)
    #expect(found("ABCD1") == 2)
    #expect(found("abcd1234-0000-4000-8000-000000000002") == 2)
    #expect(found("1111") == 4)
    for text in ["spira", "Spiral", "abc", "5", "-1", "%", "*", "abcd*", "____", "", "abcg"] {
      #expect(refusal(text)?.code == .unknownRun, "\(text)")
    }
  }

  @Test("What fits several runs names them, and never means one silently")
  func ambiguous() throws {
    try add("twin", "abcd0000-0000-4000-8000-000000000001")
    try add("twin", "abcd1111-0000-4000-8000-000000000002")
    for text in ["twin", "abcd"] {
      let error = try #require(self.refusal(text))
      #expect(error.code == .ambiguousRun)
      #expect(error.message.contains("2, 1"))
      #expect(error.hint != nil)
    }
    #expect(found("abcd1") == 2)
    // A name is meant before a UUID that begins so.
    try add("abcd")
    #expect(found("abcd") == 3)
  }

  @Test("A run called latest is meant by that name")
  func calledLatest() throws {
    #expect(refusal("latest")?.code == .unknownRun)
    try add("latest")
    try add("other")
    #expect(found("latest") == 1)
  }

  @Test("Runs come by number with their steps; there are none in a new store")
  func lists() throws {
    #expect(try store.runs().isEmpty)
    try SampleRuns.record(into: store)
    try add("empty")
    let runs = try store.runs()
    #expect(runs.map(\.id.rawValue) == [1, 2, 3])
    #expect(runs.map(\.lastStep) == [2, 1, nil])
    #expect(runs.map(\.stepCount) == [3, 2, 0])
    #expect(runs[0].description == SampleRuns.spiral)
    #expect(runs[1].description == SampleRuns.landing)
    #expect(try store.run(Run.ID(2)) == runs[1])
    #expect { try store.run(Run.ID(9)) } throws: { ($0 as? StoreError)?.code == .unknownRun }
  }

  @Test("A row that Saddlebag cannot have written is said to be corrupt, not guessed at")
  func corruptRows() throws {
    try SampleRuns.record(into: store)
    func refusal(after sql: String) throws -> StoreError.Code? {
      try folder.stranger().write { try $0.execute(sql: sql) }
      do throws(StoreError) {
        _ = try store.runs()
        return nil
      } catch {
        return error.code
      }
    }
    #expect(try refusal(after: "UPDATE run SET uuid = 'x' WHERE id = 1") == .corrupt)
    let uuid = SampleRuns.spiral.uuid.uuidString
    #expect(try refusal(after: "UPDATE run SET uuid = '\(uuid)' WHERE id = 1") == nil)
    #expect(try refusal(after: "UPDATE knownEquilibrium SET profile = 'x'") == .corrupt)
    #expect(try refusal(after: "UPDATE knownEquilibrium SET profile = '[]'") == nil)
    let tooLarge = "UPDATE run SET outcome = NULL, processID = 99999999999"
    #expect(try refusal(after: tooLarge) == .corrupt)
  }
}
