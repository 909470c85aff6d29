/// What is recorded of one step: the iterate and everything measured at it.
public struct StepRecord: Hashable, Sendable {
  /// The index of the iterate: 0 is the initial profile.
  public var step: Int
  /// Seconds since the record began.
  public var wallSeconds: Double
  /// The built-in metrics.
  public var metrics: StepMetrics
  /// The proximal gap for each λ of ``RunDescription/proximalPenalties``; empty if none.
  public var proximalGaps: [Double]
  /// Measurements of the user's own, each name at most once.
  public var customMetrics: [CustomMetric]
  /// x: the minimizer's parameters; nil where the run's ``ParameterPolicy`` keeps none.
  ///
  /// May be part of a longer vector: a trainer hands over slices of its own, and nothing is copied unless it
  /// changes them while the record is kept.
  public var minimizerSlice: ArraySlice<Double>?
  /// y: the maximizer's parameters; nil together with ``minimizerSlice``.
  public var maximizerSlice: ArraySlice<Double>?
  /// What the method carries to the next step; nil where it is not to be kept.
  ///
  /// Kept of the last durable step and of keyframes; of large parameters that are kept at every step
  /// (``ParameterPolicy/largeStepBytes``) it is needed every 32 steps only.
  public var methodMemory: [Double]?
  /// The ``StateDigest`` of parameters and method memory; nil if nobody computed it.
  public var digest: UInt64?
  /// What was noticed at this step; durable with it.
  public var alerts: [AlertChange] = []

  /// Joins the parts.
  public init(
    step: Int, wallSeconds: Double, metrics: StepMetrics, proximalGaps: [Double] = [],
    customMetrics: [CustomMetric] = [], minimizer: [Double]? = nil, maximizer: [Double]? = nil,
    methodMemory: [Double]? = [], digest: UInt64? = nil
  ) {
    self.step = step
    self.wallSeconds = wallSeconds
    self.metrics = metrics
    self.proximalGaps = proximalGaps
    self.customMetrics = customMetrics
    minimizerSlice = minimizer.map { $0[...] }
    maximizerSlice = maximizer.map { $0[...] }
    self.methodMemory = methodMemory
    self.digest = digest
  }
}

extension StepRecord {
  /// ``minimizerSlice`` as an array of its own: to read it may copy it.
  public var minimizer: [Double]? {
    get { minimizerSlice.map(Array.init) }
    set { minimizerSlice = newValue.map { $0[...] } }
  }

  /// ``maximizerSlice`` as an array of its own: to read it may copy it.
  public var maximizer: [Double]? {
    get { maximizerSlice.map(Array.init) }
    set { maximizerSlice = newValue.map { $0[...] } }
  }
}

/// A measurement of the user's own at one step: a name and a number.
public struct CustomMetric: Hashable, Sendable {
  /// Any text but that of a built-in metric or of a proximal gap; the same at every step.
  public let name: String
  /// May be NaN or ±∞.
  public let value: Double

  /// Joins name and number.
  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}

/// The built-in metrics of a step; nil is *not measured*, which is not the same as NaN.
public struct StepMetrics: Hashable, Sendable {
  /// f(x, y).
  public var payoff: Double?
  /// What the minimizer descends; f in a zero-sum game.
  public var minimizerLoss: Double?
  /// What the maximizer descends; −f in a zero-sum game.
  public var maximizerLoss: Double?
  /// ‖∇ₓf‖.
  public var minimizerGradientNorm: Double?
  /// ‖∇ᵧf‖.
  public var maximizerGradientNorm: Double?
  /// ‖v‖.
  public var fieldNorm: Double?
  /// The distance to the nearest known equilibrium.
  public var equilibriumDistance: Double?
  /// The Nash duality gap, in closed form.
  public var dualityGap: Double?
  /// The Stackelberg gap Φ(x) − min Φ, in closed form.
  public var primalGap: Double?

  /// Nothing measured.
  public init() {}
}

/// The built-in metrics by name: the columns of a step's row, in order.
public enum BuiltInMetric: String, CaseIterable, Sendable {
  /// f(x, y).
  case payoff
  /// The minimizer's loss.
  case minimizerLoss
  /// The maximizer's loss.
  case maximizerLoss
  /// ‖∇ₓf‖.
  case minimizerGradientNorm
  /// ‖∇ᵧf‖.
  case maximizerGradientNorm
  /// ‖v‖.
  case fieldNorm
  /// The distance to the nearest known equilibrium.
  case equilibriumDistance
  /// The Nash duality gap.
  case dualityGap
  /// The Stackelberg gap.
  case primalGap
}

extension StepMetrics {
  /// One metric by name.
  public subscript(metric: BuiltInMetric) -> Double? {
    get { self[keyPath: Self.path(of: metric)] }
    set { self[keyPath: Self.path(of: metric)] = newValue }
  }

  private static func path(of metric: BuiltInMetric) -> WritableKeyPath<StepMetrics, Double?> {
    switch metric {
    case .payoff: \.payoff
    case .minimizerLoss: \.minimizerLoss
    case .maximizerLoss: \.maximizerLoss
    case .minimizerGradientNorm: \.minimizerGradientNorm
    case .maximizerGradientNorm: \.maximizerGradientNorm
    case .fieldNorm: \.fieldNorm
    case .equilibriumDistance: \.equilibriumDistance
    case .dualityGap: \.dualityGap
    case .primalGap: \.primalGap
    }
  }
}
