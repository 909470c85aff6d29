import FoundationEssentials
import GRDB
import SaddleQueries
import SaddleRecording

extension StepGroup.Attachment {
  /// Bytes of one stored piece of a content.
  static let chunkByteCount = 256 << 10

  /// Attaches the file, and stores its content if no run has it yet.
  ///
  /// The caller holds a transaction.
  func insert(into database: Database, runID: Run.ID) throws {
    let sha256 = SHA256.hexDigest(of: data)
    let contentID = try Int64.fetchOne(
      try database.cachedStatement(sql: Queries.Record.defineContent.text),
      arguments: ["sha256": sha256, "byteCount": data.count])
    if let contentID {
      let chunk = try database.cachedStatement(sql: Queries.Record.insertChunk.text)
      for (ordinal, start) in stride(from: 0, to: data.count, by: Self.chunkByteCount).enumerated()
      {
        let piece = data[start..<min(start + Self.chunkByteCount, data.count)]
        try chunk.execute(
          arguments: ["contentID": contentID, "ordinal": ordinal, "data": Data(piece)])
      }
    }
    try database.cachedStatement(sql: Queries.Record.attach.text).execute(
      arguments: [
        "runID": runID.rawValue, "step": step, "name": name, "mediaType": mediaType,
        "sha256": sha256, "now": Date().timeIntervalSince1970,
      ])
  }
}
