public import SaddleCycles
public import SaddleData
import SaddleEquilibrium
import SaddleGames
public import SaddleRecording

/// Asks of a bounded run that never returns whether it is chaotic, by playing it again with a shadow.
public struct ChaosCheck: Hashable, Sendable {
  /// The most steps times parameters that are played again.
  private static let mostWork = 50_000_000

  /// Whether the run's game and method can be played again without noise, so that runs side by side decide.
  public static func canPlay(_ run: RunDescription, data: Dataset? = nil) -> Bool {
    PlayedSetting(run, data: data)?.plan.noiseDeviation == 0
  }

  /// The verdict, called chaotic with its exponent where the largest Lyapunov exponent of the run is
  /// above 0; as it was where it is not, the game is not at hand, or the verdict leaves no room for it.
  public static func verdict(
    _ verdict: Verdict, of run: RunDescription, lastStep: Int, data: Dataset? = nil
  ) -> Verdict {
    let isOpen: Bool =
      switch verdict.kind {
      case .quasiPeriodic, .undetermined, .drifting, .stationaryNoise: true
      case .cycling: (verdict.numbers["recurrence"] ?? 1) < 0.95
      default: false
      }
    guard isOpen, let setting = PlayedSetting(run, data: data), setting.plan.noiseDeviation == 0,
      lastStep * setting.game.shape.count <= mostWork,
      let exponent = try? LyapunovExponent(
        of: setting.method, in: setting.game, seed: setting.plan.seed, steps: lastStep),
      exponent.isPositive
    else { return verdict }
    return verdict.chaotic(exponent: exponent.value, standardError: exponent.standardError)
  }
}
