/// How often a verdict with this evidence was right on the calibration runs (step 10).
///
/// A logistic of the evidence per family of verdicts, within `CycleConstants.confidenceRange`.
enum Confidence {
  static func of(_ finding: WindowFinding, stepCount: Int) -> Double {
    of(finding, inputs: inputs(finding, stepCount: stepCount))
  }

  static func of(_ finding: WindowFinding, inputs: [Double]) -> Double {
    let weights: [Double]
    switch finding.kind {
    case .cycling, .quasiPeriodic, .chaotic: weights = CycleConstants.recurrenceWeights
    case .stationaryNoise: weights = CycleConstants.noiseWeights
    case .drifting: weights = CycleConstants.driftWeights
    case .converging, .diverging: weights = CycleConstants.trendWeights
    case .converged: return 0.99
    case .undetermined: return 0.7
    }
    let score = zip(weights.dropFirst(), inputs).reduce(weights[0]) { $0 + $1.0 * $1.1 }
    return clamp(1 / (1 + exponential(-score)), CycleConstants.confidenceRange)
  }

  /// The evidence, as numbers of order 1; none where the confidence is fixed.
  static func inputs(_ finding: WindowFinding, stepCount: Int) -> [Double] {
    switch finding.kind {
    case .cycling, .quasiPeriodic, .chaotic: recurrent(finding)
    case .stationaryNoise: noise(finding, stepCount)
    case .drifting: drift(finding, stepCount)
    case .converging, .diverging: trend(finding)
    case .converged, .undetermined: []
    }
  }

  private static func clamp(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    min(max(value, range.lowerBound), range.upperBound)
  }

  private static func flag(_ condition: Bool) -> Double { condition ? 1 : 0 }

  /// log₂ of the periods over three, route, persistence, recurrence, amplitude statistics.
  private static func recurrent(_ finding: WindowFinding) -> [Double] {
    let rotation = finding.reason == .irregular ? nil : finding.oscillation
    let periods = max(finding.reason == .irregular ? 3 : finding.periodCount ?? 3, 3)
    let moment = finding.oscillation?.demodulation.moment ?? 1
    return [
      flag(finding.isConsistent), min(log2(periods / 3), 5),
      flag(rotation?.candidate.route == .recurrence), flag(rotation?.candidate.route == .hump),
      flag(rotation?.candidate.persists ?? false),
      clamp(rotation?.candidate.recurrenceHeight ?? 0, 0...1),
      flag(finding.kind == .quasiPeriodic),
      rotation?.candidate.isBroad ?? false ? clamp(1.5 - moment, -1...1) : 0.5,
      clamp(rotation?.increments ?? 0, 0...0.5), clamp(moment - 1, -0.2...0.5),
    ]
  }

  private static func noise(_ finding: WindowFinding, _ stepCount: Int) -> [Double] {
    let moment = finding.oscillation?.demodulation.moment
    return [
      flag(finding.isConsistent), length(stepCount), flag(moment != nil),
      clamp((moment ?? 1.5) - 1.5, -1...1), -(finding.shape?.cosine ?? 0),
      finding.shape?.trendRSquared ?? 0,
    ]
  }

  private static func drift(_ finding: WindowFinding, _ stepCount: Int) -> [Double] {
    [
      flag(finding.isConsistent), length(stepCount), finding.shape?.cosine ?? 0,
      finding.shape?.trendRSquared ?? 0, finding.shape?.straightness ?? 0,
      flag(finding.windowShare < 1),
    ]
  }

  private static func trend(_ finding: WindowFinding) -> [Double] {
    let isNoisy: Bool
    switch finding.reason {
    case .trend(.averagedNoise), .trend(.shrinkingNoise): isNoisy = true
    default: isNoisy = false
    }
    return [
      flag(finding.isConsistent), min(abs(finding.growth), 5) / 5, max(finding.rSquared, 0),
      flag(finding.windowShare < 1), flag(finding.isForced), flag(isNoisy),
    ]
  }

  /// log₂ of the run's length over 64, in units of four octaves.
  private static func length(_ stepCount: Int) -> Double {
    log2(Double(max(stepCount, 64)) / 64) / 4
  }

  private static func log2(_ value: Double) -> Double { logarithm(value) / logarithm(2) }
}
