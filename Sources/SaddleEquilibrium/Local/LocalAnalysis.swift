/// What first and second derivatives say of one profile: the numbers behind a ``LocalVerdict``.
///
/// Second derivatives are those along the directions that no constraint blocks, with the bending of
/// the constraints' boundary in them (``freeMinimizerCount``, ``freeMaximizerCount``). Eigenvalues carry
/// the residual ‖Au − θu‖ of the vector they were read from: 0 for dense decompositions.
public struct LocalAnalysis: Hashable, Sendable {
  /// An eigenvalue with its residual.
  public struct Eigenvalue: Hashable, Sendable {
    /// θ.
    public var value: Double
    /// Some eigenvalue lies within it of θ.
    public var residual: Double

    /// Joins the two.
    public init(_ value: Double, residual: Double = 0) {
      self.value = value
      self.residual = residual
    }
  }

  /// The least eigenvalue of S_λ for one λ.
  public struct ProximalCurvature: Hashable, Sendable {
    /// λ.
    public var penalty: Double
    /// The least eigenvalue of S_λ = f_xx + f_xy(λM − f_yy)⁻¹f_yx; nil unless λM − f_yy ≻ 0.
    public var least: Eigenvalue?
  }

  /// How the derivatives were decomposed.
  public enum Solver: String, CaseIterable, Sendable {
    /// All eigenvalues of full matrices.
    case dense
    /// Lanczos, Arnoldi and conjugate gradients over Hessian products.
    case matrixFree
  }

  /// ‖v‖.
  public var fieldNorm: Double
  /// ‖∇ₓf‖.
  public var minimizerGradientNorm: Double
  /// ‖∇ᵧf‖.
  public var maximizerGradientNorm: Double
  /// ‖z − Π(z − v)‖: 0 exactly at a stationary point, constraints heeded.
  public var naturalResidual: Double
  /// The least and greatest eigenvalue of f_xx.
  public var minimizerCurvature: (least: Eigenvalue, greatest: Eigenvalue) {
    get { (ownLeast, ownGreatest) }
    set { (ownLeast, ownGreatest) = newValue }
  }
  /// The least and greatest eigenvalue of f_yy.
  public var maximizerCurvature: (least: Eigenvalue, greatest: Eigenvalue) {
    get { (otherLeast, otherGreatest) }
    set { (otherLeast, otherGreatest) = newValue }
  }
  private var ownLeast, ownGreatest, otherLeast, otherGreatest: Eigenvalue
  /// The least eigenvalue of S_0 = f_xx − f_xy f_yy⁻¹f_yx, > 0 with f_yy ≺ 0 at a strict local minimax
  /// point (Jin, Netrapalli & Jordan 2020); nil unless f_yy ⪯ 0.
  public var minimaxCurvature: Eigenvalue?
  /// The greatest eigenvalue of f_yy − f_yx f_xx⁻¹f_xy, < 0 with f_xx ≻ 0 at a strict local maximin
  /// point; nil unless f_xx ⪰ 0, or matrix-free. (10⁻⁶ of the scale is added to f_xx.)
  public var maximinCurvature: Eigenvalue?
  /// S_λ for each λ that was asked for.
  public var proximalCurvatures: [ProximalCurvature]
  /// λ* = sup{λ : S_λ ⪰ 0}: ∞ where f_xx ⪰ 0 ⪰ f_yy, nil where the point is no local minimax point.
  public var proximalOrder: Double?
  /// How far λ* may be off.
  public var proximalOrderError: Double
  /// The eigenvalues of J = [[f_xx, f_xy], [−f_yx, −f_yy]].
  public var spectrum: JacobianSpectrum
  /// The number of free directions of x.
  public var freeMinimizerCount: Int
  /// The number of free directions of y.
  public var freeMaximizerCount: Int
  /// The norm that M and so λ* refer to, in words.
  public var norm: String
  /// How it was decomposed.
  public var solver: Solver
  /// The Hessian products that it took.
  public var productCount: Int
  /// Whether every residual fell to the solver's tolerance.
  public var isConverged: Bool
  /// Whether a bound is only just touched, so that it is not decided whether it binds.
  public var isDegenerate: Bool
  /// The data that the derivatives are those of, in words.
  public var data: String
  /// Seconds.
  public var seconds: Double
  /// |·| below which the sign of an eigenvalue is not decided, rounding apart.
  public var signTolerance: Double
  /// ‖z − Π(z − v)‖ above which the profile is not stationary.
  public var criticalTolerance: Double

  init(
    fieldNorm: Double, minimizerGradientNorm: Double, maximizerGradientNorm: Double,
    naturalResidual: Double, minimizer: (Eigenvalue, Eigenvalue),
    maximizer: (Eigenvalue, Eigenvalue), minimax: Eigenvalue?, maximin: Eigenvalue?,
    proximal: [ProximalCurvature], order: Double?, orderError: Double, spectrum: JacobianSpectrum,
    free: (Int, Int), norm: String, solver: Solver, products: Int, isConverged: Bool,
    isDegenerate: Bool, data: String, seconds: Double, signTolerance: Double,
    criticalTolerance: Double
  ) {
    self.fieldNorm = fieldNorm
    self.minimizerGradientNorm = minimizerGradientNorm
    self.maximizerGradientNorm = maximizerGradientNorm
    self.naturalResidual = naturalResidual
    (ownLeast, ownGreatest) = minimizer
    (otherLeast, otherGreatest) = maximizer
    minimaxCurvature = minimax
    maximinCurvature = maximin
    proximalCurvatures = proximal
    proximalOrder = order
    proximalOrderError = orderError
    self.spectrum = spectrum
    (freeMinimizerCount, freeMaximizerCount) = free
    self.norm = norm
    self.solver = solver
    productCount = products
    self.isConverged = isConverged
    self.isDegenerate = isDegenerate
    self.data = data
    self.seconds = seconds
    self.signTolerance = signTolerance
    self.criticalTolerance = criticalTolerance
  }
}

/// What the game Jacobian's eigenvalues ℓ say of gradient descent-ascent: ż = −v behaves as e^{−ℓt}.
public struct JacobianSpectrum: Hashable, Sendable {
  /// min Re ℓ: GDA's flow is locally stable iff it is > 0.
  public var leastReal: Double
  /// max |ℓ|.
  public var greatestMagnitude: Double
  /// max |Im ℓ|: the fastest turning.
  public var greatestTurn: Double
  /// ‖A‖²_F/(‖S‖²_F + ‖A‖²_F) with J = S + A: 0 for a potential, 1 for pure rotation.
  ///
  /// Balduzzi et al. 2018.
  public var rotationShare: Double
  /// Its standard error, where it was estimated with random probes; else 0.
  public var rotationShareError: Double
  /// min 2Re ℓ/|ℓ|²: simultaneous GDA is locally stable below; nil if the flow is not stable.
  ///
  /// From the eigenvalues that were found, so an upper bound if not all were.
  public var largestStepSize: Double?
  /// τ*: the flow of (x, τ·y) is stable for every larger time-scale ratio τ; 0 if for all; nil if for
  /// none, or not determined.
  public var stabilizingRatio: Double?
  /// The largest residual among the eigenvalues that the above are read from.
  public var residual: Double
  /// Whether all eigenvalues are known.
  public var isComplete: Bool
}
