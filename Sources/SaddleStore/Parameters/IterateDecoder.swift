import FoundationEssentials
import GRDB
import SaddleCodec
import SaddleRecording

/// Decodes a run's parameters, and stays where it is: steps in ascending order are decoded once.
///
/// `@unchecked Sendable`: a store's decoder is used only while its one reading connection reads, which
/// happens on one thread at a time; every other decoder belongs to the function that made it.
final class IterateDecoder: @unchecked Sendable {
  /// The chains of one run, at a step that they have read.
  private struct Place {
    let run: UUID
    var step: Int
    let minimizer: VectorChainReader
    let maximizer: VectorChainReader
  }

  private var place: Place?
  private var open: (run: UUID, queue: DatabaseQueue)?

  /// A connection to the run's own file, which stays open until another run's is asked for.
  func file(of run: Run, in files: IterateFiles) throws(StoreError) -> DatabaseQueue {
    let uuid = run.description.uuid
    if let open, open.run == uuid, files.exists(uuid) { return open.queue }
    open = nil
    let queue = try files.reader(of: run)
    open = (uuid, queue)
    return queue
  }

  /// Reads on to a step from the whole row before it, or from where it is if that is nearer; false if
  /// the step is not stored.
  ///
  /// - Throws: `.corrupt` where the bytes are not those that were written.
  func decode(_ step: Int, from whole: Int, _ rows: IterateRows) throws -> Bool {
    let uuid = rows.run.description.uuid
    var current: Place
    if let place, place.run == uuid, (whole...step).contains(place.step) {
      current = place
    } else {
      guard let (x, y) = try rows.wholeRow(at: whole) else { return false }
      current = Place(
        run: uuid, step: whole,
        minimizer: VectorChainReader(width(rows), count: rows.run.description.minimizerCount),
        maximizer: VectorChainReader(width(rows), count: rows.run.description.maximizerCount))
      try reading(whole, rows) {
        try x.withUnsafeBytes { try current.minimizer.start($0) }
        try y.withUnsafeBytes { try current.maximizer.start($0) }
      }
    }
    // Half-read chains are at no step.
    place = nil
    while current.step < step {
      let next = current.step + 1
      guard let (x, y, checksum) = try rows.delta(at: next) else { return false }
      try reading(next, rows) {
        try x.withUnsafeBytes { try current.minimizer.next($0) }
        try y.withUnsafeBytes { try current.maximizer.next($0) }
      }
      let digest = current.minimizer.withVector { x in
        current.maximizer.withVector { StateDigest.digest($0, seed: StateDigest.digest(x)) }
      }
      guard digest == checksum else { throw rows.damaged(next) }
      current.step = next
    }
    place = current
    return true
  }

  /// The bytes of both players' parameters at the step decoded last.
  func withVectors<Value>(
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Value
  ) rethrows -> Value? {
    guard let place else { return nil }
    return try place.minimizer.withVector { x in
      try place.maximizer.withVector { y in try body(x, y) }
    }
  }

  private func width(_ rows: IterateRows) -> FloatWidth {
    rows.run.description.parameterFormat == .float32 ? .single : .double
  }

  /// Says of codec errors which step is damaged.
  private func reading(_ step: Int, _ rows: IterateRows, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch is CodecError {
      throw rows.damaged(step)
    }
  }
}
