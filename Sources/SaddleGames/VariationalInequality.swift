/// A two-player problem given by its field v alone: find z* with ⟨v(z*), z − z*⟩ ≥ 0 for every
/// feasible z.
///
/// Every ``MinMaxGame`` is one, with v = (∇ₓf, −∇ᵧf), the field that methods descend:
/// z ← z − ηv(z). A field that is no game's gradient (the polar game) conforms to this protocol
/// alone, so no payoff, gap or proximal operator can be asked of it.
///
/// Conforming types are values and pure: the same arguments give the same bits. Output arrays
/// (`into:`) hold `shape.count` values on entry and are overwritten, so that a step allocates
/// nothing.
public protocol VariationalInequality: Sendable {
  /// The two players' numbers of coordinates.
  var shape: ProfileShape { get }

  /// Where a run starts unless the user says otherwise; uses `random` only where the game's
  /// definition has a random start.
  func initialProfile(using random: inout CounterGenerator) -> StrategyProfile

  /// Writes v(z). Not finite outside the field's domain.
  func gradientField(at z: StrategyProfile, into v: inout [Double])

  /// Writes one player's block of v(z) into its range of `v`, and leaves the other block alone.
  ///
  /// The default computes the whole field.
  func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double])

  /// Writes J(z)·u, where J = Dv is the game Jacobian.
  func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double])

  /// Writes J(z)ᵀ·u.
  func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double])

  /// The set a player's strategy is kept in. Default: unconstrained.
  func strategySet(of player: Player) -> StrategySet

  /// Moves a player's strategy to the nearest point of its strategy set (Euclidean projection).
  ///
  /// The default projects on ``strategySet(of:)``; a game overrides it where the set is its own.
  func project(_ player: Player, of z: inout StrategyProfile)

  /// Whether projected profiles are exact in 32-bit floats, so that a record may keep those. Default:
  /// false.
  var isExactInFloat32: Bool { get }

  /// What is known of this game's solutions; empty where theory gives none.
  var knownEquilibria: [KnownEquilibrium] { get }

  /// The distance to the nearest known equilibrium; nil if none is known.
  ///
  /// The default is the smallest Euclidean distance over ``knownEquilibria``; a game whose
  /// equilibria form a set (orthogonal matrices, say) overrides it and says what it measures.
  func distanceToEquilibrium(from z: StrategyProfile) -> Double?
}

extension VariationalInequality {
  /// Computes the whole field and keeps one block.
  public func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double]) {
    let range = shape.range(of: player.opponent)
    let kept = v[range]
    gradientField(at: z, into: &v)
    v.replaceSubrange(range, with: kept)
  }

  /// Unconstrained.
  public func strategySet(of player: Player) -> StrategySet { .unconstrained }

  /// The Euclidean projection on ``strategySet(of:)``.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    strategySet(of: player).project(&z.values, in: shape.range(of: player))
  }

  /// False.
  public var isExactInFloat32: Bool { false }

  /// None.
  public var knownEquilibria: [KnownEquilibrium] { [] }

  /// The smallest Euclidean distance to a known equilibrium; nil if none is known.
  public func distanceToEquilibrium(from z: StrategyProfile) -> Double? {
    knownEquilibria.map { known in
      zip(known.profile.values, z.values)
        .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        .squareRoot()
    }.min()
  }
}
