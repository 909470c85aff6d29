public import SaddleGames

/// Integrates a flow ż = w(z) by the classical Runge–Kutta method of order 4, and finds where it
/// crosses a section.
///
/// The local error is O(h⁵): with h = 0.005 the periods of the catalog's cycles come out to ten
/// digits.
public struct FlowIntegrator {
  /// Writes the velocity w at a profile.
  public typealias Velocity = (_ z: StrategyProfile, _ velocity: inout [Double]) -> Void

  /// The flow did not cross the section in the time given.
  public struct NoCrossing: Error {
    /// Where it was then.
    public let profile: StrategyProfile
  }

  /// Where the flow stands.
  public private(set) var profile: StrategyProfile
  /// How long it has run.
  public private(set) var time = 0.0
  private let stepSize: Double
  private let velocity: Velocity

  /// Follows a velocity.
  public init(
    from start: StrategyProfile, stepSize: Double = 0.005, velocity: @escaping Velocity
  ) {
    profile = start
    self.stepSize = stepSize
    self.velocity = velocity
  }

  /// Follows ż = −v(z), or ż = +v(z) if backward, in which repelling cycles attract.
  public init(
    of game: any VariationalInequality, from start: StrategyProfile, stepSize: Double = 0.005,
    backward: Bool = false
  ) {
    let sign: Double = backward ? 1 : -1
    self.init(from: start, stepSize: stepSize) { z, velocity in
      game.gradientField(at: z, into: &velocity)
      for index in velocity.indices { velocity[index] *= sign }
    }
  }

  /// Runs on for a duration, in steps of at most `stepSize`.
  public mutating func advance(by duration: Double) {
    let steps = (duration / stepSize).rounded(.up)
    for _ in 0..<Int(steps) { profile = stepped(by: duration / steps) }
    time += duration
  }

  /// Runs on to where coordinate `index` next rises through `level`.
  ///
  /// - Throws: ``NoCrossing`` if it does not within `limit`.
  public mutating func nextRise(
    of index: Int, through level: Double, within limit: Double = 1_000
  ) throws -> (time: Double, profile: StrategyProfile) {
    let end = time + limit
    while time < end {
      let next = stepped(by: stepSize)
      if profile.values[index] < level, next.values[index] >= level {
        var (early, late) = (0.0, stepSize)
        for _ in 0..<60 {
          let middle = (early + late) / 2
          if stepped(by: middle).values[index] < level { early = middle } else { late = middle }
        }
        let crossing = (time: time + late, profile: stepped(by: late))
        profile = next
        time += stepSize
        return crossing
      }
      profile = next
      time += stepSize
    }
    throw NoCrossing(profile: profile)
  }

  /// The time between two rises of coordinate `index` through `level`, after `turns` more.
  public mutating func period(
    of index: Int, through level: Double, after turns: Int = 0
  ) throws -> Double {
    for _ in 0..<turns { _ = try nextRise(of: index, through: level) }
    let first = try nextRise(of: index, through: level)
    let second = try nextRise(of: index, through: level)
    return second.time - first.time
  }

  private func stepped(by h: Double) -> StrategyProfile {
    var slope = [Double](repeating: 0, count: profile.shape.count)
    var total = slope
    var stage = profile
    for (weight, reach) in [(1.0, 0.5), (2, 0.5), (2, 1), (1, 0)] {
      velocity(stage, &slope)
      for index in slope.indices {
        total[index] += weight * slope[index]
        stage.values[index] = profile.values[index] + reach * h * slope[index]
      }
    }
    for index in total.indices {
      stage.values[index] = profile.values[index] + h / 6 * total[index]
    }
    return stage
  }
}
