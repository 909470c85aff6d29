/// A file that was attached to a run.
public struct Artifact: Hashable, Sendable {
  /// The number in its store, by which the content is read.
  public let id: Int64
  /// The run.
  public let runID: Run.ID
  /// The step that it belongs to; nil for the run as a whole.
  public let step: Int?
  /// What people call it.
  public let name: String
  /// Such as `image/png`.
  public let mediaType: String
  /// The SHA-256 of the content, as 64 hexadecimal digits.
  public let sha256: String
  /// Bytes of the content.
  public let byteCount: Int

  /// Joins the parts.
  public init(
    id: Int64, runID: Run.ID, step: Int?, name: String, mediaType: String, sha256: String,
    byteCount: Int
  ) {
    self.id = id
    self.runID = runID
    self.step = step
    self.name = name
    self.mediaType = mediaType
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}
