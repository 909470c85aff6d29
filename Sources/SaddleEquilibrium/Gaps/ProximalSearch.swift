import SaddleGames

/// Finds ỹ = argmax f(x, ỹ) − (λ/2)‖ỹ − y‖²: in closed form where the game has it, else by ascent from
/// the last ỹ, so that a slowly moving x costs a few steps.
struct ProximalSearch {
  /// f^λ(x, y) with what it took.
  struct Response {
    /// ỹ.
    var strategy: [Double]
    /// f(x, ỹ) − (λ/2)‖ỹ − y‖².
    var value: Double
    /// The norm of the projected gradient at ỹ; nil if ỹ is exact.
    var residual: Double?
  }

  let game: any MinMaxGame
  /// What ỹ maximises in f's place: f less the penalties that the maximizer pays; nil: f itself.
  let answering: (any MinMaxGame)?
  /// λ.
  let penalty: Double
  /// The profile whose y is held; its x is replaced.
  let center: StrategyProfile
  /// What ỹ ranges over for λ = 0, and for λ > 0 where it is a ball; else that is the strategy set.
  let domain: DeviationDomain
  let descent: ProjectedDescent
  /// What evaluations are counted on; nil: they are not.
  let budget: SearchBudget?
  private var last: [Double]

  init(
    _ game: any MinMaxGame, penalty: Double, center: StrategyProfile, domain: DeviationDomain,
    descent: ProjectedDescent, answering: (any MinMaxGame)? = nil, budget: SearchBudget? = nil
  ) {
    self.game = game
    self.answering = answering
    self.budget = budget
    self.penalty = penalty
    self.center = center
    self.domain = domain
    self.descent = descent
    last = Array(center[.maximizer])
  }

  /// The same search for another λ.
  func with(penalty: Double) -> ProximalSearch {
    ProximalSearch(
      game, penalty: penalty, center: center, domain: domain, descent: descent,
      answering: answering, budget: budget)
  }

  /// ỹ against x.
  ///
  /// - Parameters:
  ///   - x: the minimizer's strategy.
  ///   - restarts: further starts for ỹ, for a payoff with several hills.
  /// - Returns: the best ỹ that was found.
  mutating func response(to x: [Double], restarts: [[Double]] = []) -> Response {
    var profile = center
    profile[.minimizer] = x[...]
    let own = Array(center[.maximizer])
    if penalty == .infinity {
      budget?.spend()
      return Response(strategy: own, value: game.payoff(at: profile), residual: nil)
    }
    // Closed forms let ỹ range over all strategies, λ = 0 over the gaps' domain.
    if penalty > 0, let exact = game.proximalResponse(at: profile, penalty: penalty),
      domain == .gapSet || !domain.isAtEdge(exact, of: .maximizer, about: center)
    {
      budget?.spend()
      return Response(strategy: exact, value: value(of: exact, against: profile), residual: nil)
    }
    var objective = objective(against: profile)
    var best: ProjectedDescent.Outcome?
    for start in [last] + restarts {
      let found = descent.minimize(&objective, from: start)
      if !found.value.isNaN, found.value < best?.value ?? .infinity { best = found }
    }
    guard let best else { return Response(strategy: own, value: .nan, residual: .nan) }
    last = best.point
    return Response(
      strategy: best.point,
      value: answering == nil ? -best.value : value(of: best.point, against: profile),
      residual: best.residual)
  }

  /// ‖Π(ỹ − g) − ỹ‖ at some ỹ against x: 0 where ỹ is the answer.
  func residual(of strategy: [Double], against x: [Double]) -> Double {
    var profile = center
    profile[.minimizer] = x[...]
    var objective = objective(against: profile)
    var gradient = strategy
    _ = objective.value(at: strategy)
    objective.gradient(into: &gradient)
    return ProjectedDescent.residual(strategy, gradient, objective)
  }

