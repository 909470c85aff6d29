public import SaddleRecording

/// A recorded metric, as reports name, judge and draw it.
public enum ReportedMetric: Hashable, Sendable {
  /// A column of the step's row.
  case builtIn(BuiltInMetric)
  /// The λ-proximal duality gap of one λ.
  case proximalGap(penalty: Double)
  /// A metric of the caller's own.
  case custom(String)

  /// The metric of a series, by the series' name.
  public init(seriesName: String) {
    if let metric = BuiltInMetric(rawValue: seriesName) {
      self = .builtIn(metric)
    } else if let penalty = Self.penalty(in: seriesName) {
      self = .proximalGap(penalty: penalty)
    } else {
      self = .custom(seriesName)
    }
  }

  /// What figures and tables of one metric are headed with.
  public var title: String {
    switch self {
    case .builtIn(.payoff): "Payoff f(x, y)"
    case .builtIn(.minimizerLoss): "Minimizer’s loss"
    case .builtIn(.maximizerLoss): "Maximizer’s loss"
    case .builtIn(.minimizerGradientNorm): "Minimizer’s gradient norm ‖∇ₓf‖"
    case .builtIn(.maximizerGradientNorm): "Maximizer’s gradient norm ‖∇ᵧf‖"
    case .builtIn(.fieldNorm): "Field norm ‖v‖"
    case .builtIn(.equilibriumDistance): "Distance to the nearest known equilibrium"
    case .builtIn(.dualityGap): "Duality gap"
    case .builtIn(.primalGap): "Primal (Stackelberg) gap"
    case .proximalGap(let penalty): "λ-proximal gap, λ = \(NumberText.typographic(penalty))"
    case .custom(let name): Self.titles[name].map { "\($0) (\(name))" } ?? name
    }
  }

  /// What custom metrics of Saddlebag's own are, by name.
  private static let titles = [
    "measured.dualityGap": "Duality gap, by search",
    "measured.primalGap": "Primal gap, by search",
    "slicedW2": "Sliced W₂ distance to the data",
    "featureFrechetDistance": "Fréchet distance of features",
    "classifierScore": "Classifier score",
    "coveredModes": "Modes covered",
    "highQualityFraction": "Share of samples near a mode",
    "local.proximalOrder": "λ*",
    "local.minimizerLeast": "Least curvature along x",
    "local.maximizerGreatest": "Greatest curvature along y",
    "local.minimaxCurvature": "Least curvature of max f(x, ·)",
    "local.leastReal": "Least real part of an eigenvalue",
    "local.rotationShare": "Share of rotation in the game Jacobian",
    "gradientPenalty": "Gradient penalty",
    "minimizerNorm": "‖x‖",
    "maximizerNorm": "‖y‖",
  ]

  /// Whether it is a custom metric whose name begins so.
  func isCustom(under prefix: String) -> Bool {
    if case .custom(let name) = self { name.hasPrefix(prefix) } else { false }
  }

  /// Whether it is a gap that was searched for while the run was trained.
  var isMeasuredGap: Bool { isCustom(under: "measured.") }

  /// Whether it says how near samples are to the data.
  var isOfSamples: Bool {
    [
      "slicedW2", "featureFrechetDistance", "classifierScore", "coveredModes",
      "highQualityFraction",
    ].contains { self == .custom($0) }
  }

  /// The same in few letters, for columns of tables.
  public var shortTitle: String {
    switch self {
    case .builtIn(.payoff): "payoff"
    case .builtIn(.minimizerLoss): "min. loss"
    case .builtIn(.maximizerLoss): "max. loss"
    case .builtIn(.minimizerGradientNorm): "‖∇ₓf‖"
    case .builtIn(.maximizerGradientNorm): "‖∇ᵧf‖"
    case .builtIn(.fieldNorm): "‖v‖"
    case .builtIn(.equilibriumDistance): "distance"
    case .builtIn(.dualityGap): "duality gap"
    case .builtIn(.primalGap): "primal gap"
    case .proximalGap(let penalty): "gap, λ = \(NumberText.typographic(penalty))"
    case .custom(let name): name
    }
  }

  /// The metric as the subject of a sentence.
  var subject: String {
    switch self {
    case .builtIn(.payoff): "the payoff"
    case .builtIn(.minimizerLoss): "the minimizer’s loss"
    case .builtIn(.maximizerLoss): "the maximizer’s loss"
    case .builtIn(.minimizerGradientNorm): "‖∇ₓf‖"
    case .builtIn(.maximizerGradientNorm): "‖∇ᵧf‖"
    case .builtIn(.fieldNorm): "the field norm ‖v‖"
    case .builtIn(.equilibriumDistance): "the distance to the nearest known equilibrium"
    case .builtIn(.dualityGap): "the duality gap"
    case .builtIn(.primalGap): "the primal gap"
    case .proximalGap(let penalty):
      "the λ-proximal gap (λ = \(NumberText.typographic(penalty)))"
    case .custom(let name): name
    }
  }

  /// Whether a smaller magnitude is better: true of norms, distances and gaps, which are 0 at an
  /// equilibrium.
  ///
  /// A payoff or loss has no best value: what one player gains, the other loses.
  public var isBetterSmaller: Bool {
    switch self {
    case .builtIn(.payoff), .builtIn(.minimizerLoss), .builtIn(.maximizerLoss): false
    case .custom(let name):
      isMeasuredGap || name == "slicedW2" || name == "featureFrechetDistance"
    case .builtIn, .proximalGap: true
    }
  }

  /// The λ in the name of a λ-proximal gap's series.
  private static func penalty(in name: String) -> Double? {
    guard let open = name.firstIndex(of: "("), name.last == ")" else { return nil }
    guard let penalty = Double(name[name.index(after: open)...].dropLast()) else { return nil }
    return MetricSeries.proximalGapName(penalty: penalty) == name ? penalty : nil
  }
}
