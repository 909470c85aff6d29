public import SaddleGames

/// Freezes y and goes on minimising over x: the tests by which Farnia & Ozdaglar (2020) show that trained
/// GANs are no Nash equilibria, and that they are proximal ones.
///
/// With λ = ∞ the minimizer descends V(·, y) itself: if V falls, (x, y) was no Nash equilibrium. With λ < ∞ it
/// descends V^λ(·, y), ỹ found anew at each step: if that falls, (x, y) was no λ-proximal equilibrium. The
/// start is perturbed a little, because nothing moves from a stationary point.
///
/// **The test is one-sided**: a fall proves, a flat curve only says that nothing was found in so many steps.
/// Just above λ* the instability is slow, and the curve looks flat.
public struct FrozenMaximizerProbe: Hashable, Sendable {
  /// N, the steps of the minimizer.
  public var steps = 400
  /// η: x ← Π(x − η∇ₓV(x, ỹ)).
  public var stepSize = 0.05
  /// The start's perturbation, relative to the root mean square of x.
  public var perturbation = 1e-3
  /// The most steps for ỹ, where it has no closed form.
  public var proximalSteps = 50
  /// The residual at which the search for ỹ stops.
  public var tolerance = 1e-6
  /// The fall that counts, relative to |V| at the start.
  public var leastFall = 1e-3
  /// A test ends before N steps when V^λ falls below it.
  public var leastValue = -Double.infinity
  /// Keys the perturbation.
  public var seed: UInt64 = 0

  /// The defaults.
  public init() {}

  /// What a test found.
  public enum Finding: String, CaseIterable, Sendable {
    /// V^λ fell: no equilibrium of this kind.
    case falls
    /// V^λ stayed.
    case flat
    /// It fell, but not by three standard errors, or left the numbers.
    case undecided
  }

  /// One test.
  public struct Curve: Hashable, Sendable {
    /// λ; ∞ for V itself.
    public let penalty: Double
    /// V^λ after each step, the start first, on the search's data.
    public let values: [Double]
    /// By how much V^λ fell from first to last, on the evaluation's data.
    public let fall: Double
    /// Its bootstrap standard error; nil for exact expectations.
    public let fallError: Double?
    /// What follows.
    public let finding: Finding
    /// Where x ended, with y as it was.
    public let end: StrategyProfile
  }

  /// Runs one test.
  ///
  /// - Parameters:
  ///   - z: the profile; its y stays.
  ///   - penalty: λ > 0.
  ///   - data: the game to descend on, and those to measure the fall on.
  ///   - observe: told of each step: its index, the profile and V^λ there.
  /// - Returns: the curve with its finding.
  public func curve(
    at z: StrategyProfile, penalty: Double, in data: GapData,
    observe: (Int, StrategyProfile, Double) throws -> Void
  ) rethrows -> Curve {
    let game = data.search
    var search = ProximalSearch(
      game, penalty: penalty, center: z, domain: .gapSet,
      descent: ProjectedDescent(stepLimit: proximalSteps, tolerance: tolerance))
    var profile = start(z, in: game)
    let first = profile
    var values: [Double] = []
    var field = [Double](repeating: 0, count: z.shape.count)
    for step in 0...steps {
      let response = search.response(to: Array(profile[.minimizer]))
      values.append(response.value)
      try observe(step, profile, response.value)
      guard step < steps, response.value.isFinite, response.value >= leastValue else { break }
      var answered = profile
      answered[.maximizer] = response.strategy[...]
      game.gradientField(of: .minimizer, at: answered, into: &field)
      for index in profile.shape.range(of: .minimizer) {
        profile.values[index] -= stepSize * field[index]
      }
      game.project(.minimizer, of: &profile)
    }
    let (fall, error) = fall(from: first, to: profile, center: z, penalty, search, data)
    return Curve(
      penalty: penalty, values: values, fall: fall, fallError: error,
      finding: finding(values, fall: fall, error: error), end: profile)
  }

