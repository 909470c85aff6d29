import SaddleCycles
import SaddleData
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// A recorded run with the verdict on it.
struct JudgedRun {
  let run: Run
  let verdict: Verdict
  let recorded: RunVerdict
  /// What the verdict was read off; kept only for figures.
  private let analysis: CycleAnalysis?

  /// Reads the run, judges it, and sets the verdict beside theory where the game is at hand.
  ///
  /// `keepsAnalysis` holds on to what was read, for ``figures``.
  init(_ reading: ChannelReading, keepsAnalysis: Bool = false) throws {
    let found = try reading.read()
    run = reading.run
    var verdict = found.analysis.verdict()
    let data = Self.data(of: run)
    let isWhole = reading.players == .both && found.channels.source != "metrics"
    if isWhole, let last = found.channels.lastStep {
      if case .ended(.diverged) = run.status { verdict = verdict.left(at: last) }
      verdict =
        ChaosCheck.canPlay(run.description, data: data)
        ? ChaosCheck.verdict(verdict, of: run.description, lastStep: last, data: data)
        : found.analysis.askingForChaos(verdict)
    }
    let amplitudes = try found.isSketch ? reading.amplitudes(of: verdict) : nil
    var recorded = RunVerdict(verdict, on: found.channels, amplitudes: amplitudes)
    if isWhole, let center = try reading.center(of: verdict),
      let theory = TheoryComparison(verdict, of: run.description, near: center, data: data)
    {
      recorded.predictedRate = theory.rate
      recorded.predictedPeriod = theory.period
      recorded.theory = theory.sentence
      recorded.suggestion = theory.suggestion
    }
    self.verdict = verdict
    self.recorded = recorded
    analysis = keepsAnalysis ? found.analysis : nil
  }

  /// The pictures of the verdict; nil if they were not asked for, or the run is too short for any.
  var figures: CycleFigures? {
    guard let pictures = analysis?.pictures(of: verdict) else { return nil }
    let what = run.description
    let share = Int((100 * recorded.confidence).rounded(.down))
    return CycleFigures(
      pictures,
      title: "Run \(run.id), \(what.game) by \(what.method): \(verdict.kind.words) (\(share) %)",
      caption: recorded.evidence, period: verdict.period)
  }

  /// The data that the run was played on, if they are still where they were.
  private static func data(of run: Run) -> Dataset? {
    guard let name = run.description.trainingParameters.first(where: { $0.name == "data" })?.value
    else { return nil }
    return try? Dataset(specification: name)
  }
}
