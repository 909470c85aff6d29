import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Attached files")
struct ArtifactTests {
  @Test("SHA-256 gives the digests of FIPS 180-4, whatever the length")
  func hash() {
    #expect(
      SHA256.hexDigest(of: [])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hexDigest(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(
      SHA256.hexDigest(of: Array(long.utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hexDigest(of: [UInt8](repeating: 0x61, count: 1_000))
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }

  @Test("A file reads back as it was, in pieces, with its step, and lists before a step's files")
  func roundTrip() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      let large = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
      try recorder.attach(name: "grid.png", mediaType: "image/png", data: large, step: 0)
      try recorder.record(.sample(0))
      try recorder.attach(name: "notes", mediaType: "text/plain", data: [], step: nil)
      try recorder.flush()
      let found = try store.artifacts(of: recorder.runID)
      #expect(found.map(\.name) == ["notes", "grid.png"])
      #expect(found.map(\.step) == [nil, 0])
      #expect(found.map(\.byteCount) == [0, 700_000])
      #expect(try store.content(of: found[1]) == large)
      #expect(try store.content(of: found[0]) == [])
      #expect(try store.query("SELECT count(*) FROM artifactChunk").rows == [[3]])
      try recorder.finish(.stepLimit)
    }
  }

  @Test("Equal contents are stored once, and the same name at the same step is replaced")
  func deduplicates() throws {
    try withTemporaryStore { store in
      for _ in 0..<2 {
        let recorder = try store.begin(.sample())
        for step in 0..<3 {
          try recorder.attach(name: "a", mediaType: "x/y", data: [1, 2], step: step)
          try recorder.record(.sample(step))
        }
        try recorder.attach(name: "a", mediaType: "x/z", data: [3], step: 2)
        try recorder.finish(.stepLimit)
      }
      #expect(try store.query("SELECT count(*) FROM artifactContent").rows == [[2]])
      let found = try store.artifacts(of: Run.ID(2))
      #expect(found.map(\.mediaType) == ["x/y", "x/y", "x/z"])
      #expect(try found.map(store.content) == [[1, 2], [1, 2], [3]])
    }
  }

  @Test("A file without a name is refused at once, and the record goes on")
  func refusesNames() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      for name in ["", "a\u{0}b"] {
        #expect(
          errorCode { try recorder.attach(name: name, mediaType: "", data: [], step: nil) }
            == .invalidArtifact)
      }
      try recorder.record(.sample(0))
      try recorder.finish(.stepLimit)
    }
  }

  @Test("A damaged content is told by its hash")
  func damage() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.attach(name: "a", mediaType: "x/y", data: [1, 2], step: nil)
      try recorder.finish(.stepLimit)
      try DatabaseQueue(path: store.path).write {
        try $0.execute(sql: "UPDATE artifactChunk SET data = x'0103'")
      }
      let artifact = try #require(try store.artifacts(of: recorder.runID).first)
      #expect(errorCode { _ = try store.content(of: artifact) } == .corrupt)
    }
  }
}
