import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// How much smaller keyframes are than every step, and how long any step takes to be played again.
enum KeyframeWork {
  static let steps = 5_000

  static func run(in folder: URL) throws {
    var bytes: [(parameters: Int, all: Int)] = []
    for policy in [ParameterPolicy.raw, .keyframes(every: 1_000)] {
      let path = folder.appending(path: "\(policy).db").path
      let store = try Store.open(at: path, for: .recording)
      var session = try TrainedPair.session(policy, steps: steps, hidden: 64)
      let description = TrainedPair.describe(session)
      _ = try session.play(into: try store.begin(description))
      let sizes = try store.query(
        """
        SELECT (SELECT coalesce(sum(length(minimizer) + length(maximizer)), 0) FROM iterate)
          + (SELECT coalesce(sum(length(methodMemory)), 0) FROM keyframe)
        """)
      guard case .integer(let inStore) = sizes.rows[0][0] else { return }
      let storage = try store.parameterStorage(of: Run.ID(1))
      bytes.append((Int(inStore) + (storage.file == nil ? 0 : storage.byteCount), try store.bytes))
      guard policy != .raw else { continue }
      let run = try store.run(Run.ID(1))
      var seconds: [Double] = []
      for step in stride(from: 999, to: steps, by: 370) {
        // A source of its own, which has played nothing yet; it proves every digest on the way.
        let source = ParameterSource(run, reader: store)
        seconds.append(try Moment.of { _ = try source.profile(at: step) }.wall)
      }
      print(
        "\(seconds.count) steps of 0…\(steps), each played again from its keyframe and proved: median "
          + "\(format(seconds.median, 3)) s, longest \(format(seconds.max() ?? 0, 3)) s")
    }
    print(
      "\(steps) steps of WGAN-GP, hidden 64: parameters and states \(bytes[0].parameters) bytes raw, "
        + "\(bytes[1].parameters) as keyframes:1000, "
        + "\(format(Double(bytes[0].parameters) / Double(bytes[1].parameters), 1)) times smaller; the "
        + "whole store with its metrics "
        + "\(format(Double(bytes[0].all) / Double(bytes[1].all), 1)) times")
  }
}
