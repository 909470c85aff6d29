public import SaddleGames

/// Estimates the gaps of a game at a profile: duality gap, λ-proximal gaps and primal gap.
///
///     gap^λ(x, y) = max over y′ of f(x, y′) − min over x′ of f^λ(x′, y)
///     f^λ(x, y)   = max over ỹ of f(x, ỹ) − (λ/2)‖ỹ − y‖²
///
/// λ = ∞ is the duality gap (0 exactly at a Nash equilibrium), λ = 0 the primal gap Φ(x) − min Φ (0
/// exactly at a minimax x); between, the gap does not decrease in λ (Farnia & Ozdaglar 2020; Sidheekh
/// et al. 2021, whose code writes λ for this λ/2).
///
/// A closed form is taken where the game has one. Else both players' best deviations are searched for
/// from the profile and from perturbed starts (Sidheekh et al. 2021, the perturbed gap: a search from
/// a stationary point alone does not move), and the best are kept. What is found is a lower bound for
/// λ = ∞; ``GapEstimate/Bound`` says what it is else. Deterministic for a seed.
///
/// Cost, without a limit: with K steps and r starts, about 2rK gradients and as many payoffs for λ = ∞; each further λ
/// as much again for x′, times the steps that ỹ takes where it has no closed form.
public struct GapEstimator: Hashable, Sendable {
  /// K ≥ 1, the most steps of each search.
  public var innerSteps = 200
  /// The most steps for ỹ at each x′.
  public var proximalSteps = 50
  /// The sizes of perturbed starts relative to the domain's or the parameters' scale.
  ///
  /// Each is tried with both signs. Empty: local search.
  public var perturbations = [0.01, 0.1, 1]
  /// The number of starts drawn uniformly from a bounded gap set, for payoffs with several hills.
  ///
  /// None where the set is unbounded or a ball about the profile.
  public var scatteredStarts = 6
  /// A search has converged when ‖Π(x − g) − x‖ falls to it.
  public var tolerance = 1e-6
  /// What deviations range over; nil: the game's own gap set, or for games on batches, whose networks
  /// have none, ``DeviationDomain/share(_:)`` of a tenth.
  public var domain: DeviationDomain?
  /// The most payoffs and gradients that are evaluated for y′, and again for each λ; nil: 1,000 for games
  /// on batches, else no limit.
  ///
  /// Each start gets an equal part of what the ones before it have left.
  public var evaluationLimit: Int?
  /// The most seconds for y′, and again for each λ; nil: no limit.
  ///
  /// Values then depend on the machine.
  public var secondsLimit: Double?
  /// Whether closed forms are passed over, to check the search.
  public var searchesAlways = false
  /// Keys the perturbations.
  public var seed: UInt64 = 0

  /// The defaults.
  public init() {}

  /// The gaps for each λ of `penalties` (0 … ∞, any order, each once), by rising λ.
  ///
  /// One search of y′ serves all; the best x′ for one λ is a start for the next, so that estimates on
  /// the search's data do not decrease in λ, as the gaps do.
  public func estimates(
    at z: StrategyProfile, penalties: [Double], in data: GapData
  ) -> [GapEstimate] {
    let search = resolved(for: data)
    var clock = Stopwatch()
    var maximizer: Best?
    var carried: [[Double]] = []
    return penalties.sorted().map { penalty in
      if let exact = closedForm(at: z, penalty: penalty, in: data, &clock) { return exact }
      let budget = search.budget
      let best = maximizer ?? search.bestMaximizer(against: z, in: data.search, budget)
      let shared = maximizer == nil ? budget.used : 0
      maximizer = best
      var estimate = search.searched(at: z, penalty: penalty, best, &carried, in: data)
      estimate.evaluationCount += shared
      estimate.seconds = clock.lap()
      return estimate
    }
  }

  /// Fills in what is nil.
  private func resolved(for data: GapData) -> GapEstimator {
    var estimator = self
    let isSampled = !data.evaluation.isEmpty
    estimator.domain = domain ?? (isSampled ? .share(0.1) : .gapSet)
    if isSampled { estimator.evaluationLimit = evaluationLimit ?? 1_000 }
    return estimator
  }

  private var budget: SearchBudget {
    SearchBudget(evaluations: evaluationLimit, seconds: secondsLimit)
  }

