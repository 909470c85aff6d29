// A game of your own: written as expressions, trained, recorded and resumable like the built-in ones.
//
//     swift run custom-game
//     saddlebag show "my ring GAN" --store custom-game.db
import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleNeuralGames
import SaddleRecording
import SaddleStore
import SaddleTensor

/// A Wasserstein GAN on the ring whose critic is spectrally normalized and pays for large values.
struct RingGAN: NeuralGame {
  func trace(in scope: GameScope) -> Objectives {
    let generator = scope.mlp([2, 32, 32, 2], of: .minimizer)
    let critic = scope.mlp([2, 32, 32, 1], of: .maximizer, isSpectrallyNormalized: true)
    let (real, fake) = (scope.data(), generator(scope.normal([2])))
    let payoff = critic(real).mean() - critic(fake).mean()
    let drift = 0.001 * critic(real).squared().mean()
    return Objectives(
      payoff: payoff, minimizerLoss: payoff, maximizerLoss: drift - payoff,
      measures: [("drift", drift)], samples: fake,
      proximalFeatures: scope.slope(of: critic, at: real))
  }
}

var plan = TrainingPlan(game: "my-ring-gan", method: "alternating-gda")
plan.methodSettings = ["baseUpdate": "adam", "stepSize": "0.001", "firstDecay": "0.5"]
plan.steps = 200
let game = try CompiledGame(RingGAN(), data: Dataset(specification: "ring"))
var session = try TrainingSession(plan, game: game)
let store = try Store.open(at: "custom-game.db", for: .recording)
let run = session.describe(
  name: "my ring GAN", experiment: "default", environment: .current(version: "1.0"))
print(try session.play(into: store.begin(run)).sentence)
