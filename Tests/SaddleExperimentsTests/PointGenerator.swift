import SaddleData
import SaddleGames
import SaddleTensor

/// A generator that scatters normal points of deviation `deviation` around x: its payoff is ½‖x‖² − ½y²,
/// so that descent moves the points to the origin.
struct PointGenerator: GenerativeGame, MinMaxGame {
  var deviation = 0.1
  var sampleShape = [2]
  var start = [3.0, 4.0]

  var shape: ProfileShape { ProfileShape(minimizerCount: 2, maximizerCount: 1) }

  func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    StrategyProfile(minimizer: start, maximizer: [1])
  }

  func payoff(at z: StrategyProfile) -> Double {
    (z.values[0] * z.values[0] + z.values[1] * z.values[1] - z.values[2] * z.values[2]) / 2
  }

  func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    gradient = [z.values[0], z.values[1], -z.values[2]]
  }

  func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    product = [u[0], u[1], -u[2]]
  }

  func samples(_ count: Int, at z: StrategyProfile, seed: UInt64) -> [Float] {
    let noise = Noise(seed: seed, stream: 1)
    let size = sampleShape.reduce(1, *)
    return (0..<(count * size)).map { index in
      Float(z.values[index % size % 2] + deviation * noise.normal(at: index))
    }
  }
}
