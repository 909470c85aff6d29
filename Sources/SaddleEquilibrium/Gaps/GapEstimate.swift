/// One gap at one profile: its value and everything that says how far to trust it.
///
/// Signed: a search that fails shows as a negative value, which is left as it is.
public struct GapEstimate: Hashable, Sendable {
  /// How a value was found.
  public enum Source: String, CaseIterable, Sendable {
    /// The game's closed form.
    case closedForm
    /// A search from the profile itself: 0 at every stationary point, whatever the true gap.
    case localSearch
    /// The best of searches from the profile and from perturbed starts.
    case perturbedSearch
  }

  /// On which side of the value the true gap lies.
  public enum Bound: String, CaseIterable, Sendable {
    /// The value is the gap, to rounding.
    case exact
    /// The true gap is at least the value: a better search only raises it. On data that the search did
    /// not see, this holds in expectation.
    case lower
    /// Neither: ỹ was searched for, and a ỹ that is not optimal raises the value, while deviations
    /// that are not lower it.
    case approximate
  }

  /// λ: 0 for the primal (Stackelberg) gap, ∞ for the duality (Nash) gap.
  public var penalty: Double
  /// ``upperValue`` − ``lowerValue``.
  public var value: Double
  /// max over y′ of f(x, y′), as found; nil for a closed form of the gap.
  public var upperValue: Double?
  /// min over x′ of f^λ(x′, y), as found; nil for a closed form of the gap.
  public var lowerValue: Double?
  /// On which side the true gap lies.
  public var bound: Bound
  /// How the value was found.
  public var source: Source
  /// K: the most steps of each search; 0 for a closed form.
  public var innerSteps: Int
  /// The relative sizes of the perturbed starts, each used with both signs.
  public var perturbations: [Double]
  /// The value that searches of fewer steps would have given.
  public var sweep: [SweepPoint]
  /// ‖Π(y′ − g) − y′‖ at the best y′: how far from converged.
  public var maximizerResidual: Double?
  /// The same at the best x′.
  public var minimizerResidual: Double?
  /// The same for ỹ; nil where ỹ is exact or y.
  public var proximalResidual: Double?
  /// Whether every residual fell to the tolerance.
  public var isConverged: Bool
  /// Whether the best x′ or y′ lies at the edge of a ball: a larger radius may hold a better one.
  public var isAtEdge = false
  /// Payoffs and gradients evaluated for it, searches of y′ that several share counted for the first.
  public var evaluationCount = 0
  /// Whether a limit on evaluations or seconds ended a search.
  public var isLimited = false
  /// What x′ and y′ range over, in words.
  public var domain: String
  /// The norm of ‖ỹ − y‖² in the proximal term (λ/2)‖ỹ − y‖², in words.
  public var norm: String
  /// What the search saw and what the value was measured on, in words.
  public var data: String
  /// The bootstrap standard error over evaluation batches; nil if there is one batch or no data.
  public var standardError: Double?
  /// Seconds it took. (What searches shared counts for the first.)
  public var seconds: Double

  /// The value at one number of steps.
  public struct SweepPoint: Hashable, Sendable {
    /// K.
    public let steps: Int
    /// The value.
    public let value: Double

    /// Joins the two.
    public init(steps: Int, value: Double) {
      self.steps = steps
      self.value = value
    }
  }

  /// `primalGap`, `proximalGap(λ)` or `dualityGap`.
  public var name: String {
    if penalty == 0 { return "primalGap" }
    return penalty == .infinity ? "dualityGap" : "proximalGap(\(penalty))"
  }
}
