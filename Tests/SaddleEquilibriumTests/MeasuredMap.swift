import SaddleGames
import SaddleLinearAlgebra
import SaddleTraining

/// The derivative of one step of a method by iterate and memory, by central differences of the step
/// itself about (z*, memory of rest).
///
/// Exact up to rounding on quadratic games, whatever the size of the difference.
func measuredStepMap(
  of method: any TrainingMethod, at z: StrategyProfile, in game: any VariationalInequality,
  difference: Double = 1
) throws -> Matrix {
  let (count, memoryCount) = (z.shape.count, method.memoryCount(for: z.shape))
  var rest = [Double](repeating: 0, count: memoryCount)
  if memoryCount == count { game.gradientField(at: z, into: &rest) }
  func image(_ coordinates: [Double]) throws -> [Double] {
    var trainer = try Trainer(
      game: game, method: method, seed: 0,
      resumingAt: StrategyProfile(values: Array(coordinates[..<count]), shape: z.shape), step: 1,
      memory: Array(coordinates[count...]))
    trainer.step()
    return trainer.state.profile.values + trainer.state.memory
  }
  let origin = z.values + rest
  var map = Matrix(zeros: count + memoryCount, count + memoryCount)
  for column in origin.indices {
    var (upper, lower) = (origin, origin)
    upper[column] += difference
    lower[column] -= difference
    let (above, below) = (try image(upper), try image(lower))
    for row in origin.indices { map[row, column] = (above[row] - below[row]) / (2 * difference) }
  }
  return map
}
