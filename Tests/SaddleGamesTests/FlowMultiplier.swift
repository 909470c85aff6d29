import SaddleGames
import TestSupport

/// The Floquet multiplier of a cycle of a plane game's flow: the slope of the return map to the section
/// through `point` on which the coordinate `index` rises, by a central difference.
func flowMultiplier(
  of game: any PlaneGame, at point: StrategyProfile, rising index: Int
) throws -> Double {
  let (other, level) = (1 - index, point.values[index])
  func image(_ offset: Double) throws -> Double {
    var start = point
    start.values[index] = level
    start.values[other] += offset
    var flow = FlowIntegrator(of: game, from: start)
    return try flow.nextRise(of: index, through: level).profile.values[other]
  }
  let step = 1e-5
  return (try image(step) - image(-step)) / (2 * step)
}
