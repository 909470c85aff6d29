public import SaddleEquilibrium
import SaddleGames
public import SaddleRecording

/// Measures gaps and second-order kinds at a cadence while a run is trained.
///
/// Each measurement is kept whole (``GapRecord``, ``LocalRecord``) and its main numbers are added to the
/// step's own metrics as `measured.dualityGap`, `measured.proximalGap(λ)`, `local.proximalOrder` … A resumed run
/// measures the same steps as an uninterrupted one, to the same values.
public final class MeasureObserver: StepObserver {
  /// How often each kind is measured; nil: never.
  public struct Cadence: Hashable, Sendable, CustomStringConvertible {
    /// Gaps every so many steps.
    public var gaps: Int?
    /// The second-order analysis every so many steps.
    public var local: Int?

    /// Never.
    public init() {}

    /// Reads `gaps:500,local:1000`, either or both; nil for anything else.
    public init?(_ text: String) {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let words = part.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count == 2, let every = Int(words[1]), every >= 1 else { return nil }
        switch words[0] {
        case "gaps" where gaps == nil: gaps = every
        case "local" where local == nil: local = every
        default: return nil
        }
      }
    }

    /// As ``init(_:)`` reads it.
    public var description: String {
      [gaps.map { "gaps:\($0)" }, local.map { "local:\($0)" }].compactMap { $0 }
        .joined(separator: ",")
    }
  }

  private let cadence: Cadence
  private let penalties: [Double]
  private let estimator: GapEstimator
  private let analyzer: LocalAnalyzer
  private let seed: UInt64
  private let keep: ([GapRecord], [LocalRecord], Run.ID) throws -> Void
  /// The seconds that measuring has taken.
  public private(set) var seconds = 0.0

  /// Prepares to measure.
  ///
  /// - Parameters:
  ///   - cadence: how often.
  ///   - penalties: the λ of gaps and of S_λ.
  ///   - estimator: how gaps are searched for.
  ///   - analyzer: how kinds are told.
  ///   - seed: the run's seed, which keys the batches of a sampled game.
  ///   - keep: stores what was found of a run.
  public init(
    cadence: Cadence, penalties: [Double], estimator: GapEstimator = GapEstimator(),
    analyzer: LocalAnalyzer = LocalAnalyzer(), seed: UInt64 = 0,
    keep: @escaping ([GapRecord], [LocalRecord], Run.ID) throws -> Void
  ) {
    self.cadence = cadence
    self.penalties = penalties
    self.estimator = estimator
    self.analyzer = analyzer
    self.seed = seed
    self.keep = keep
  }

  /// Measures what is due at this step; leaves profiles alone that are not finite.
  public func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome? {
    let measuresGaps = cadence.gaps.map { moment.isDue(every: $0) } ?? false
    let measuresKind = cadence.local.map { moment.isDue(every: $0) } ?? false
    guard measuresGaps || measuresKind, moment.profile.isFinite else { return nil }
    let start = ContinuousClock.now
    guard
      let data = GapData(
        of: moment.plannedGame, state: moment.gameState, seed: seed, step: moment.step,
        isPenalized: true)
    else { return nil }
    var gaps: [GapRecord] = []
    var kinds: [LocalRecord] = []
    if measuresGaps {
      let found = estimator.estimates(at: moment.profile, penalties: penalties, in: data)
      gaps = found.map { GapRecord($0, step: moment.step) }
      record.customMetrics += gaps.map {
        CustomMetric(name: "measured.\($0.name)", value: $0.value)
      }
    }
    if measuresKind {
      var analyzer = analyzer
      analyzer.penalties = penalties
      let found = LocalRecord(
        analyzer.analysis(at: moment.profile, in: data.search, data: data.searchDescription),
        step: moment.step,
        hasKink: Differentiability(of: data.search, at: moment.profile).hasKink)
      kinds = [found]
      for name in [
        "proximalOrder", "minimizerLeast", "maximizerGreatest", "minimaxCurvature", "leastReal",
        "rotationShare",
      ] {
        guard let value = found.numbers[name] else { continue }
        record.customMetrics.append(CustomMetric(name: "local.\(name)", value: value))
      }
    }
    try keep(gaps, kinds, recorder.runID)
    seconds += (ContinuousClock.now - start) / .seconds(1)
    return nil
  }
}
