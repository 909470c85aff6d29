import SaddleTensor

/// One step of SN-GAN on images of 28 × 28: the discriminator's, then the generator's.
///
/// Hinge losses, both by Adam, spectral normalization by Miyato et al. (2018). The batches are given, not
/// drawn. Generator: noise 100 → 7 × 7 × 128, transposed convolutions of 4 × 4 and stride 2 to
/// 14 × 14 × 64 and 28 × 28 × 1, batch normalization and relu between. Discriminator: spectrally
/// normalized convolutions of 4 × 4 and stride 2 to 14 × 14 × 64 and 7 × 7 × 128 and a linear form, leaky
/// relus of slope 0.1.
struct SpectralImagesWork: Work {
  private let plans: [Plan]
  private let losses: Block

  private struct Generator {
    let graph: Graph
    var parameters: ParameterBlock
    let (first, second, third): (Tensor, Tensor, Tensor)
    let norms: [(scale: Tensor, offset: Tensor)]
    let bias: Tensor

    init(_ graph: Graph, _ numbers: inout PeerNumbers) {
      self.graph = graph
      let count = 100 * 6272 + 2 * 128 + 16 * 64 * 128 + 2 * 64 + 16 * 64 + 1
      parameters = ParameterBlock(graph, count: count)
      first = parameters.take([100, 6272], fanIn: 100, &numbers)
      second = parameters.take([4, 4, 64, 128], fanIn: 512, &numbers)
      third = parameters.take([4, 4, 1, 64], fanIn: 256, &numbers)
      norms = [128, 64].map { [graph] width in
        (
          graph.leaf([Double](repeating: 1, count: width), shape: [width], .float32),
          graph.leaf([width], .float32)
        )
      }
      bias = graph.leaf([1], .float32)
    }

    var tensors: [Tensor] {
      [first, second, third, bias] + norms.flatMap { [$0.scale, $0.offset] }
    }

    func callAsFunction(_ noise: Tensor) -> Tensor {
      let base = noise.matmul(first).reshaped(to: [noise.shape[0], 7, 7, 128])
      let middle = normalized(base, norms[0])
        .convolvedTransposed(with: second, stride: 2, padding: 1)
      return
        (normalized(middle, norms[1])
        .convolvedTransposed(with: third, stride: 2, padding: 1) + bias).tanh()
    }

    private func normalized(_ x: Tensor, _ norm: (scale: Tensor, offset: Tensor)) -> Tensor {
      let zero = graph.constant(0, norm.scale.shape, .float32)
      return x.batchNormalized(
        scale: norm.scale, offset: norm.offset, runningMean: zero, runningVariance: zero
      ).result.relu()
    }
  }

  private struct Discriminator {
    let weights: [Tensor]
    let biases: [Tensor]
    let normalized: [SpectrallyNormalized]
    let vectors: [Tensor]

    init(_ graph: Graph, _ numbers: inout PeerNumbers) {
      let shapes = [[4, 4, 1, 64], [4, 4, 64, 128], [6272, 1]]
      var parameters = ParameterBlock(
        graph, count: shapes.map { $0.reduce(1, *) }.reduce(0, +))
      let weights = shapes.map { shape in
        parameters.take(shape, fanIn: shape.dropLast().reduce(1, *), &numbers)
      }
      let vectors = weights.map { weight in
        let rows = weight.count / (weight.shape.last ?? 1)
        return graph.leaf([Double](repeating: 1, count: rows), shape: [rows, 1], .float32)
      }
      normalized = zip(weights, vectors).map { $0.spectrallyNormalized(leftVector: $1) }
      biases = shapes.map { [$0.last ?? 1] }.map { graph.leaf($0, .float32) }
      self.weights = weights
      self.vectors = vectors
    }

    var tensors: [Tensor] { weights + biases }

    func callAsFunction(_ x: Tensor) -> Tensor {
      var y = x
      for k in 0..<2 {
        y = (y.convolved(with: normalized[k].result, stride: 2, padding: 1) + biases[k])
          .leakyReLU(slope: 0.1)
      }
      return y.reshaped(to: [x.shape[0], 6272]).matmul(normalized[2].result) + biases[2]
    }

    var carried: [Output] { zip(normalized, vectors).map { Output($0.leftVector, into: $1) } }
  }

  init(batch: Int, threads: Int) throws {
    let graph = Graph()
    var numbers = PeerNumbers()
    let generator = Generator(graph, &numbers)
    let discriminator = Discriminator(graph, &numbers)
    let real = graph.leaf([batch, 28, 28, 1], .float32, name: "real")
    let noise = graph.leaf([batch, 100], .float32, name: "noise")
    numbers.fill(real)
    numbers.fill(noise)
    let fake = generator(noise)
    let (scores, rivals) = (discriminator(real), discriminator(fake.stopped()))
    let discriminatorLoss = (1 - scores).relu().mean() + (1 + rivals).relu().mean()
    let generatorLoss = -discriminator(fake).mean()
    let losses = Block(.float32, count: 2)
    let players = [
      (discriminatorLoss, discriminator.tensors), (generatorLoss, generator.tensors),
    ]
    plans = try players.enumerated().map { index, player in
      let gradients = gradient(of: player.0, with: player.1)
      return try Plan(
        [Output(player.0, in: losses, at: index)] + discriminator.carried
          + player.1.adam(gradients, stepSize: 2e-4, beta1: 0.5, beta2: 0.999),
        threads: threads)
    }
    self.losses = losses
  }

  var arenaBytes: Int { plans.map(\.arenaBytes).reduce(0, +) }
  func step() { for plan in plans { plan.run() } }

  func check() -> [Double] {
    for _ in 0..<3 { step() }
    return losses.values
  }
}
