import SaddleData
import SaddleGames
import SaddleNeuralGames
import SaddleTensor

/// WGAN-GP on the plane with its batch given: each row of the data holds a real sample, the noise of a
/// generated one and the place between the two where the slope is penalized, so that another engine can
/// be given the same batch.
struct GivenBatchGame: NeuralGame {
  let hidden: Int

  func trace(in scope: GameScope) -> Objectives {
    let generator = scope.mlp([2, hidden, hidden, 2], of: .minimizer)
    let critic = scope.mlp([2, hidden, hidden, 1], of: .maximizer)
    let rows = scope.data()
    let real = rows.sliced(axis: 1, 0..<2)
    let fake = generator(rows.sliced(axis: 1, 2..<4))
    let between = real + rows.sliced(axis: 1, 4..<5) * (fake - real)
    let squares = scope.slope(of: critic, at: between).squared().sum(over: [1])
    let penalty = 10 * ((squares + 1e-12).sqrt() - 1).squared().mean()
    let payoff = critic(real).mean() - critic(fake).mean()
    return Objectives(
      payoff: payoff, minimizerLoss: payoff, maximizerLoss: penalty - payoff, samples: fake,
      proximalFeatures: scope.slope(of: critic, at: real))
  }
}

/// Rows for ``GivenBatchGame``: eight modes on a circle, normal noise, uniform places.
struct GivenRows: SampleSource {
  let valueCount = 5
  let rowCount: Int
  let digest = "0000000000000000"

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let noise = Noise(seed: 11, stream: 0)
    func normal(_ column: Int) -> Double { noise.normal(at: 5 * row + column) }
    let corner = [(1.0, 0.0), (0.7071, 0.7071), (0, 1), (-0.7071, 0.7071)][row % 4]
    let sign: Double = row % 8 < 4 ? 1 : -1
    sample[0] = Float(sign * corner.0 + 0.05 * normal(0))
    sample[1] = Float(sign * corner.1 + 0.05 * normal(1))
    sample[2] = Float(normal(2))
    sample[3] = Float(normal(3))
    sample[4] = Float(noise.uniform(at: 5 * row + 4))
  }
}