  private func closedForm(
    at z: StrategyProfile, penalty: Double, in data: GapData, _ clock: inout Stopwatch
  ) -> GapEstimate? {
    guard !searchesAlways, domain ?? .gapSet == .gapSet, data.evaluation.isEmpty else { return nil }
    let game = data.search
    let value =
      if penalty == 0 {
        game.primalGap(at: z)
      } else if penalty == .infinity {
        game.dualityGap(at: z)
      } else {
        game.proximalDualityGap(at: z, penalty: penalty)
      }
    guard let value else { return nil }
    return GapEstimate(
      penalty: penalty, value: value, bound: .exact, source: .closedForm, innerSteps: 0,
      perturbations: [], sweep: [], isConverged: true,
      domain: DeviationDomain.gapSet.words(in: game), norm: game.proximalNorm,
      data: data.description, seconds: clock.lap())
  }
}

// The searches.
extension GapEstimator {
  /// The best of the searches of one player.
  struct Best {
    var point: [Double]
    var value: Double
    var residual: Double
    var sweep: [Double]
    /// Whether a limit ended one of the searches.
    var isLimited = false
  }

  private var range: DeviationDomain { domain ?? .gapSet }

  var descent: ProjectedDescent {
    ProjectedDescent(stepLimit: innerSteps, tolerance: tolerance)
  }

  /// The numbers of steps at which values are kept: K/8, K/4, K/2 and K.
  var sweep: [Int] {
    var counts: [Int] = []
    for count in [innerSteps / 8, innerSteps / 4, innerSteps / 2, innerSteps]
    where count > 0 && count > counts.last ?? 0 { counts.append(count) }
    return counts
  }

  private func bestMaximizer(
    against z: StrategyProfile, in game: any MinMaxGame, _ budget: SearchBudget
  ) -> Best {
    let starts = starts(of: .maximizer, about: z, in: game)
    var objective = MaximizerObjective(
      game: game, profile: z, center: z, penalty: 0, domain: range, budget: budget)
    var best = self.best(of: &objective, from: starts, budget)
    best.value = -best.value
    best.sweep = best.sweep.map { -$0 }
    return best
  }

  /// min over x′ of Φ(x′) = max_y f(x′, y), a maximum with kinks, in which gradients get stuck.
  ///
  /// So the smooth f^λ is minimised for falling λ, each from the last x′, and then Φ from there with
  /// several starts of y at each x′ and, for few parameters, by compass search, which needs no gradient.
  private func bestMinimizerOfEnvelope(
    _ search: ProximalSearch, from starts: [[Double]], responses: [[Double]],
    _ budget: SearchBudget
  ) -> Best {
    var smoothed = starts
    let smoothings = [1, 0.1, 0.01, 0.001]
    for (index, penalty) in smoothings.enumerated() {
      var smooth = MinimizerObjective(search.with(penalty: penalty))
      let rest = smoothings.count - 1 - index
      smoothed = [best(of: &smooth, from: smoothed, budget, leaving: rest + 2).point]
    }
    let isSmall = search.center.shape.count <= 16
    var objective = MinimizerObjective(
      search, restarts: isSmall ? responses : Array(responses.prefix(1)))
    var found = best(of: &objective, from: smoothed + [starts[0]], budget)
    guard isSmall, found.value.isFinite else { return found }
    let scale = range.scale(of: .minimizer, about: search.center, in: search.game)
    compass(&objective, &found, from: 0.1 * scale)
    return found
  }

  /// Moves along the axes as long as that helps, then halves the move (Hooke & Jeeves 1961).
  private func compass(
    _ objective: inout some SearchObjective, _ found: inout Best, from first: Double
  ) {
    var move = first
    while move > 1e-7 * first, !objective.isSpent {
      var isBetter = false
      for index in found.point.indices {
        for sign in [1.0, -1] {
          var trial = found.point
          trial[index] += sign * move
          objective.project(&trial)
          let value = objective.value(at: trial)
          guard value < found.value else { continue }
          (found.point, found.value, isBetter) = (trial, value, true)
        }
      }
      if !isBetter { move /= 4 }
    }
    if var last = found.sweep.last {
      last = min(last, found.value)
      found.sweep[found.sweep.count - 1] = last
    }
  }

