public import SaddleGames
public import SaddleTraining

/// Freezes y and goes on minimising over x: the tests by which Farnia & Ozdaglar (2020) show that trained
/// GANs are no Nash equilibria, and that they are proximal ones.
///
/// With λ = ∞ the minimizer descends V(·, y) itself: if V falls, (x, y) was no Nash equilibrium. With λ < ∞ it
/// descends V^λ(·, y), ỹ found anew at each step: if that falls, (x, y) was no λ-proximal equilibrium. The
/// start is perturbed a little, because nothing moves from a stationary point. Where a maximizer pays a
/// penalty that stands for a constraint (WGAN-GP), ỹ heeds it, and V^λ is V − (λ/2)‖ỹ − y‖² all the same.
///
/// **The test is one-sided**: a fall proves, a flat curve only says that nothing was found in so many steps.
/// Just above λ* the instability is slow, and the curve looks flat. And **ỹ must be found**: a bad ỹ makes
/// V^λ too small, and a fall of V^λ is believed only where ỹ had converged at the last step
/// (``Conclusion/isConverged``).
///
/// Cost: a gradient for each step, and for finite λ up to ``proximalSteps`` steps of ascent, each about two
/// payoffs, a gradient and as many proximal terms; at the end ``patience`` times as many, twice.
public struct FrozenMaximizerProbe: Hashable, Sendable {
  /// N, the steps of the minimizer.
  public var steps = 400
  /// η: x ← Π(x − η·u(∇ₓV(x, ỹ))).
  public var stepSize = 0.05
  /// u: what the gradient is turned into, its moments starting at 0.
  public var rule = StepRule()
  /// The start's perturbation, relative to the root mean square of x.
  public var perturbation = 1e-3
  /// The most steps for ỹ, where it has no closed form.
  public var proximalSteps = 50
  /// How many times as many steps ỹ takes where the fall is measured.
  public var patience = 10
  /// The residual at which the search for ỹ stops.
  public var tolerance = 1e-6
  /// ỹ has converged where its residual is at most this share of that of y itself, or where what it
  /// gained in the second half of its search is at most this share of the fall.
  public var responseTolerance = 0.05
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
    /// It fell, but not by three standard errors, or without a ỹ that is to be trusted, or left the numbers.
    case undecided
  }

  /// What a test came to.
  public struct Conclusion: Hashable, Sendable {
    /// By how much V^λ fell from first to last, on the evaluation's data.
    public var fall: Double
    /// Its bootstrap standard error; nil for exact expectations.
    public var fallError: Double?
    /// ‖Π(ỹ − g) − ỹ‖ at the end, as a share of the same at ỹ = y; nil where ỹ is exact or y.
    public var responseResidual: Double?
    /// By how much V^λ at the end rose in the second half of the search for ỹ, on the search's data; nil
    /// likewise.
    public var responseGain: Double?
    /// Whether ỹ had converged at the end: by its residual, or because more steps gained next to nothing.
    public var isConverged: Bool
    /// What follows.
    public var finding: Finding

    /// Joins the parts, as they were recorded.
    public init(
      fall: Double, fallError: Double?, responseResidual: Double?, responseGain: Double?,
      isConverged: Bool, finding: Finding
    ) {
      self.fall = fall
      self.fallError = fallError
      self.responseResidual = responseResidual
      self.responseGain = responseGain
      self.isConverged = isConverged
      self.finding = finding
    }
  }

  /// Where a test stands.
  public struct Moment: Sendable {
    /// The number of moves made.
    public let step: Int
    /// x as moved, y as it was.
    public let profile: StrategyProfile
    /// V^λ there, on the search's data.
    public let value: Double
    /// What the test came to, at its last step.
    public let conclusion: Conclusion?
  }

  /// One test.
  @dynamicMemberLookup
  public struct Curve: Hashable, Sendable {
    /// λ; ∞ for V itself.
    public let penalty: Double
    /// V^λ after each step, the start first, on the search's data.
    public let values: [Double]
    /// What it came to.
    public let conclusion: Conclusion

    /// Joins the parts, as they were recorded.
    public init(penalty: Double, values: [Double], conclusion: Conclusion) {
      self.penalty = penalty
      self.values = values
      self.conclusion = conclusion
    }

    /// The conclusion's parts.
    public subscript<Value>(dynamicMember path: KeyPath<Conclusion, Value>) -> Value {
      conclusion[keyPath: path]
    }
  }

  /// Runs one test.
  ///
  /// - Parameters:
  ///   - z: the profile; its y stays.
  ///   - penalty: λ > 0.
  ///   - data: the game to descend on, and those to measure the fall on.
  ///   - isInterrupted: asked after each step; true ends the test there.
  ///   - observe: told of each step.
  /// - Returns: the curve with its finding.
  public func curve(
    at z: StrategyProfile, penalty: Double, in data: GapData,
    isInterrupted: () -> Bool = { false }, observe: (Moment) throws -> Void
  ) rethrows -> Curve {
    let game = data.search
    var search = search(penalty, about: z, in: data, steps: proximalSteps)
    var profile = start(z, in: game)
    let first = profile
    var values: [Double] = []
    var field = [Double](repeating: 0, count: z.shape.count)
    var memory = [Double](
      repeating: 0, count: rule.base.memoryCount(for: z.shape.minimizerCount))
    while true {
      let response = search.response(to: Array(profile[.minimizer]))
      values.append(response.value)
      let goesOn =
        values.count <= steps && response.value.isFinite && response.value >= leastValue
        && !isInterrupted()
      let conclusion =
        goesOn
        ? nil
        : conclusion(
          values, from: first, to: profile, last: response.strategy, about: z, penalty, data)
      try observe(
        Moment(
          step: values.count - 1, profile: profile, value: response.value, conclusion: conclusion))
      if let conclusion {
        return Curve(penalty: penalty, values: values, conclusion: conclusion)
      }
      var answered = profile
      answered[.maximizer] = response.strategy[...]
      game.gradientField(of: .minimizer, at: answered, into: &field)
      move(&profile, along: &field, memory: &memory, step: values.count - 1)
      game.project(.minimizer, of: &profile)
    }
  }

  /// Runs one test that nobody watches.
  public func curve(at z: StrategyProfile, penalty: Double, in data: GapData) -> Curve {
    curve(at: z, penalty: penalty, in: data) { _ in }
  }

  private func search(
    _ penalty: Double, about z: StrategyProfile, in data: GapData, steps: Int
  ) -> ProximalSearch {
    ProximalSearch(
      data.search, penalty: penalty, center: z, domain: .gapSet,
      descent: ProjectedDescent(stepLimit: steps, tolerance: tolerance),
      answering: data.answering)
  }

  private func move(
    _ profile: inout StrategyProfile, along field: inout [Double], memory: inout [Double], step: Int
  ) {
    let range = profile.shape.range(of: .minimizer)
    profile.values.withUnsafeMutableBufferPointer { values in
      field.withUnsafeMutableBufferPointer { field in
        memory.withUnsafeMutableBufferPointer { memory in
          rule.move(
            UnsafeMutableBufferPointer(rebasing: values[range]),
            along: UnsafeMutableBufferPointer(rebasing: field[range]), memory: memory,
            stepSize: stepSize, step: step)
        }
      }
    }
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
}

