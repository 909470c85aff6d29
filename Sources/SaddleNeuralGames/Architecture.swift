import SaddleGames
import SaddleTensor

/// Which networks a GAN is played with.
public struct Architecture: Hashable, Sendable {
  /// The kind of both networks.
  public enum Kind: String, CaseIterable, Sendable {
    /// Multilayer perceptrons with leaky rectifiers; images are flattened.
    case mlp
    /// Convolutional networks for images (``GameScope/dcganGenerator(latent:width:image:of:isBatchNormalized:)``).
    case dcgan
  }

  /// The kind of both networks.
  public var kind = Kind.mlp
  /// The width of a hidden layer, or the number of channels of the largest maps.
  public var hidden = 64
  /// The number of hidden layers of an MLP.
  public var layers = 2
  /// The number of coordinates of the generator's noise.
  public var latent = 2
  /// Between the layers of an MLP.
  public var activation = Activation.leakyReLU
  /// Whether the generator's hidden layers are normalized over the batch.
  public var isBatchNormalized = false
  /// Whether the discriminator's weights are divided by their largest singular values.
  public var isSpectrallyNormalized = false

  /// Two layers of 64, two latent coordinates.
  public init() {}

  /// Noise → samples of the data's shape; images end in tanh, because data images lie in [−1, 1].
  func generator(in scope: GameScope) -> Network {
    let shape = scope.sampleShape
    if kind == .dcgan {
      return scope.dcganGenerator(
        latent: latent, width: hidden, image: shape, isBatchNormalized: isBatchNormalized)
    }
    let widths =
      [latent] + [Int](repeating: hidden, count: layers) + [shape.reduce(1, *)]
    let network = scope.mlp(
      widths, of: .minimizer, name: "generator", activation: activation,
      isBatchNormalized: isBatchNormalized)
    return network.then { x in
      let samples = x.reshaped(to: [x.shape[0]] + shape)
      return shape.count == 3 ? samples.tanh() : samples
    }
  }

  /// Samples → one number each.
  func discriminator(in scope: GameScope) -> Network {
    let shape = scope.sampleShape
    if kind == .dcgan {
      return scope.dcganDiscriminator(
        width: hidden, image: shape, isSpectrallyNormalized: isSpectrallyNormalized)
    }
    let widths = [shape.reduce(1, *)] + [Int](repeating: hidden, count: layers) + [1]
    return scope.mlp(
      widths, of: .maximizer, name: "discriminator", activation: activation,
      isSpectrallyNormalized: isSpectrallyNormalized)
  }
}
