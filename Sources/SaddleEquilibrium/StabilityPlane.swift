import ComplexModule
import RealModule
public import SaddleGames
import SaddleLinearAlgebra
public import SaddleTraining

/// The eigenvalues that decide whether a method contracts near a stationary point, and the part of the
/// complex plane in which they must lie.
///
/// Where one step is a function μ(S) of S = η∘J alone, these are the eigenvalues h of S, that is ηℓ for
/// one step size and an eigenvalue ℓ of the game Jacobian, against the region |μ(h)| < 1:
/// 1 − h for simultaneous play, 1 − h + h² for extragradient, both roots of μ² = (1 − 2h)μ + h for
/// optimistic play, 1/(1 + h) for the proximal point. Of other methods they are the eigenvalues μ of the
/// step's map, against the unit disc.
public struct StabilityPlane: Hashable, Sendable {
  /// Which eigenvalues these are.
  public enum Quantity: Hashable, Sendable {
    /// h, of η∘J.
    case scaledJacobian
    /// μ, of the map of one step.
    case map
  }

  /// A complex number.
  public struct Point: Hashable, Sendable {
    /// The real part.
    public let real: Double
    /// The imaginary part.
    public let imaginary: Double

    init(_ number: Complex<Double>) {
      real = number.real
      imaginary = number.imaginary
    }
  }

  /// Which eigenvalues these are.
  public let quantity: Quantity
  /// The eigenvalues.
  public let eigenvalues: [Point]
  /// The boundary of the region: a closed curve on which |μ| = 1.
  public let boundary: [Point]
  /// Whether the method contracts inside the curve; outside it, if not.
  public let isStableInside: Bool
  /// ρ and the rotation of the method's map.
  public let prediction: MethodPrediction

  /// Finds the eigenvalues at a stationary point; nil where ``MethodPrediction`` is.
  ///
  /// Cost: as ``MethodPrediction/init(of:at:in:)``, and the eigenvalues of the Jacobian.
  public init?(
    of method: any TrainingMethod, at z: StrategyProfile, in game: any VariationalInequality
  ) {
    guard method.rule.isPlain, let method = method as? any LinearlyPredictable else { return nil }
    let point = GameLinearization(of: game, at: z)
    guard let map = method.stepMap(at: point) else { return nil }
    let multipliers = GeneralEigenvalues(of: map).values
    guard let prediction = MethodPrediction(eigenvalues: multipliers) else { return nil }
    self.prediction = prediction
    if let curve = Self.curve(of: method) {
      quantity = .scaledJacobian
      let scaled = point.scaledJacobian(curve.stepSizes)
      eigenvalues = GeneralEigenvalues(of: scaled).values.map(Point.init)
      boundary = curve.boundary.map(Point.init)
      isStableInside = !(method is ProximalPoint)
    } else {
      quantity = .map
      eigenvalues = multipliers.map(Point.init)
      boundary = Self.unitCircle(turns: 1).map(Point.init)
      isStableInside = true
    }
  }

  private static func unitCircle(turns: Int) -> [Complex<Double>] {
    let count = 180 * turns
    return (0...count).map { Complex(length: 1, phase: 2 * .pi * Double($0 % 180) / 180) }
  }

  /// The h at which |μ(h)| = 1, for μ once round the unit circle, or twice where it takes two turns to
  /// come back to the same root.
  private static func curve(
    of method: any LinearlyPredictable
  ) -> (boundary: [Complex<Double>], stepSizes: StepSizes)? {
    switch method {
    case let method as SimultaneousGDA:
      return (unitCircle(turns: 1).map { 1 - $0 }, method.stepSizes)
    case let method as ProximalPoint:
      return (unitCircle(turns: 1).map { $0 - 1 }, method.stepSizes)
    case let method as OptimisticGDA:
      return (unitCircle(turns: 1).map { $0 * (1 - $0) / (2 * $0 - 1) }, method.stepSizes)
    case let method as Extragradient:
      // h² − h + 1 − μ = 0, along one branch of the root.
      var root = Complex<Double>(1)
      let boundary = unitCircle(turns: 2).map { multiplier -> Complex<Double> in
        let next = Complex.sqrt(4 * multiplier - 3)
        root = (next - root).length <= (next + root).length ? next : -next
        return (1 + root) / 2
      }
      return (boundary, method.stepSizes)
    default: return nil
    }
  }
}
