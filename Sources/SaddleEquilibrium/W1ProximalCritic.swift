import RealModule
import SaddleGames

/// The proximal payoff of the one-dimensional W1-GAN, all 1-Lipschitz critics allowed: X ~ N(0, σ²), σ > 1,
/// against G_u = Z + u, Z ~ N(0, 1), with the critic D* = |x| that is best at u = 0.
///
/// V(G, D) = ∫D′(F_G − F_X)dx, so that V^λ(G_u, D*) is a maximum over the slope D̃′(x) ∈ [−1, 1] point by point,
/// with the penalty (λ/2)p_X(x)ω(x)(D̃′ − sgn x)². A slope other than sgn x gains only for 0 < x < uσ/(σ − 1),
/// where F_G < F_X.
///
/// **The weight decides.** With ω = 1, the Sobolev norm as such, (V^λ − V*)/u² → −φ(0) as u → 0 for every λ > 0:
/// (G_0, D*) is λ-proximal for none. With ω(x) = |x − T(x)| = (1 − 1/σ)|x|, the transport's distance, it is,
/// locally up to ``weightedOrder`` > 1.
public struct W1ProximalCritic: Hashable, Sendable {
  /// The weight ω of the Sobolev norm.
  public enum Weight: String, CaseIterable, Sendable {
    /// 1.
    case none
    /// (1 − 1/σ)|x|, the distance that the optimal transport moves x.
    case transport
  }

  /// σ > 1.
  public let deviation: Double
  /// ω.
  public let weight: Weight

  /// Describes the game.
  ///
  /// - Precondition: σ > 1.
  public init(deviation: Double, weight: Weight) {
    precondition(deviation > 1, "σ must exceed 1")
    self.deviation = deviation
    self.weight = weight
  }

  /// V^λ(G_u, D*) − V(G_0, D*), negative where (G_0, D*) is no λ-proximal equilibrium.
  ///
  /// Simpson's rule with 4,000 intervals on the part where a slope gains; the rest in closed form.
  public func excess(at shift: Double, penalty: Double) -> Double {
    let shift = abs(shift)
    guard shift > 0 else { return 0 }
    let end = shift * deviation / (deviation - 1)
    let count = 4_000
    let width = end / Double(count)
    var sum = 0.0
    for index in 0...count {
      let coefficient = index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4 : 2
      sum += coefficient * gain(at: width * Double(index), shift, penalty)
    }
    let moved = Self.scale * Double.exp(-shift * shift / 2) + shift * Double.erf(shift / root)
    return Self.scale - moved + sum * width / 3
  }

  /// √(2/π) = E|Z|.
  private static let scale = (2 / Double.pi).squareRoot()
  private let root = 2.0.squareRoot()

  /// By how much the best slope at x > 0 beats the slope 1.
  private func gain(at x: Double, _ shift: Double, _ penalty: Double) -> Double {
    let difference = normal(x - shift) - normal(x / deviation)
    guard difference < 0 else { return 0 }
    let scaled = x / deviation
    let density =
      Double.exp(-scaled * scaled / 2) / (deviation * (2 * Double.pi).squareRoot())
    let stiffness = penalty * density * (weight == .none ? 1 : (1 - 1 / deviation) * x)
    // Moving the slope from 1 by m ∈ [−2, 0] gains m·difference − ½·stiffness·m².
    let move = stiffness > 0 ? max(-2, difference / stiffness) : -2
    return move * difference - stiffness * move * move / 2
  }

  private func normal(_ x: Double) -> Double { (1 + Double.erf(x / root)) / 2 }

  /// λ*, the largest λ at which (G_0, D*) is locally λ-proximal in the transport-weighted norm: the root of
  /// F(λ/σ) = 1 − 1/σ with F(μ) = 2s − (1 + μ)s² + (−3/2 − ln s + 2s − s²/2)/2μ, s = 1/(1 + 2μ).
  ///
  /// Falls from ∞ to 1 as σ grows from 1 to ∞.
  public var weightedOrder: Double {
    func balance(_ ratio: Double) -> Double {
      let s = 1 / (1 + 2 * ratio)
      let rest = -1.5 - Double.log(s) + 2 * s - s * s / 2
      return 2 * s - (1 + ratio) * s * s + rest / (2 * ratio) - (1 - 1 / deviation)
    }
    return deviation * decreasingRoot(from: 1e-9, to: 1e9, of: balance)
  }
}
