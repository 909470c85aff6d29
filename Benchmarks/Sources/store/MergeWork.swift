import Foundation
import SaddleRecording
import SaddleStore

/// Merging 100 stores of 10 runs of 10,000 steps beside `INSERT … SELECT` of the same rows.
enum MergeWork {
  static let (stores, runs, steps) = (100, 10, 10_000)

  static func run(in folder: URL) throws {
    var merging = Moment.now - .now
    var plain = merging
    let target = try Store.open(at: folder.appending(path: "merged.db").path, for: .recording)
    let floor = try BareLoop(at: folder.appending(path: "plain.db").path)
    var added = 0
    for number in 0..<stores {
      // Both take over the same store, in turn, before it goes.
      let path = folder.appending(path: "part.db").path
      let part = try Store.open(at: path, for: .recording)
      for run in 0..<runs {
        _ = try StepsWork.record(steps, into: part, StepsWork.description("\(number)-\(run)"))
      }
      merging = merging + (try Moment.of { added += try target.merge(part).addedRuns })
      plain =
        plain
        + (try Moment.of {
          try floor.execute("ATTACH '\(path)' AS other")
          for run in 0..<runs {
            let columns =
              "step, wallSeconds, nanMask, payoff, minimizerLoss, maximizerLoss, "
              + "minimizerGradientNorm, maximizerGradientNorm, fieldNorm, equilibriumDistance, "
              + "dualityGap, primalGap, digest"
            try floor.execute(
              "INSERT INTO step SELECT \(number * runs + run + 1), \(columns) FROM other.step "
                + "WHERE runID = \(run + 1)")
          }
          try floor.execute("DETACH other")
        })
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    guard added == stores * runs else { fatalError("runs are missing") }
    print(
      "\(stores) stores of \(runs) runs of \(steps) steps: merge \(format(merging.wall)) s, "
        + "INSERT … SELECT, a commit a run, \(format(plain.wall)) s: "
        + "\(format(plain.wall / merging.wall)) of its rate, "
        + "\(format(plain.process / merging.process)) by CPU time")
  }
}

extension Moment {
  static func + (one: Moment, other: Moment) -> Moment {
    Moment(
      wall: one.wall + other.wall, process: one.process + other.process,
      thread: one.thread + other.thread)
  }
}
