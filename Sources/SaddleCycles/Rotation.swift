/// How a trajectory turns: period, size and the plane it turns in.
public struct Rotation: Hashable, Sendable {
  /// The shape of one turn.
  public enum Waveform: Hashable, Sendable {
    /// Nearly a sine: the main line holds 90 % of the power in lines.
    case harmonic
    /// With strong harmonics: slow stretches and quick jumps.
    case relaxation
    /// It repeats only every `order` turns, as after period doubling.
    case subharmonic(order: Int)
    /// Several periods at once.
    case mixed
  }

  /// What the amplitude does.
  public enum Trend: String, Hashable, Sendable {
    /// More than 0.1 % larger every turn, and 5 % over the window.
    case growing
    /// Neither of the others.
    case steady
    /// More than 0.1 % smaller every turn, and 5 % over the window.
    case decaying
  }

  /// T in steps.
  ///
  /// With step sizes given and varying, in steps of the last size.
  public let period: Double
  /// The standard error of T, in steps, as far as the phase's scatter tells it.
  public let periodError: Double
  /// T at the end, where the frequency drifts by more than 2 %; else T.
  public let endPeriod: Double
  /// The turns seen.
  public let periodCount: Double
  /// The periods of the strongest lines, in steps, strongest first: of a torus, its several periods.
  public let linePeriods: [Double]
  /// The shape of one turn.
  public let waveform: Waveform
  /// What the amplitude does.
  public let trend: Trend
  /// The factor of the amplitude per turn.
  public let growthPerTurn: Double
  /// √Σ|u_k|² over channels: the amplitude in the channels' own units; of a spiral, at its end.
  public let amplitude: Double
  /// |u_k|, the amplitude of each channel.
  public let amplitudes: [Double]
  /// arg u_k, each channel's phase in radians, relative to the ellipse's long axis.
  public let phases: [Double]
  /// The share of each player's variance that the main line holds.
  public let playerShares: [Double]
  /// The long and the short axis of the ellipse, as orthogonal unit vectors: the plane to draw in.
  public let plane: Plane

  /// Two orthogonal unit vectors.
  public struct Plane: Hashable, Sendable {
    /// Along the ellipse's first axis.
    public let first: [Double]
    /// Across it.
    public let second: [Double]

    /// (x − c)·first and (x − c)·second of a row.
    public func coordinates(of row: some Collection<Double>, center: [Double]) -> (Double, Double) {
      var (along, across) = (0.0, 0.0)
      for (index, value) in row.enumerated() {
        along += (value - center[index]) * first[index]
        across += (value - center[index]) * second[index]
      }
      return (along, across)
    }
  }
}
