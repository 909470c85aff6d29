import FoundationEssentials
import GRDB
import SaddleQueries
public import SaddleRecording

extension Store {
  /// The files attached to a run: those of the whole run first, then by step and name.
  ///
  /// - Throws: `.unknownRun`.
  public func artifacts(of run: Run.ID) throws(StoreError) -> [Artifact] {
    try readRuns { reader in
      guard try reader.run(run) != nil else { throw StoreError.unknownRun(run, in: path) }
      let statement = try reader.database.cachedStatement(sql: Queries.Read.artifacts.text)
      return try Row.fetchAll(statement, arguments: ["runID": run.rawValue]).map { row in
        Artifact(
          id: try row.value("id"), runID: run, step: try row.optional("step"),
          name: try row.value("name"), mediaType: try row.value("mediaType"),
          sha256: try row.value("sha256"), byteCount: try row.value("byteCount"))
      }
    }
  }

  /// The content of an attached file, proved by its hash.
  ///
  /// - Throws: `.unknownArtifact`, or `.corrupt` if the bytes are not those that were attached.
  public func content(of artifact: Artifact) throws(StoreError) -> [UInt8] {
    try read { database in
      let statement = try database.cachedStatement(sql: Queries.Read.chunks.text)
      var content: [UInt8] = []
      content.reserveCapacity(max(0, artifact.byteCount))
      let pieces = try Data.fetchCursor(statement, arguments: ["artifactID": artifact.id])
      while let piece = try pieces.next() { content += piece }
      if content.isEmpty, artifact.byteCount > 0 {
        throw StoreError(
          .unknownArtifact, "there is no attached file \(artifact.id) in \(path) any more")
      }
      guard content.count == artifact.byteCount, SHA256.hexDigest(of: content) == artifact.sha256
      else {
        throw StoreError(
          .corrupt, "the content of '\(artifact.name)' of run \(artifact.runID) is damaged",
          hint: "restore a copy of the store")
      }
      return content
    }
  }
}
