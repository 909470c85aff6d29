/// Which kind of point one recorded step is, to second order, with the numbers that decided, as stored.
///
/// Numbers are missing where they are not defined or were not found; `SaddleEquilibrium.LocalAnalysis`
/// says what each means.
public struct LocalRecord: Hashable, Sendable {
  /// The least eigenvalue of S_λ for one λ.
  public struct Curvature: Hashable, Sendable {
    /// λ.
    public let penalty: Double
    /// The eigenvalue; nil where λM − f_yy is not positive definite.
    public let least: Double?
    /// Its residual.
    public let residual: Double?

    /// Joins the parts.
    public init(penalty: Double, least: Double?, residual: Double?) {
      self.penalty = penalty
      self.least = least
      self.residual = residual
    }
  }

  /// The step.
  public var step: Int
  /// `strictLocalNash`, `weakLocalNash`, `localMinimax`, `localMaximin`, `stableOnly`, `stationary` or
  /// `notCritical`.
  public var kind: String
  /// The verdict with its numbers.
  public var sentence: String
  /// What remains uncertain.
  public var uncertainties: [String]
  /// The numbers by the name of their column.
  public var numbers: [String: Double]
  /// The number of free directions of x.
  public var freeMinimizerCount: Int
  /// The number of free directions of y.
  public var freeMaximizerCount: Int
  /// The norm that λ* refers to, in words.
  public var norm: String
  /// `dense` or `matrixFree`.
  public var solver: String
  /// The Hessian products that it took.
  public var productCount: Int
  /// Whether every residual fell to the solver's tolerance.
  public var isConverged: Bool
  /// The data that the derivatives are those of, in words.
  public var data: String
  /// Seconds it took.
  public var seconds: Double
  /// S_λ for each λ that was asked for.
  public var curvatures: [Curvature]

  /// Joins the parts.
  public init(
    step: Int, kind: String, sentence: String, uncertainties: [String],
    numbers: [String: Double], freeMinimizerCount: Int, freeMaximizerCount: Int, norm: String,
    solver: String, productCount: Int, isConverged: Bool, data: String, seconds: Double,
    curvatures: [Curvature]
  ) {
    self.step = step
    self.kind = kind
    self.sentence = sentence
    self.uncertainties = uncertainties
    self.numbers = numbers
    self.freeMinimizerCount = freeMinimizerCount
    self.freeMaximizerCount = freeMaximizerCount
    self.norm = norm
    self.solver = solver
    self.productCount = productCount
    self.isConverged = isConverged
    self.data = data
    self.seconds = seconds
    self.curvatures = curvatures
  }

  /// The columns that ``numbers`` may fill.
  public static let numberNames = [
    "fieldNorm", "minimizerGradientNorm", "maximizerGradientNorm", "naturalResidual",
    "minimizerLeast", "minimizerLeastResidual", "minimizerGreatest", "maximizerLeast",
    "maximizerGreatest", "maximizerGreatestResidual", "minimaxCurvature", "maximinCurvature",
    "proximalOrder", "proximalOrderError", "leastReal", "greatestMagnitude", "greatestTurn",
    "rotationShare", "rotationShareError", "largestStepSize", "stabilizingRatio",
  ]
}
