import SaddleData
import SaddleGames
import SaddleNeuralGames
import SaddleTensor
import Testing

/// Fifty rows that a formula gives, in [−1, 1].
struct FormulaRows: SampleSource {
  let valueCount: Int
  let rowCount = 50
  let digest = "0000000000000000"

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    for index in sample.indices {
      // A triangle wave, which needs no libm.
      let phase = Float((row * 37 + index * 11) % 64) / 64
      sample[index] = 2 * abs(2 * phase - 1) - 1
    }
  }
}

extension Dataset {
  /// ``FormulaRows`` of a shape.
  static func formula(_ shape: [Int] = [2]) -> Dataset {
    Dataset(
      specification: "formula", sampleShape: shape,
      source: FormulaRows(valueCount: shape.reduce(1, *)))
  }
}

/// A neural game with a name, for parametrized tests.
struct NamedGame: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let game: any NeuralGame
  var data = Dataset.formula()

  func compiled(
    _ type: ScalarType = .float64, batch: Int = 6, averaging: Double = 0
  ) throws -> CompiledGame {
    try CompiledGame(
      game, data: data,
      options: CompiledGame.Options(batchCount: batch, type: type, averaging: averaging))
  }

  /// Tiny networks with smooth activations, so that central differences see no kink.
  static func tiny(
    _ change: (inout Architecture) -> Void = { _ in }
  ) -> Architecture {
    var architecture = Architecture()
    architecture.hidden = 4
    architecture.layers = 1
    architecture.activation = .tanh
    change(&architecture)
    return architecture
  }

  static func adversarial(
    _ name: String, _ loss: AdversarialLoss, penalty: GradientPenalty? = nil,
    _ architecture: Architecture = tiny(), weightBound: Double? = nil
  ) -> NamedGame {
    NamedGame(
      testDescription: name,
      game: AdversarialGame(
        loss: loss, penalty: penalty, architecture: architecture, weightBound: weightBound))
  }

  /// Every objective.
  static let objectives: [NamedGame] =
    [
      adversarial("saturating", .saturating),
      adversarial("non-saturating", .nonSaturating),
      adversarial("least squares", .leastSquares),
      adversarial("hinge", .hinge),
      adversarial("wasserstein, clipped", .wasserstein, weightBound: 0.5),
      adversarial("WGAN-GP", .wasserstein, penalty: .interpolated(weight: 10)),
      adversarial("R1", .nonSaturating, penalty: .real(weight: 2)),
      adversarial("R2", .nonSaturating, penalty: .generated(weight: 2)),
      adversarial("DRAGAN", .nonSaturating, penalty: .perturbed(weight: 10)),
      adversarial("SN-GAN", .hinge, tiny { $0.isSpectrallyNormalized = true }),
      adversarial("batch norm", .nonSaturating, tiny { $0.isBatchNormalized = true }),
    ] + FDivergence.allCases.map { adversarial("f-GAN \($0.rawValue)", .fGAN($0)) } + [
      NamedGame(testDescription: "W2, quadratic", game: TransportGame()),
      NamedGame(
        testDescription: "W2, convex",
        game: TransportGame(
          potential: .convex, generator: .network(tiny()), hidden: 3, conjugateSteps: 60)),
    ]

  /// A convolutional pair on 8 × 8 images.
  static let convolutional = NamedGame(
    testDescription: "dcgan",
    game: AdversarialGame(
      loss: .hinge,
      architecture: tiny {
        $0.kind = .dcgan
        $0.hidden = 2
        $0.isBatchNormalized = true
        $0.isSpectrallyNormalized = true
      }), data: .formula([8, 8, 1]))
}

extension CompiledGame {
  /// The profile of a seed, moved off its symmetric start.
  func profile(seed: UInt64 = 1) -> StrategyProfile {
    var random = CounterGenerator(seed: seed, stream: .start)
    var z = initialProfile(using: &random)
    for index in z.values.indices { z.values[index] += 0.1 * random.nextNormal() }
    for player in Player.allCases { project(player, of: &z) }
    return z
  }
}