// What a test comes to.
extension FrozenMaximizerProbe {
  /// The fall of V^λ on the evaluation's data, with ỹ at both ends found patiently on the search's.
  private func conclusion(
    _ values: [Double], from first: StrategyProfile, to end: StrategyProfile, last: [Double],
    about z: StrategyProfile, _ penalty: Double, _ data: GapData
  ) -> Conclusion {
    var search = search(
      penalty, about: z, in: data, steps: max(1, patience * proximalSteps / 2))
    var (residual, gain): (Double?, Double?)
    var isAtRest = true
    let ends = [first, end].map { profile in
      let x = Array(profile[.minimizer])
      let half = search.response(to: x, restarts: [last])
      var answered = profile
      answered[.maximizer] = half.strategy[...]
      guard half.residual != nil else { return answered }
      let response = search.response(to: x)
      let own = search.residual(of: Array(z[.maximizer]), against: x)
      let found = response.residual ?? 0
      residual = own > 0 ? found / own : 0
      gain = response.value - half.value
      isAtRest = found <= max(tolerance, responseTolerance * own)
      answered[.maximizer] = response.strategy[...]
      return answered
    }
    let fall = data.mean { game in
      let values = ends.map { game.proximalValue(of: $0, about: z, penalty: penalty) }
      return values[0] - values[1]
    }
    let isConverged = isAtRest || (gain ?? 0) <= responseTolerance * abs(fall.value)
    return Conclusion(
      fall: fall.value, fallError: fall.standardError, responseResidual: residual,
      responseGain: gain, isConverged: isConverged,
      finding: finding(values, fall.value, fall.standardError, isConverged: isConverged))
  }

  private func finding(
    _ values: [Double], _ fall: Double, _ error: Double?, isConverged: Bool
  ) -> Finding {
    guard fall.isFinite, let first = values.first, let last = values.last else {
      let isUnbounded = values.last == -.infinity || fall == .infinity
      return isUnbounded && isConverged ? .falls : .undecided
    }
    let least = leastFall * max(abs(first), 1e-3)
    guard fall > least else { return .flat }
    // A fall that goes on: the second half still lowers V^λ.
    let isGrowing = last < values[values.count / 2] + least
    return fall > 3 * (error ?? 0) && isGrowing && isConverged ? .falls : .undecided
  }
}

extension [FrozenMaximizerProbe.Curve] {
  /// λ̂*: the largest λ such that its curve and those of all smaller λ are flat, curves whose ỹ had not
  /// converged left out; nil if none is.
  public var estimatedOrder: Double? {
    let ascending = filter(\.isConverged).sorted { $0.penalty < $1.penalty }
    return ascending.prefix { $0.finding == .flat }.last?.penalty
  }

  /// What the tests say together, in one sentence.
  public var sentence: String {
    let parts = sorted { $0.penalty > $1.penalty }.map { curve in
      let error = curve.fallError.map { " ± \($0.brief)" } ?? ""
      let name = curve.penalty == .infinity ? "V" : "V^\(curve.penalty.brief)"
      let doubt =
        curve.isConverged
        ? ""
        : ", left out: ỹ not converged, its second half still gained"
          + " \((curve.responseGain ?? .nan).brief)"
      return switch curve.finding {
      case .falls: "\(name) fell by \(curve.fall.brief)\(error)"
      case .flat where error.isEmpty && doubt.isEmpty: "\(name) stayed flat"
      case .flat: "\(name) stayed flat (fell by \(curve.fall.brief)\(error)\(doubt))"
      case .undecided: "\(name) is undecided (fell by \(curve.fall.brief)\(error)\(doubt))"
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
    let steps = map { $0.values.count - 1 }.max() ?? 0
    return "\(nash ?? "")\(parts.joined(separator: ", ")) in \(steps) steps\(order ?? "")"
  }
}
