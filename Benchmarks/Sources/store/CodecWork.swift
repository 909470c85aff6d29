import Foundation
import SaddleCodec
import SaddleExperiments
import SaddleRecording
import Synchronization

/// How small and how fast the codec makes a million float32 parameters that Adam trains.
enum CodecWork {
  static let steps = 127

  static func run(in folder: URL) throws {
    let kept = Mutex<[[[UInt8]]]>([])
    var session = try TrainedPair.session(.raw, steps: steps)
    _ = try session.play(
      into: PassingRecorder { record in
        let vectors = [record.minimizer ?? [], record.maximizer ?? []].map { vector in
          vector.map { Float($0) }.withUnsafeBytes { [UInt8]($0) }
        }
        kept.withLock { $0.append(vectors) }
      })
    let rows = kept.withLock { $0 }
    print("\(rows.count) steps, \(rows[0].map { $0.count / 4 }) parameters\n")
    print("| player | ratio of deltas | with a whole row in 64 | MB/s in | MB/s out |")
    print("|---|---|---|---|---|")
    for (player, name) in ["generator", "critic"].enumerated() {
      let writer = VectorChainWriter(.single, count: rows[0][player].count / 4)
      let reader = VectorChainReader(.single, count: rows[0][player].count / 4)
      var (plain, packed, stored) = (0, 0, 0)
      var (encoding, decoding) = (0.0, 0.0)
      for (index, row) in rows.enumerated() {
        let vector = row[player]
        guard index % 64 > 0 else {
          vector.withUnsafeBytes { writer.start($0) }
          try vector.withUnsafeBytes { try reader.start($0) }
          stored += vector.count
          continue
        }
        var delta: [UInt8]?
        encoding += Moment.of { delta = vector.withUnsafeBytes { writer.next($0) } }.thread
        let bytes = delta ?? vector
        decoding += try Moment.of { try bytes.withUnsafeBytes { try reader.next($0) } }.thread
        guard reader.withVector({ $0.elementsEqual(vector) }) else { fatalError("not lossless") }
        plain += vector.count
        packed += bytes.count
        stored += bytes.count
      }
      let all = rows.count * rows[0][player].count
      print(
        "| \(name) | \(format(Double(plain) / Double(packed))) "
          + "| \(format(Double(all) / Double(stored))) | \(Int(Double(plain) / encoding / 1e6)) "
          + "| \(Int(Double(plain) / decoding / 1e6)) |")
    }
    print("\nMB/s of parameters by CPU time of one thread")
  }
}
