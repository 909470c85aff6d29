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
/// Cost: with K steps and r starts, about 2rK gradients and as many payoffs for λ = ∞; each further λ
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
  /// What deviations range over.
  public var domain = DeviationDomain.gapSet
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
    var clock = Stopwatch()
    var maximizer: Best?
    var carried: [[Double]] = []
    return penalties.sorted().map { penalty in
      if let exact = closedForm(at: z, penalty: penalty, in: data, &clock) { return exact }
      let best = maximizer ?? bestMaximizer(against: z, in: data.search)
      maximizer = best
      var estimate = searched(at: z, penalty: penalty, best, &carried, in: data)
      estimate.seconds = clock.lap()
      return estimate
    }
  }

  private func closedForm(
    at z: StrategyProfile, penalty: Double, in data: GapData, _ clock: inout Stopwatch
  ) -> GapEstimate? {
    guard !searchesAlways, domain == .gapSet, data.evaluation.isEmpty else { return nil }
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
      domain: domain.words(in: game), norm: game.proximalNorm, data: data.description,
      seconds: clock.lap())
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
  }

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

  func bestMaximizer(against z: StrategyProfile, in game: any MinMaxGame) -> Best {
    let starts = starts(of: .maximizer, about: z, in: game)
    var objective = MaximizerObjective(
      game: game, profile: z, center: z, penalty: 0, domain: domain)
    var best = self.best(of: &objective, from: starts)
    best.value = -best.value
    best.sweep = best.sweep.map { -$0 }
    return best
  }

  /// min over x′ of Φ(x′) = max_y f(x′, y), a maximum with kinks, in which gradients get stuck.
  ///
  /// So the smooth f^λ is minimised for falling λ, each from the last x′, and then Φ from there with
  /// several starts of y at each x′ and, for few parameters, by compass search, which needs no gradient.
  private func bestMinimizerOfEnvelope(
    _ search: ProximalSearch, from starts: [[Double]], responses: [[Double]]
  ) -> Best {
    var smoothed = starts
    for penalty in [1, 0.1, 0.01, 0.001] {
      var smooth = MinimizerObjective(search.with(penalty: penalty))
      smoothed = [best(of: &smooth, from: smoothed).point]
    }
    let isSmall = search.center.shape.count <= 16
    var objective = MinimizerObjective(
      search, restarts: isSmall ? responses : Array(responses.prefix(1)))
    var found = best(of: &objective, from: smoothed + [starts[0]])
    guard isSmall, found.value.isFinite else { return found }
    let scale = domain.scale(of: .minimizer, about: search.center, in: search.game)
    compass(&objective, &found, from: 0.1 * scale)
    return found
  }

  /// Moves along the axes as long as that helps, then halves the move (Hooke & Jeeves 1961).
  private func compass(
    _ objective: inout some SearchObjective, _ found: inout Best, from first: Double
  ) {
    var move = first
    while move > 1e-7 * first {
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

  private func best(of objective: inout some SearchObjective, from starts: [[Double]]) -> Best {
    var best = Best(point: starts[0], value: .nan, residual: .nan, sweep: sweep.map { _ in .nan })
    for start in starts {
      let found = descent.minimize(&objective, from: start, sweep: sweep)
      best.sweep = zip(best.sweep, found.sweep).map { $0.isNaN ? $1 : min($0, $1) }
      if best.value.isNaN || found.value < best.value {
        (best.point, best.value) = (found.point, found.value)
        best.residual = found.residual
      }
    }
    return best
  }

  /// The profile's own strategy first, then the perturbed ones in pairs of opposite sign.
  private func starts(
    of player: Player, about z: StrategyProfile, in game: any MinMaxGame
  ) -> [[Double]] {
    let own = Array(z[player])
    let scale = domain.scale(of: player, about: z, in: game)
    var random = CounterGenerator(seed: seed, stream: .perturbation, step: player.rawValue)
    var starts = [own]
    for size in perturbations {
      let noise = own.map { _ in size * scale * random.nextNormal() }
      starts.append(zip(own, noise).map { $0 + $1 })
      starts.append(zip(own, noise).map { $0 - $1 })
    }
    guard domain == .gapSet, !perturbations.isEmpty else { return starts }
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
    var search = ProximalSearch(
      game, penalty: penalty, center: z, domain: domain,
      descent: ProjectedDescent(stepLimit: proximalSteps, tolerance: tolerance / 10))
    let starts = starts(of: .minimizer, about: z, in: game) + carried
    let minimizer: Best
    if penalty == 0 {
      minimizer = bestMinimizerOfEnvelope(
        search, from: starts, responses: [maximizer.point] + responses)
    } else {
      var objective = MinimizerObjective(search)
      minimizer = best(of: &objective, from: starts)
    }
    carried = [minimizer.point]
    // A last ỹ against the best x′, from everything that is known of good y: f^λ is a maximum.
    let response = search.response(to: minimizer.point, restarts: [maximizer.point] + responses)
    var best = StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: maximizer.point)
    let upper = data.mean { $0.payoff(at: best) }.value
    best = StrategyProfile(minimizer: minimizer.point, maximizer: response.strategy)
    let measured = data.mean { instance in
      let top = instance.payoff(
        at: StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: maximizer.point))
      return top - lowerValue(of: best, center: z, penalty: penalty, in: instance)
    }
    let residuals = [maximizer.residual, minimizer.residual, response.residual ?? 0]
    return GapEstimate(
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
      domain: domain.words(in: game), norm: game.proximalNorm, data: data.description,
      standardError: measured.standardError, seconds: 0)
  }

  /// f(x′, ỹ) − (λ/2)‖ỹ − y‖² on one instance.
  private func lowerValue(
    of best: StrategyProfile, center: StrategyProfile, penalty: Double, in game: any MinMaxGame
  ) -> Double {
    let value = game.payoff(at: best)
    guard penalty > 0, penalty.isFinite else { return value }
    var gradient = Array(center[.maximizer])
    return value
      - penalty * game.proximalTerm(of: Array(best[.maximizer]), at: center, into: &gradient)
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
