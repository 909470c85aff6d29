/// A solution that theory gives for a game, with the strongest statement that holds there.
public struct KnownEquilibrium: Hashable, Sendable {
  /// Which kind of solution a point is, from strong to weak.
  public enum Kind: Hashable, Sendable {
    /// No player gains by deviating: λ-proximal for every λ.
    case nash
    /// λ-proximal exactly for λ ≤ `upTo` (λ*), and no Nash equilibrium (Farnia & Ozdaglar 2020).
    case proximal(upTo: Double)
    /// v = 0, and neither of the above: a warning, not a goal.
    case stationary
  }

  /// The point.
  public let profile: StrategyProfile
  /// What it is.
  public let kind: Kind
  /// One phrase for tables: "Nash (0, 0)", "maximin, not minimax".
  public let note: String

  /// Describes a point.
  public init(profile: StrategyProfile, kind: Kind, note: String = "") {
    self.profile = profile
    self.kind = kind
    self.note = note
  }
}