  /// Runs one test that nobody watches.
  public func curve(at z: StrategyProfile, penalty: Double, in data: GapData) -> Curve {
    curve(at: z, penalty: penalty, in: data) { _, _, _ in }
  }

  private func start(_ z: StrategyProfile, in game: any MinMaxGame) -> StrategyProfile {
    guard perturbation > 0 else { return z }
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: 3)
    let own = z[.minimizer]
    let square = own.reduce(0) { $0 + $1 * $1 } / Double(max(1, own.count))
    let scale = perturbation * (square > 1e-12 ? square.squareRoot() : 1)
    var moved = z
    for index in z.shape.range(of: .minimizer) {
      moved.values[index] += scale * random.nextNormal()
    }
    game.project(.minimizer, of: &moved)
    return moved
  }

  /// The fall of V^λ, with ỹ as the search's data give it, on the evaluation's data.
  private func fall(
    from first: StrategyProfile, to last: StrategyProfile, center: StrategyProfile,
    _ penalty: Double, _ search: ProximalSearch, _ data: GapData
  ) -> (Double, Double?) {
    var search = search
    let ends = [first, last].map { profile in
      let response = search.response(to: Array(profile[.minimizer]))
      var answered = profile
      answered[.maximizer] = response.strategy[...]
      return answered
    }
    let measured = data.mean { game in
      let values = ends.map { answered in
        let value = game.payoff(at: answered)
        guard penalty.isFinite else { return value }
        var gradient = Array(center[.maximizer])
        return value
          - penalty
          * game.proximalTerm(of: Array(answered[.maximizer]), at: center, into: &gradient)
      }
      return values[0] - values[1]
    }
    return (measured.value, measured.standardError)
  }

  private func finding(_ values: [Double], fall: Double, error: Double?) -> Finding {
    guard fall.isFinite, let first = values.first, let last = values.last else {
      return values.last == -.infinity || fall == .infinity ? .falls : .undecided
    }
    let least = leastFall * max(abs(first), 1e-3)
    guard fall > least else { return .flat }
    // A fall that goes on: the second half still lowers V^λ.
    let isGrowing = last < values[values.count / 2] + least
    return fall > 3 * (error ?? 0) && isGrowing ? .falls : .undecided
  }
}

extension [FrozenMaximizerProbe.Curve] {
  /// λ̂*: the largest λ such that its curve and those of all smaller λ are flat; nil if none is.
  public var estimatedOrder: Double? {
    let ascending = sorted { $0.penalty < $1.penalty }
    return ascending.prefix { $0.finding == .flat }.last?.penalty
  }

  /// What the tests say together, in one sentence.
  public func sentence(steps: Int) -> String {
    let parts = sorted { $0.penalty > $1.penalty }.map { curve in
      let error = curve.fallError.map { " ± \($0.brief)" } ?? ""
      let name = curve.penalty == .infinity ? "V" : "V^\(curve.penalty.brief)"
      return switch curve.finding {
      case .falls: "\(name) fell by \(curve.fall.brief)\(error)"
      case .flat:
        "\(name) stayed flat\(error.isEmpty ? "" : " (fell by \(curve.fall.brief)\(error))")"
      case .undecided: "\(name) is undecided (\(curve.fall.brief)\(error))"
      }
    }
    let nash = first { $0.penalty == .infinity }.map { curve in
      switch curve.finding {
      case .falls: "not a Nash equilibrium: "
      case .flat: "no sign against a Nash equilibrium: "
      case .undecided: "undecided: "
      }
    }
    let order = estimatedOrder.flatMap { $0.isFinite ? $0 : nil }.map {
      "; λ̂* = \($0.brief), and λ* may be less: the test is one-sided"
    }
    return "\(nash ?? "")\(parts.joined(separator: ", ")) in \(steps) steps\(order ?? "")"
  }
}
