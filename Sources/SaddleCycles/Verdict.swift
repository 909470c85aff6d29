/// What a trajectory does.
public struct Verdict: Hashable, Sendable {
  /// One word for what a trajectory does.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    /// It stands still.
    case converged
    /// It approaches a point, turning or not.
    case converging
    /// It repeats itself.
    case cycling
    /// It turns with two or more periods that share no multiple, or smoothly without any period.
    case quasiPeriodic
    /// It is bounded, deterministic and never returns: neighbouring runs part exponentially.
    case chaotic
    /// It moves away, faster and faster.
    case diverging
    /// It moves on without approaching anything.
    case drifting
    /// It is noise about a mean, turning or not.
    case stationaryNoise
    /// The run is too short, or too ambiguous, to tell.
    case undetermined

    /// The kind in words, as in a sentence.
    public var words: String {
      switch self {
      case .quasiPeriodic: "quasi-periodic"
      case .stationaryNoise: "stationary noise"
      default: rawValue
      }
    }
  }

  /// What the trajectory does.
  public internal(set) var kind: Kind
  /// The chance that the kind is right: how often such evidence was, on runs at the border of what can be
  /// told; docs/cycle-scores.md has the reliability.
  public internal(set) var confidence: Double
  /// The 0-based step from which the verdict holds; what came before is transient.
  public let sinceStep: Int
  /// The rotation, where the trajectory turns: of cycles, tori and spirals.
  public let rotation: Rotation?
  /// e-folds per step of the distance or the amplitude, negative when it shrinks; nil where no
  /// exponential was fitted.
  public let rate: Double?
  /// p of a speed that goes like t^(−p), where that fits better than an exponential.
  public let power: Double?
  /// For `converging`: steps until the distance to the limit is 1e-6 of the first, at this rate.
  public let stepsToTolerance: Double?
  /// For `diverging`: the first step with a value that is not finite, or beyond 1e100.
  public let blowUpStep: Int?
  /// For `undetermined`: how many more steps are likely to decide.
  public internal(set) var stepsToDecide: Int?
  /// The period of a rotation that noise alone could keep up, in steps.
  public let tentativePeriod: Double?
  /// Whether the run stands still where the last gradient is not small: stalled off equilibrium.
  public let isStalled: Bool
  /// For `stationaryNoise`: the root mean square distance from the mean, in the channels' own units.
  public internal(set) var noiseLevel: Double?
  /// For `chaotic`: the largest Lyapunov exponent, in e-folds per step.
  public internal(set) var lyapunovExponent: Double?
  /// One sentence that says why.
  public internal(set) var evidence: String
  /// The numbers behind the sentence, by name: `recurrence`, `amplitudeMoment`, `trendRSquared`, ….
  public let numbers: [String: Double]
  /// Which steps were looked at.
  public let sampling: StepSampling
  /// What the confidence is a logistic of, for those who fit its weights; empty where it is fixed.
  @_spi(Calibration) public internal(set) var confidenceInputs: [Double] = []

  /// T in steps, of a rotation.
  public var period: Double? { rotation?.period }
}
