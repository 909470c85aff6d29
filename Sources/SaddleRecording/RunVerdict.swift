/// What a run does, as recorded: one word, how sure, since when, and the numbers behind it.
///
/// A run has at most one for each choice of players and first step. Every number may be missing: it
/// is then not defined for this kind, or was not found.
public struct RunVerdict: Hashable, Sendable {
  /// Whose parameters were looked at.
  public enum Players: String, CaseIterable, Hashable, Sendable {
    /// Both players'.
    case both
    /// The minimizer's.
    case minimizer
    /// The maximizer's.
    case maximizer
  }

  /// Whose parameters were looked at.
  public var players: Players
  /// The step from which the run was looked at.
  public var fromStep: Int
  /// The last step that was looked at; nil if there was none.
  public var lastStep: Int?
  /// Every so many steps one was looked at.
  public var stride: Int
  /// What was looked at: `parameters`, `sketch`, `projection` or `metrics`.
  public var source: String
  /// The verdict in one word: `converged`, `converging`, `cycling`, `quasiPeriodic`, `chaotic`,
  /// `diverging`, `drifting`, `stationaryNoise` or `undetermined`.
  public var kind: String
  /// The chance that the word is right, in [0, 1].
  public var confidence: Double
  /// The step since which it holds.
  public var sinceStep: Int
  /// T in steps, of what turns.
  public var period: Double?
  /// The standard error of T in steps.
  public var periodError: Double?
  /// The size of the rotation, √Σ|u_k|² in the channels' units.
  public var amplitude: Double?
  /// The factor of the amplitude per turn.
  public var growthPerTurn: Double?
  /// `growing`, `steady` or `decaying`.
  public var trend: String?
  /// `harmonic`, `relaxation`, `subharmonic` or `mixed`.
  public var waveform: String?
  /// e-folds per step.
  public var rate: Double?
  /// p of a speed that falls like t^(−p).
  public var power: Double?
  /// The root mean square distance from the mean, of noise.
  public var noiseLevel: Double?
  /// The largest Lyapunov exponent per step, of chaos.
  public var lyapunovExponent: Double?
  /// Steps until the distance to the limit is 1e-6 of the first.
  public var stepsToTolerance: Double?
  /// The first step with a value that is not finite, or beyond 1e100.
  public var blowUpStep: Int?
  /// How many more steps are likely to decide.
  public var stepsToDecide: Int?
  /// The spectral radius of the method's map at the equilibrium, by theory.
  public var predictedRate: Double?
  /// The period of that map's rotation in steps, by theory.
  public var predictedPeriod: Double?
  /// One sentence that says why.
  public var evidence: String
  /// One sentence that sets the verdict beside theory.
  public var theory: String?
  /// What to try instead, where mathematics supports it.
  public var suggestion: String?
  /// Further numbers as a JSON object.
  public var details: String

  /// A verdict with no numbers.
  public init(
    players: Players, fromStep: Int, lastStep: Int?, stride: Int = 1, source: String,
    kind: String, confidence: Double, sinceStep: Int, evidence: String, details: String = "{}"
  ) {
    self.players = players
    self.fromStep = fromStep
    self.lastStep = lastStep
    self.stride = stride
    self.source = source
    self.kind = kind
    self.confidence = confidence
    self.sinceStep = sinceStep
    self.evidence = evidence
    self.details = details
  }
}
