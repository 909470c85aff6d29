import SaddleCycles
import SaddleRecording
import SaddleReport
import SaddleStore

extension StoreOptions {
  /// The pictures of the recorded verdicts on runs that turn: of the first six, and of runs of at most
  /// 2 million steps, as each is read again.
  ///
  /// A run that no longer has what it was judged by, or goes on since, is left out or drawn as it is now.
  func rotations(
    of histories: [RunHistory], in store: Store
  ) throws -> [ReportSupplement.Rotation] {
    let turning = histories.filter { history in
      guard let verdict = history.verdict, let last = history.run.lastStep else { return false }
      let isTurning =
        verdict.period != nil
        || ["cycling", "quasiPeriodic", "chaotic"].contains(verdict.kind)
      return isTurning && last - verdict.fromStep <= 2_000_000
    }
    return try turning.prefix(6).compactMap { history in
      let reading = ChannelReading(
        store: store, run: history.run, players: .both, from: history.verdict?.fromStep ?? 0)
      let analysis = try reading.read().analysis
      let verdict = analysis.verdict()
      guard let pictures = analysis.pictures(of: verdict) else { return nil }
      let figures = CycleFigures(
        pictures, title: "", caption: verdict.evidence, period: verdict.period)
      let index = histories.firstIndex { $0.run.id == history.run.id } ?? 0
      return ReportSupplement.Rotation(
        run: history.run.id, drawings: figures.drawings(ofRun: index))
    }
  }
}
