import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// Records the runs of a reproduction into a store, and reads them back.
struct StoreClaimRecorder: ClaimRecorder {
  let store: Store
  let isQuiet: Bool

  var environment: RunEnvironment { .here() }

  var isInterrupted: Bool { Interruption.isRequested }

  func run(named name: String, in experiment: String) throws -> Run? {
    try store.runs().last {
      $0.description.name == name && $0.description.experiment == experiment
    }
  }

  func discard(_ run: Run.ID) throws { _ = try store.delete([run]) }

  func begin(_ run: RunDescription) throws -> any RunRecorder { try store.begin(run) }

  func resume(
    _ run: Run.ID
  ) throws -> (recorder: any RunRecorder, checkpoint: Checkpoint) { try store.resume(run) }

  func keep(gaps: [GapRecord], analyses: [LocalRecord], of run: Run.ID) throws {
    try store.keep(gaps: gaps, analyses: analyses, of: run)
  }

  func gapReadings(of run: Run.ID) throws -> [GapReading] { try store.gapReadings(of: run) }

  func series(_ metric: String, of run: Run.ID) throws -> MetricSeries {
    do {
      return try store.series(of: run, metrics: [metric]).first
        ?? MetricSeries(name: metric, steps: [], values: [])
    } catch {
      guard error.code == .unknownMetric else { throw error }
      return MetricSeries(name: metric, steps: [], values: [])
    }
  }

  func lastStep(of run: Run.ID) throws -> StepRecord? { try store.lastStepRecord(of: run) }

  func pictures(of run: Run.ID) throws -> [(step: Int, png: [UInt8])] {
    try store.artifacts(of: run).filter { $0.name == SampleObserver.artifactName }.map {
      ($0.step ?? 0, try store.content(of: $0))
    }
  }

  func say(_ line: String) {
    guard !isQuiet else { return }
    FileHandle.standardError.write(Data("  \(line)\n".utf8))
  }
}

extension StoreClaimRecorder {
  func storedParameters(
    of run: Run.ID, at step: Int
  ) throws -> (minimizer: [Double], maximizer: [Double])? {
    try store.storedParameters(of: run, at: step)
  }

  func forEachIterate(
    of run: Run.ID, steps: ClosedRange<Int>?,
    _ body: (_ step: Int, _ minimizer: [Double], _ maximizer: [Double]) throws -> Void
  ) throws {
    try store.forEachIterate(of: run, steps: steps, body)
  }

  func trajectory(
    of run: Run.ID, maximumPoints: Int, maximumCoordinates: Int?
  ) throws -> RecordedTrajectory {
    try store.trajectory(
      of: run, maximumPoints: maximumPoints, maximumCoordinates: maximumCoordinates)
  }

  func keyframeStep(of run: Run.ID, before step: Int) throws -> Int? {
    try store.keyframeStep(of: run, before: step)
  }

  func keyframe(of run: Run.ID, before step: Int) throws -> Checkpoint? {
    try store.keyframe(of: run, before: step)
  }

  func digests(of run: Run.ID, at steps: ClosedRange<Int>) throws -> [UInt64?] {
    try store.digests(of: run, at: steps)
  }
}
