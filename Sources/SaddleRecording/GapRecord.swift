/// One gap at one recorded step: its value and everything that says how far to trust it, as stored.
public struct GapRecord: Hashable, Sendable {
  /// The step.
  public var step: Int
  /// λ: 0 for the primal (Stackelberg) gap, ∞ for the duality (Nash) gap.
  public var penalty: Double
  /// `closedForm`, `localSearch` or `perturbedSearch`.
  public var source: String
  /// What deviations range over, in words.
  public var domain: String
  /// `primalGap`, `proximalGap(λ)` or `dualityGap`.
  public var name: String
  /// The value, signed; NaN if it could not be measured.
  public var value: Double
  /// The bootstrap standard error over evaluation batches.
  public var standardError: Double?
  /// `exact`, `lower` (the true gap is at least the value) or `approximate`.
  public var bound: String
  /// Whether every search came to rest.
  public var isConverged: Bool
  /// max over y′ of f(x, y′), as found.
  public var upperValue: Double?
  /// min over x′ of f^λ(x′, y), as found.
  public var lowerValue: Double?
  /// K, the most steps of each search.
  public var innerSteps = 0
  /// The relative sizes of perturbed starts.
  public var perturbations: [Double] = []
  /// The value that searches of fewer steps would have given: pairs of K and value.
  public var sweep: [[Double]] = []
  /// The norm of the projected gradient at the best y′.
  public var maximizerResidual: Double?
  /// The same at the best x′.
  public var minimizerResidual: Double?
  /// The same for ỹ.
  public var proximalResidual: Double?
  /// Whether a deviation lies at the edge of a ball: a larger radius may hold a better one.
  public var isAtEdge = false
  /// Payoffs and gradients that were evaluated.
  public var evaluationCount = 0
  /// Whether a limit on evaluations or seconds ended a search.
  public var isLimited = false
  /// The norm of the proximal term (λ/2)‖ỹ − y‖², in words.
  public var norm = ""
  /// What the search saw and what the value was measured on, in words.
  public var data = ""
  /// Seconds it took.
  public var seconds = 0.0

  /// Joins what every record has.
  public init(
    step: Int, penalty: Double, name: String, value: Double, source: String, domain: String,
    bound: String, isConverged: Bool
  ) {
    self.step = step
    self.penalty = penalty
    self.name = name
    self.value = value
    self.source = source
    self.domain = domain
    self.bound = bound
    self.isConverged = isConverged
  }
}

/// A recorded gap as summaries read it.
public struct GapReading: Hashable, Sendable {
  /// The step.
  public let step: Int
  /// λ.
  public let penalty: Double
  /// The value; NaN if it could not be measured.
  public let value: Double
  /// Its standard error, if it has one.
  public let standardError: Double?
  /// `exact`, `lower` or `approximate`.
  public let bound: String
  /// Whether every search came to rest.
  public let isConverged: Bool
  /// A sentence.
  public let reading: String

  /// Joins the parts.
  public init(
    step: Int, penalty: Double, value: Double, standardError: Double? = nil, bound: String,
    isConverged: Bool = true, reading: String = ""
  ) {
    self.step = step
    self.penalty = penalty
    self.value = value
    self.standardError = standardError
    self.bound = bound
    self.isConverged = isConverged
    self.reading = reading
  }
}
