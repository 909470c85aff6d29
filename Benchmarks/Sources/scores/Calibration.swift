import RealModule
@_spi(Calibration) import SaddleCycles

/// Fits the weights of the confidence on runs at the border of what can be told.
///
///     swift run -c release --package-path Benchmarks cycle-scores --calibrate
///
/// Prints the four arrays of `CycleConstants`. Seeds 1,000,000 and up, which nothing is scored on.
struct Calibration {
  /// The families of verdicts that share weights.
  private enum Family: String, CaseIterable {
    case recurrence
    case noise
    case trend
    case drift

    init?(_ kind: Verdict.Kind) {
      switch kind {
      case .cycling, .quasiPeriodic, .chaotic: self = .recurrence
      case .stationaryNoise: self = .noise
      case .converging, .diverging: self = .trend
      case .drifting: self = .drift
      case .converged, .undetermined: return nil
      }
    }
  }

  private var examples: [Family: [(inputs: [Double], isRight: Bool)]] = [:]

  /// Judges so many runs.
  init(runCount: Int) throws {
    for seed in 1_000_000..<(1_000_000 + runCount) {
      let run = HardRun.make(seed: seed).1
      let verdict = try run.verdict()
      guard let family = Family(verdict.kind) else { continue }
      examples[family, default: []].append(
        (verdict.confidenceInputs, run.accepts(verdict.kind)))
    }
  }

  /// The weights, bias first, by family.
  var text: String {
    Family.allCases.compactMap { family in
      examples[family].map { examples in
        let weights = Self.fit(examples).map { "\((1000 * $0).rounded() / 1000)" }
        let right = examples.count { $0.isRight }
        return "\(family.rawValue)Weights = [\(weights.joined(separator: ", "))]"
          + "  // \(examples.count) runs, \(right) right"
      }
    }.joined(separator: "\n")
  }

  /// Logistic regression by Nesterov's accelerated descent, with a ridge of one run's worth.
  private static func fit(_ examples: [(inputs: [Double], isRight: Bool)]) -> [Double] {
    let width = (examples.first?.inputs.count ?? 0) + 1
    let rows = examples.map { [1] + $0.inputs }
    let targets = examples.map { $0.isRight ? 1.0 : 0 }
    // The logistic's curvature is at most a quarter of the inputs' squares.
    let curvature = rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / 4 + 1
    var weights = [Double](repeating: 0, count: width)
    var before = weights
    for round in 0..<4_000 {
      let momentum = Double(round) / Double(round + 3)
      let ahead = zip(weights, before).map { $0 + momentum * ($0 - $1) }
      var slope = ahead.enumerated().map { $0 == 0 ? 0 : $1 }
      for (row, target) in zip(rows, targets) {
        let score = zip(ahead, row).reduce(0) { $0 + $1.0 * $1.1 }
        let excess = 1 / (1 + Double.exp(-score)) - target
        for index in slope.indices { slope[index] += excess * row[index] }
      }
      before = weights
      weights = zip(ahead, slope).map { $0 - $1 / curvature }
    }
    return weights
  }
}
