public import SaddleCycles
public import SaddleData
import SaddleEquilibrium
import SaddleGames
public import SaddleRecording
import SaddleTraining

/// What theory says of a recorded run, set beside the verdict on it.
///
/// The game's Jacobian at a stationary point, under the map of one step of the method, has a spectral
/// radius and a rotation: what the run must do near that point. The point is the known equilibrium
/// nearest to where the run is, or one that Newton's method finds from there.
public struct TheoryComparison: Hashable, Sendable {
  /// The point.
  public let point: [Double]
  /// Whether theory names it for this game; otherwise Newton's method found it.
  public let isKnown: Bool
  /// ρ, the spectral radius of the method's map there.
  public let rate: Double
  /// The period of that map's rotation in steps; nil if nothing turns.
  public let period: Double?
  /// One sentence: what the map must do, and whether the run does.
  public let sentence: String
  /// What would converge there instead; nil unless the run does not because the point does not attract,
  /// and mathematics names something.
  public let suggestion: String?

  /// The most parameters of a game whose spectrum is computed: the map may be twice as large, and its
  /// eigenvalues cost 10·(2n)³ operations.
  public static let mostParameters = 64

  /// Compares; nil where theory has no say: the method has no linear map (Adam), the game is too large
  /// or another at each step, or no stationary point is known or found.
  ///
  /// - Parameters:
  ///   - verdict: on both players.
  ///   - run: what was played.
  ///   - center: where the run is or what it turns about, x then y.
  ///   - data: the data of games that are played on some.
  public init?(
    _ verdict: Verdict, of run: RunDescription, near center: [Double], data: Dataset? = nil
  ) {
    guard
      let (setting, profile, isKnown) = PlayedSetting.stationary(run, near: center, data: data),
      let prediction = MethodPrediction(of: setting.method, at: profile, in: setting.game)
    else { return nil }
    point = profile.values
    self.isKnown = isKnown
    rate = prediction.rate
    period = prediction.period
    let words = TheoryWords(verdict: verdict, prediction: prediction, point: profile.values)
    sentence = words.sentence
    // A run that goes round although the point attracts is held by something else, of which the
    // spectrum there says nothing.
    let isAstray = [.cycling, .quasiPeriodic, .chaotic, .diverging].contains(verdict.kind)
    suggestion =
      isAstray && prediction.rate > 1 - 1e-9 ? setting.alternative(at: profile) : nil
  }
}

/// A recorded run's game and method, made again.
struct PlayedSetting {
  let plan: TrainingPlan
  let game: any VariationalInequality
  let method: any TrainingMethod
  let run: RunDescription

  /// Nil for runs that `saddlebag train` did not record, games that cannot be made here, and games that
  /// are another at each step.
  init?(_ run: RunDescription, data: Dataset?) {
    guard let plan = try? TrainingPlan(recorded: run),
      let entry = try? GameCatalog.entry(named: plan.game),
      let (game, _) = try? entry.game(settings: plan.gameSettings, data: data),
      let methodEntry = try? MethodCatalog.entry(named: plan.method),
      let (method, _) = try? methodEntry.method(settings: plan.methodSettings),
      !(game is any SampledGame)
    else { return nil }
    self.plan = plan
    self.game = game
    self.method = method
    self.run = run
  }

  /// The setting of a run with the stationary point nearest to where it is, x then y; nil where there is
  /// none, or more than ``TheoryComparison/mostParameters``.
  static func stationary(
    _ run: RunDescription, near center: [Double], data: Dataset?
  ) -> (setting: PlayedSetting, point: StrategyProfile, isKnown: Bool)? {
    guard center.allSatisfy(\.isFinite), center.count <= TheoryComparison.mostParameters,
      let setting = PlayedSetting(run, data: data), center.count == setting.game.shape.count,
      let (point, isKnown) = setting.stationaryPoint(
        near: StrategyProfile(values: center, shape: setting.game.shape))
    else { return nil }
    return (setting, point, isKnown)
  }

  /// The known equilibrium nearest to a point, else a stationary point that Newton's method finds.
  private func stationaryPoint(near start: StrategyProfile) -> (StrategyProfile, isKnown: Bool)? {
    func distance(_ z: StrategyProfile) -> Double {
      zip(z.values, start.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let known = game.knownEquilibria.map(\.profile).filter { $0.shape == game.shape }
    if let nearest = known.min(by: { distance($0) < distance($1) }) { return (nearest, true) }
    return StationaryPoint(near: start, in: game).map { ($0.profile, false) }
  }

  /// A method or a step size that contracts at the point; nil if none of those tried does.
  func alternative(at point: StrategyProfile) -> String? {
    let settings = plan.methodSettings
    var found: [(name: String, rate: Double)] = []
    for name in ["extragradient", "optimistic-gda"] where name != run.method {
      guard let entry = try? MethodCatalog.entry(named: name) else { continue }
      let names = Set(entry.parameters.map(\.name))
      let shared = settings.filter { names.contains($0.key) }
      guard let (method, _) = try? entry.method(settings: shared),
        let rate = MethodPrediction(of: method, at: point, in: game)?.rate
      else { continue }
      found.append((name, rate))
    }
    let best = found.min { $0.rate < $1.rate }
    if let best, best.rate < 1 - 1e-9 {
      return "\(best.name) at the same step size contracts by \(TheoryWords.short(best.rate)) "
        + "per step near that point"
    }
    guard let size = settings["stepSize"].flatMap(Double.init),
      let entry = try? MethodCatalog.entry(named: run.method)
    else { return nil }
    for divisor in [2.0, 5, 10, 20, 50, 100] {
      var smaller = settings
      smaller["stepSize"] = "\(size / divisor)"
      guard let (method, _) = try? entry.method(settings: smaller),
        let rate = MethodPrediction(of: method, at: point, in: game)?.rate, rate < 1 - 1e-9
      else { continue }
      return "step size \(TheoryWords.short(size / divisor)) contracts by "
        + "\(TheoryWords.short(rate)) per step near that point"
    }
    return nil
  }
}
