import RealModule
public import SaddleGames
public import SaddleTraining

/// The iterates of a training, the initial profile first, or those after `skipping` steps.
public func trajectory(
  of method: any TrainingMethod, in game: any VariationalInequality, skipping: Int = 0,
  steps: Int, noiseDeviation: Double = 0, seed: UInt64 = 1
) throws -> [StrategyProfile] {
  var trainer = try Trainer(
    game: game, method: method, seed: seed, noiseDeviation: noiseDeviation)
  for _ in 0..<skipping { trainer.step() }
  var profiles = [trainer.state.profile]
  for _ in 0..<steps {
    trainer.step()
    profiles.append(trainer.state.profile)
  }
  return profiles
}

/// The rate and period of the 2 × 2 matrix M with z_{t+1} = Mz_t that three iterates in a row of a
/// plane game determine.
///
/// The rate is the spectral radius per step, the period 2π/|arg μ| in steps; nil if μ is real and
/// positive.
public func planeMap(
  _ first: StrategyProfile, _ second: StrategyProfile, _ third: StrategyProfile
) -> (rate: Double, period: Double?) {
  // M[z₀ z₁] = [z₁ z₂], so trace and determinant of M by Cramer's rule.
  let (a, b, c) = (first.values, second.values, third.values)
  let area = a[0] * b[1] - a[1] * b[0]
  let determinant = (b[0] * c[1] - b[1] * c[0]) / area
  let trace = (a[0] * c[1] - a[1] * c[0]) / area
  let discriminant = trace * trace / 4 - determinant
  if discriminant < 0 {
    let root = (-discriminant).squareRoot()
    return (determinant.squareRoot(), 2 * .pi / Double.atan2(y: root, x: trace / 2))
  }
  let dominant =
    trace < 0
    ? trace / 2 - discriminant.squareRoot() : trace / 2 + discriminant.squareRoot()
  return (abs(dominant), dominant < 0 ? 2 : nil)
}

/// The turns per step of a plane trajectory about a point, as a period in steps: 2π·steps over the
/// angle swept.
public func windingPeriod(
  of profiles: some Collection<StrategyProfile>, about center: (x: Double, y: Double) = (0, 0)
) -> Double {
  var swept = 0.0
  for (now, next) in zip(profiles, profiles.dropFirst()) {
    let (x, y) = (now.values[0] - center.x, now.values[1] - center.y)
    let (u, w) = (next.values[0] - center.x, next.values[1] - center.y)
    swept += Double.atan2(y: x * w - y * u, x: x * u + y * w)
  }
  return 2 * .pi * Double(profiles.count - 1) / abs(swept)
}

/// The least and largest distance of plane iterates from a point.
public func radii(
  of profiles: some Collection<StrategyProfile>, about center: (x: Double, y: Double) = (0, 0)
) -> ClosedRange<Double> {
  let distances = profiles.map { profile in
    let (x, y) = (profile.values[0] - center.x, profile.values[1] - center.y)
    return (x * x + y * y).squareRoot()
  }
  return (distances.min() ?? .nan)...(distances.max() ?? .nan)
}

/// The mean time in steps between upward crossings of y = level, interpolated linearly.
public func sectionPeriod(
  of profiles: some Collection<StrategyProfile>, level: Double = 0
) -> Double {
  var crossings: [Double] = []
  for (step, (now, next)) in zip(profiles, profiles.dropFirst()).enumerated() {
    let (before, after) = (now.values[1] - level, next.values[1] - level)
    if before < 0, after >= 0 { crossings.append(Double(step) + before / (before - after)) }
  }
  guard let first = crossings.first, let last = crossings.last, crossings.count > 1 else {
    return .nan
  }
  return (last - first) / Double(crossings.count - 1)
}