  private func objective(against profile: StrategyProfile) -> MaximizerObjective {
    MaximizerObjective(
      game: answering ?? game, profile: profile, center: center, penalty: penalty, domain: domain,
      budget: budget)
  }

  private func value(of strategy: [Double], against profile: StrategyProfile) -> Double {
    var answered = profile
    answered[.maximizer] = strategy[...]
    return game.proximalValue(of: answered, about: center, penalty: penalty)
  }
}

/// −f(x, ỹ) + (λ/2)‖ỹ − y‖² over ỹ, x held; λ = 0 over the domain of deviations.
struct MaximizerObjective: SearchObjective {
  let game: any MinMaxGame
  /// (x, ỹ).
  private var profile: StrategyProfile
  private let center: StrategyProfile
  private let penalty: Double
  private let domain: DeviationDomain
  private let budget: SearchBudget?
  private var field: [Double]
  private var pull: [Double]

  init(
    game: any MinMaxGame, profile: StrategyProfile, center: StrategyProfile, penalty: Double,
    domain: DeviationDomain, budget: SearchBudget? = nil
  ) {
    self.game = game
    self.profile = profile
    self.center = center
    self.penalty = penalty
    self.domain = domain
    self.budget = budget
    field = [Double](repeating: 0, count: profile.shape.count)
    pull = [Double](repeating: 0, count: profile.shape.maximizerCount)
  }

  var isSpent: Bool { budget?.isSpent ?? false }

  mutating func value(at point: [Double]) -> Double {
    budget?.spend()
    profile[.maximizer] = point[...]
    let payoff = game.payoff(at: profile)
    guard penalty > 0 else { return -payoff }
    return penalty * game.proximalTerm(of: point, at: center, into: &pull) - payoff
  }

  mutating func gradient(into gradient: inout [Double]) {
    budget?.spend()
    game.gradientField(of: .maximizer, at: profile, into: &field)
    for (offset, index) in profile.shape.range(of: .maximizer).enumerated() {
      gradient[offset] = field[index] + (penalty > 0 ? penalty * pull[offset] : 0)
    }
  }

  func project(_ point: inout [Double]) {
    var moved = profile
    moved[.maximizer] = point[...]
    // Within a ball ỹ stays, too: f^λ is then at most max f over it, and the gap at least 0.
    if penalty > 0, domain == .gapSet {
      game.project(.maximizer, of: &moved)
    } else {
      domain.project(.maximizer, of: &moved, about: center, in: game)
    }
    point = Array(moved[.maximizer])
  }
}

/// f^λ(x′, y) over x′, y held.
///
/// By Danskin's theorem its gradient is ∇ₓf(x′, ỹ) with ỹ held.
struct MinimizerObjective: SearchObjective {
  private var search: ProximalSearch
  private let restarts: [[Double]]
  private var profile: StrategyProfile
  private var field: [Double]

  /// Takes the search, and starts for ỹ at each x′ besides the last ỹ.
  init(_ search: ProximalSearch, restarts: [[Double]] = []) {
    self.search = search
    self.restarts = restarts
    profile = search.center
    field = [Double](repeating: 0, count: profile.shape.count)
  }

  var isSpent: Bool { search.budget?.isSpent ?? false }

  mutating func value(at point: [Double]) -> Double {
    let response = search.response(to: point, restarts: restarts)
    profile[.minimizer] = point[...]
    profile[.maximizer] = response.strategy[...]
    return response.value
  }

  mutating func gradient(into gradient: inout [Double]) {
    search.budget?.spend()
    search.game.gradientField(of: .minimizer, at: profile, into: &field)
    for index in gradient.indices { gradient[index] = field[index] }
  }

  func project(_ point: inout [Double]) {
    var moved = search.center
    moved[.minimizer] = point[...]
    search.domain.project(.minimizer, of: &moved, about: search.center, in: search.game)
    point = Array(moved[.minimizer])
  }
}
