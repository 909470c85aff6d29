public import SaddleCycles
public import SaddleRecording

/// What was looked at to judge a run, beside the verdict itself.
public struct JudgedChannels: Hashable, Sendable {
  /// Whose they are.
  public var players: RunVerdict.Players
  /// `parameters`, `sketch`, `projection` or `metrics`.
  public var source: String
  /// The step asked for, from which the run was looked at.
  public var fromStep: Int
  /// The last step; nil if there was none.
  public var lastStep: Int?
  /// The lengths of x and y, as far as they were looked at.
  public var widths: [Int]
  /// The names of the players in the order of `widths`.
  public var names: [String]

  /// Joins the parts.
  public init(
    players: RunVerdict.Players, source: String, fromStep: Int, lastStep: Int?, widths: [Int],
    names: [String]
  ) {
    self.players = players
    self.source = source
    self.fromStep = fromStep
    self.lastStep = lastStep
    self.widths = widths
    self.names = names
  }

  /// The coordinates that swing furthest, at most eight that reach a hundredth of the first.
  func strongest(_ amplitudes: [Double]) -> [VerdictDetails.Coordinate]? {
    guard amplitudes.count == widths.reduce(0, +) else { return nil }
    let order = amplitudes.indices.sorted {
      (-amplitudes[$0], $0) < (-amplitudes[$1], $1)
    }
    let least = (order.first.map { amplitudes[$0] } ?? 0) / 100
    return order.prefix(8).filter { amplitudes[$0] >= least && amplitudes[$0] > 0 }.map { index in
      var rest = index
      var player = 0
      while player < widths.count - 1, rest >= widths[player] {
        rest -= widths[player]
        player += 1
      }
      return VerdictDetails.Coordinate(
        player: names[player], index: rest, amplitude: amplitudes[index])
    }
  }
}

extension RunVerdict {
  /// A verdict as it is recorded.
  ///
  /// `amplitudes` are those of the run's own parameters where only sums of them were judged.
  public init(_ verdict: Verdict, on channels: JudgedChannels, amplitudes: [Double]? = nil) {
    self.init(
      players: channels.players, fromStep: channels.fromStep, lastStep: channels.lastStep,
      stride: verdict.sampling.stride, source: channels.source, kind: verdict.kind.rawValue,
      confidence: verdict.confidence, sinceStep: verdict.sinceStep, evidence: verdict.evidence,
      details: VerdictDetails(verdict, on: channels, amplitudes: amplitudes).json)
    let rotation = verdict.rotation
    period = rotation?.period
    periodError = rotation?.periodError
    amplitude = rotation?.amplitude
    growthPerTurn = rotation?.growthPerTurn
    trend = rotation?.trend.rawValue
    waveform = rotation?.waveform.word
    rate = verdict.rate
    power = verdict.power
    noiseLevel = verdict.noiseLevel
    lyapunovExponent = verdict.lyapunovExponent
    stepsToTolerance = verdict.stepsToTolerance
    blowUpStep = verdict.blowUpStep
    stepsToDecide = verdict.stepsToDecide
  }
}

extension VerdictDetails {
  init(_ verdict: Verdict, on channels: JudgedChannels, amplitudes: [Double]?) {
    self.init()
    numbers = verdict.numbers
    tentativePeriod = verdict.tentativePeriod
    isStalled = verdict.isStalled ? true : nil
    guard let rotation = verdict.rotation else { return }
    endPeriod = rotation.endPeriod == rotation.period ? nil : rotation.endPeriod
    periodCount = rotation.periodCount
    linePeriods = rotation.linePeriods
    if case .subharmonic(let order) = rotation.waveform { subharmonicOrder = order }
    let shares = zip(channels.names, rotation.playerShares).filter { $0.1.isFinite }
    playerShares = Dictionary(shares.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
    // Sums and metrics are no parameters.
    if ["parameters", "sketch"].contains(channels.source) {
      strongest = channels.strongest(amplitudes ?? rotation.amplitudes)
    }
  }
}

extension Rotation.Waveform {
  /// The shape in one word, as recorded.
  public var word: String {
    switch self {
    case .harmonic: "harmonic"
    case .relaxation: "relaxation"
    case .subharmonic: "subharmonic"
    case .mixed: "mixed"
    }
  }
}
