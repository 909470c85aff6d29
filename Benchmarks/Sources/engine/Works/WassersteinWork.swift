import SaddleTensor

/// The networks, batches and losses of WGAN-GP on the plane, after Gulrajani and others (2017).
///
/// Generator 2 → hidden → hidden → 2 and critic 2 → hidden → hidden → 1, leaky relus of slope 0.2.
struct WassersteinNetworks {
  let graph = Graph()
  var generator: ParameterBlock
  var critic: ParameterBlock
  let real: Tensor
  let noise: Tensor
  let mix: Tensor

  init(hidden: Int, batch: Int) {
    generator = ParameterBlock(graph, count: hidden * (hidden + 6) + 2)
    critic = ParameterBlock(graph, count: hidden * (hidden + 5) + 1)
    real = graph.leaf([batch, 2], .float32, name: "real")
    noise = graph.leaf([batch, 2], .float32, name: "noise")
    mix = graph.leaf([batch, 1], .float32, name: "mix")
    var numbers = PeerNumbers()
    for (last, isGenerator) in [(2, true), (1, false)] {
      let widths = [2, hidden, hidden, last]
      for k in 1..<widths.count {
        for (shape, fanIn) in [([widths[k - 1], widths[k]], widths[k - 1]), ([widths[k]], nil)] {
          if isGenerator {
            _ = generator.take(shape, fanIn: fanIn, &numbers)
          } else {
            _ = critic.take(shape, fanIn: fanIn, &numbers)
          }
        }
      }
    }
    numbers.fill(real)
    numbers.fill(noise)
    numbers.fill(mix, scale: 0.5)
    mix.values = mix.values.map { 0.5 + $0 }
  }

  private func network(_ p: [Tensor], _ x: Tensor) -> Tensor {
    let first = (x.matmul(p[0]) + p[1]).leakyReLU()
    return (first.matmul(p[2]) + p[3]).leakyReLU().matmul(p[4]) + p[5]
  }

  var fake: Tensor { network(generator.tensors, noise) }

  func scores(_ x: Tensor) -> Tensor { network(critic.tensors, x) }

  /// E D(fake) − E D(real) + 10·E(‖∇D(between)‖ − 1)².
  func criticLoss(_ fake: Tensor) -> Tensor {
    let between = real + mix * (fake - real)
    let slope = gradient(of: scores(between).sum(), with: between)
    let penalty = ((slope.squared().sum(over: [1]) + 1e-12).sqrt() - 1).squared().mean()
    return scores(fake).mean() - scores(real).mean() + 10 * penalty
  }

  var generatorLoss: Tensor { -scores(fake).mean() }
}

/// One step of WGAN-GP: the critic's, with its double backward pass, then the generator's.
///
/// Both by Adam. The batches are given, not drawn.
struct WassersteinWork: Work {
  private let networks: WassersteinNetworks
  private let plans: [Plan]
  private let losses: Block

  init(hidden: Int, batch: Int, threads: Int) throws {
    networks = WassersteinNetworks(hidden: hidden, batch: batch)
    let criticLoss = networks.criticLoss(networks.fake.stopped())
    let generatorLoss = networks.generatorLoss
    let players = [networks.critic.tensors, networks.generator.tensors]
    let losses = Block(.float32, count: 2)
    plans = try zip([criticLoss, generatorLoss], players).enumerated().map { index, player in
      let gradients = gradient(of: player.0, with: player.1)
      return try Plan(
        [Output(player.0, in: losses, at: index)]
          + player.1.adam(gradients, stepSize: 1e-4, beta1: 0.5, beta2: 0.9), threads: threads)
    }
    self.losses = losses
  }

  var parameterCount: Int { networks.generator.block.count + networks.critic.block.count }
  var arenaBytes: Int { plans.map(\.arenaBytes).reduce(0, +) }
  func step() { for plan in plans { plan.run() } }

  func check() -> [Double] {
    for _ in 0..<3 { step() }
    return losses.values
  }
}
