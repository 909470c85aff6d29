import RealModule
public import SaddleGames
public import SaddleTraining

/// The largest Lyapunov exponent of a training: by how much two runs that start side by side part, in
/// e-folds per step.
///
/// Two trainers take the same steps with the same noise, 1e-8 of their size apart; every few steps the log of their
/// distance is noted and the distance put back (Benettin, Galgani, Giorgilli & Strelcyn 1980). Above 0
/// is chaos (or plain divergence), 0 a cycle or a torus, below 0 a point that attracts.
public struct LyapunovExponent: Hashable, Sendable {
  /// λ, in e-folds per step, over the second half.
  public let value: Double
  /// Its standard error, from twenty stretches of the second half.
  public let standardError: Double

  /// Whether it is above 0 by four standard errors, and runs part by e³ in the last quarter of the steps.
  ///
  /// On a torus neighbors part in proportion to time, which is by 2 in the last half of any stretch.
  public let isPositive: Bool

  /// 1e-8 of the distance to the origin, or of 1 if that is more.
  private static func separation(of trainer: Trainer) -> Double {
    let square = trainer.state.profile.values.reduce(0) { $0 + $1 * $1 }
    return 1e-8 * max(1, square.squareRoot())
  }

  private static let stretch = 8

  /// Plays a run again with a shadow beside it, which costs twice the run.
  ///
  /// Nil where it leaves the finite numbers, or is shorter than 160 steps.
  ///
  /// - Throws: `TrainingError` if the method cannot play the game.
  public init?(
    of method: any TrainingMethod, in game: any VariationalInequality, seed: UInt64,
    noiseDeviation: Double = 0, steps: Int
  ) throws(TrainingError) {
    guard steps >= 20 * Self.stretch else { return nil }
    var trainer = try Trainer(
      game: game, method: method, seed: seed, noiseDeviation: noiseDeviation)
    for _ in 0..<(steps / 2) { trainer.step() }
    var shadow: Trainer?
    var logs: [Double] = []
    for _ in 0..<((steps - steps / 2) / Self.stretch) {
      let separation = Self.separation(of: trainer)
      var beside = try Self.beside(
        trainer, shadow, separation, method: method, game: game, seed: seed, noise: noiseDeviation)
      for _ in 0..<Self.stretch {
        trainer.step()
        beside.step()
      }
      let distance = Self.distance(trainer, beside)
      guard distance.isFinite, distance > 0 else { return nil }
      logs.append(Double.log(distance / separation))
      shadow = beside
    }
    // The first stretches only turn the difference into the direction that grows.
    let settled = Array(logs.dropFirst(logs.count / 10))
    let count = 20
    let length = settled.count / count
    guard length >= 1 else { return nil }
    let rates = (0..<count).map { part in
      settled[(part * length)..<((part + 1) * length)].reduce(0, +)
        / Double(length * Self.stretch)
    }
    let mean = rates.reduce(0, +) / Double(count)
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    let error = (variance / Double(count)).squareRoot()
    value = mean
    standardError = error
    let late = rates.suffix(count / 2).reduce(0, +) * Double(length * Self.stretch)
    isPositive = mean > 4 * error && late > 3
  }

  /// A trainer at the right distance: along the difference that grew so far, or at first anywhere.
  private static func beside(
    _ trainer: Trainer, _ shadow: Trainer?, _ separation: Double, method: any TrainingMethod,
    game: any VariationalInequality, seed: UInt64, noise: Double
  ) throws(TrainingError) -> Trainer {
    let state = trainer.state
    var profile = state.profile
    var memory = trainer.memory
    if let shadow {
      let scale = separation / distance(trainer, shadow)
      for index in profile.values.indices {
        profile.values[index] +=
          scale * (shadow.state.profile.values[index] - profile.values[index])
      }
      for (index, value) in shadow.memory.enumerated() {
        memory[index] += scale * (value - memory[index])
      }
    } else {
      // Irrational shares, so that no direction is missed.
      let size = Double(profile.values.count).squareRoot()
      for index in profile.values.indices {
        profile.values[index] += separation * Double.cos(Double(index) * 2.399) / size
      }
      // On simplices: back onto the set, tangentially.
      for player in Player.allCases { game.project(player, of: &profile) }
    }
    return try Trainer(
      game: game, method: method, seed: seed, noiseDeviation: noise, resumingAt: profile,
      step: state.step, memory: memory)
  }

  private static func distance(_ one: Trainer, _ other: Trainer) -> Double {
    var sum = 0.0
    for (a, b) in zip(one.state.profile.values, other.state.profile.values) {
      sum += (a - b) * (a - b)
    }
    for (a, b) in zip(one.memory, other.memory) { sum += (a - b) * (a - b) }
    return sum.squareRoot()
  }
}
