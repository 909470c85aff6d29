import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite struct OptimisticGDATests {
  @Test("The first step is one of simultaneous GDA, the second extrapolates the field")
  func firstSteps() throws {
    let sizes = StepSizes(0.1, timescaleRatio: 2)
    let game = ScalarQuadratic(start: (1, 0.3))
    let optimistic = try trajectory(of: OptimisticGDA(stepSizes: sizes), in: game, steps: 2)
    let simultaneous = try trajectory(of: SimultaneousGDA(stepSizes: sizes), in: game, steps: 1)
    #expect(optimistic[1] == simultaneous[1])
    var (before, now) = ([0.0, 0.0], [0.0, 0.0])
    game.gradientField(at: optimistic[0], into: &before)
    game.gradientField(at: optimistic[1], into: &now)
    for (index, step) in [0.1, 0.2].enumerated() {
      let expected = optimistic[1].values[index] - step * (2 * now[index] - before[index])
      #expect(abs(optimistic[2].values[index] - expected) <= 1e-16)
    }
  }

  @Test("The memory is the last field")
  func memory() throws {
    let game = ScalarBilinear(start: (1, 0.3))
    var trainer = try Trainer(
      game: game, method: OptimisticGDA(stepSizes: StepSizes(0.1)), seed: 1)
    #expect(trainer.state.memory == [0, 0])
    trainer.step()
    #expect(trainer.state.memory == [0.3, -1])
  }
}
