import SaddleTensor

/// A Wasserstein game with a gradient penalty on the ring of eight points, written as a user would.
///
/// Networks, losses (Gulrajani et al. 2017) and Adam (Kingma & Ba 2015) for both players are expressions
/// of one plan.
struct WassersteinGame {
  let parameters: Block
  let losses: Block
  private let plan: Plan
  private let real: Tensor
  private let noise: Tensor
  private let mix: Tensor
  private var numbers = Numbers(seed: 2017)

  /// A player's network 2 → hidden → hidden → outputs, as leaves on the flat block of parameters.
  private struct Network {
    var layers: [(weight: Tensor, bias: Tensor)] = []
    var tensors: [Tensor] { layers.flatMap { [$0.weight, $0.bias] } }

    func callAsFunction(_ x: Tensor) -> Tensor {
      layers.dropLast().reduce(x) { ($0.matmul($1.weight) + $1.bias).leakyReLU() }
        .matmul(layers[layers.count - 1].weight) + layers[layers.count - 1].bias
    }
  }

  init(
    hidden: Int, batch: Int, type: ScalarType = .float32, path: KernelPath = .widest,
    threads: Int = 1
  ) throws {
    let graph = Graph()
    let widths = [[2, hidden, hidden, 2], [2, hidden, hidden, 1]]
    let sizes = widths.map { w in (1..<w.count).reduce(0) { $0 + w[$1] * (w[$1 - 1] + 1) } }
    let parameters = Block(type, count: sizes.reduce(0, +))
    let losses = Block(type, count: 2)
    var offset = 0
    var networks: [Network] = []
    for w in widths {
      var network = Network()
      for k in 1..<w.count {
        let weight = graph.leaf([w[k - 1], w[k]], type, name: "weight", in: parameters, at: offset)
        for index in 0..<weight.count {
          parameters[offset + index] = numbers.next() / Double(w[k - 1]).squareRoot()
        }
        offset += weight.count
        network.layers.append(
          (weight, graph.leaf([w[k]], type, name: "bias", in: parameters, at: offset)))
        offset += w[k]
      }
      networks.append(network)
    }
    let (generator, critic) = (networks[0], networks[1])
    real = graph.leaf([batch, 2], type, name: "real")
    noise = graph.leaf([batch, 2], type, name: "noise")
    mix = graph.leaf([batch, 1], type, name: "mix")

    let fake = generator(noise)
    let between = real + mix * (fake.stopped() - real)
    let slope = gradient(of: critic(between).sum(), with: between)
    let penalty = ((slope.squared().sum(over: [1]) + 1e-12).sqrt() - 1).squared().mean()
    let payoff = critic(real).mean() - critic(fake).mean()
    let criticLoss = -payoff + 10 * penalty
    var outputs = [
      Output(payoff, in: losses, at: 0), Output(criticLoss, in: losses, at: 1),
    ]
    outputs += Self.adam(
      generator.tensors, gradient(of: payoff, with: generator.tensors), stepSize: 1e-3)
    outputs += Self.adam(
      critic.tensors, gradient(of: criticLoss, with: critic.tensors), stepSize: 1e-3)
    // Cut into parts however small, where there are threads for them.
    plan = try Plan(outputs, path: path, threads: threads, grain: 1)
    self.parameters = parameters
    self.losses = losses
  }

  private static func adam(
    _ parameters: [Tensor], _ gradients: [Tensor], stepSize: Double
  ) -> [Output] {
    let (beta1, beta2) = (0.5, 0.9)
    let graph = parameters[0].graph
    let type = parameters[0].type
    let power1 = graph.leaf([1], shape: [], type, name: "beta1 to the step")
    let power2 = graph.leaf([1], shape: [], type, name: "beta2 to the step")
    let (next1, next2) = (beta1 * power1, beta2 * power2)
    var outputs = [Output(next1, into: power1), Output(next2, into: power2)]
    for (x, g) in zip(parameters, gradients) {
      let m = graph.leaf(x.shape, type, name: "first moment")
      let v = graph.leaf(x.shape, type, name: "second moment")
      let nextM = beta1 * m + (1 - beta1) * g
      let nextV = beta2 * v + (1 - beta2) * g.squared()
      let step = (nextM * (1 / (1 - next1))) / ((nextV * (1 / (1 - next2))).sqrt() + 1e-8)
      outputs += [
        Output(nextM, into: m), Output(nextV, into: v), Output(x - stepSize * step, into: x),
      ]
    }
    return outputs
  }

  /// One simultaneous step of both players on a fresh batch.
  mutating func step() {
    let corners = [
      1, 0.7071067811865476, 0, -0.7071067811865476, -1, -0.7071067811865476, 0, 0.7071067811865476,
    ]
    if let (real, noise, mix) = zipped {
      for row in 0..<mix.count {
        let mode = min(7, Int(4 + 4 * numbers.next()))
        real[2 * row] = 2 * corners[mode] + 0.05 * numbers.nextNormal()
        real[2 * row + 1] = 2 * corners[(mode + 6) % 8] + 0.05 * numbers.nextNormal()
        noise[2 * row] = numbers.nextNormal()
        noise[2 * row + 1] = numbers.nextNormal()
        mix[row] = 0.5 + 0.5 * numbers.next()
      }
    }
    plan.run()
  }

  private var zipped: (Block, Block, Block)? {
    guard let real = real.storage?.block, let noise = noise.storage?.block,
      let mix = mix.storage?.block
    else { return nil }
    return (real, noise, mix)
  }

  /// FNV-1a over the bytes of the parameters.
  var digest: UInt64 {
    parameters.withBytes { bytes in
      bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
  }
}