  /// The best of the searches from each start; `later` further searches share what is left of the budget.
  private func best(
    of objective: inout some SearchObjective, from starts: [[Double]], _ budget: SearchBudget,
    leaving later: Int = 0
  ) -> Best {
    var best = Best(point: starts[0], value: .nan, residual: .nan, sweep: sweep.map { _ in .nan })
    for (index, start) in starts.enumerated() {
      budget.allot(oneOf: starts.count - index + later)
      let found = descent.minimize(&objective, from: start, sweep: sweep)
      best.sweep = zip(best.sweep, found.sweep).map { $0.isNaN ? $1 : min($0, $1) }
      if best.value.isNaN || found.value < best.value {
        (best.point, best.value) = (found.point, found.value)
        best.residual = found.residual
      }
    }
    best.isLimited = budget.wasSpent
    return best
  }

  /// The profile's own strategy first, then the perturbed ones in pairs of opposite sign.
  private func starts(
    of player: Player, about z: StrategyProfile, in game: any MinMaxGame
  ) -> [[Double]] {
    let own = Array(z[player])
    let scale = range.scale(of: player, about: z, in: game)
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: player.rawValue)
    var starts = [own]
    for size in perturbations {
      let noise = own.map { _ in size * scale * random.nextNormal() }
      starts.append(zip(own, noise).map { $0 + $1 })
      starts.append(zip(own, noise).map { $0 - $1 })
    }
    guard range == .gapSet, !perturbations.isEmpty else { return starts }
    switch game.gapSet(of: player) {
    case .box, .ball:
      for _ in 0..<scatteredStarts {
        starts.append(own.map { _ in scale * (2 * random.nextUniform() - 1) })
      }
    case .unconstrained, .simplex, .custom: break
    }
    return starts
  }

  private func searched(
    at z: StrategyProfile, penalty: Double, _ maximizer: Best, _ carried: inout [[Double]],
    in data: GapData
  ) -> GapEstimate {
    let game = data.search
    let responses = penalty.isFinite ? starts(of: .maximizer, about: z, in: game) : []
    let budget = budget
    var search = ProximalSearch(
      game, penalty: penalty, center: z, domain: range,
      descent: ProjectedDescent(stepLimit: proximalSteps, tolerance: tolerance / 10),
      budget: budget)
    let starts = starts(of: .minimizer, about: z, in: game) + carried
    let minimizer: Best
    if penalty == 0 {
      minimizer = bestMinimizerOfEnvelope(
        search, from: starts, responses: [maximizer.point] + responses, budget)
    } else {
      var objective = MinimizerObjective(search)
      minimizer = best(of: &objective, from: starts, budget)
    }
    carried = [minimizer.point]
    // A last ỹ against the best x′, from everything that is known of good y: f^λ is a maximum. It may take
    // as long again as the search for one x′.
    budget.allot(oneOf: 1)
    let response = search.response(to: minimizer.point, restarts: [maximizer.point] + responses)
    var best = StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: maximizer.point)
    let upper = data.mean { $0.payoff(at: best) }.value
    best = StrategyProfile(minimizer: minimizer.point, maximizer: response.strategy)
    let measured = data.mean { instance in
      let top = instance.payoff(
        at: StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: maximizer.point))
      return top - instance.proximalValue(of: best, about: z, penalty: penalty)
    }
    let residuals = [maximizer.residual, minimizer.residual, response.residual ?? 0]
    var estimate = GapEstimate(
      penalty: penalty, value: measured.value, upperValue: upper,
      lowerValue: upper - measured.value,
      bound: response.residual == nil ? .lower : .approximate,
      source: perturbations.isEmpty ? .localSearch : .perturbedSearch, innerSteps: innerSteps,
      perturbations: perturbations,
      sweep: sweep.indices.map {
        .init(steps: sweep[$0], value: maximizer.sweep[$0] - minimizer.sweep[$0])
      },
      maximizerResidual: maximizer.residual, minimizerResidual: minimizer.residual,
      proximalResidual: response.residual, isConverged: residuals.allSatisfy { $0 <= tolerance },
      domain: range.words(in: game), norm: game.proximalNorm, data: data.description,
      standardError: measured.standardError, seconds: 0)
    estimate.evaluationCount = budget.used
    estimate.isLimited = maximizer.isLimited || budget.wasSpent
    estimate.isAtEdge =
      range.isAtEdge(maximizer.point, of: .maximizer, about: z)
      || range.isAtEdge(minimizer.point, of: .minimizer, about: z)
    return estimate
  }
}

/// Seconds since the last lap.
struct Stopwatch {
  private var last = ContinuousClock.now

  mutating func lap() -> Double {
    let now = ContinuousClock.now
    defer { last = now }
    return (now - last) / .seconds(1)
  }
}
