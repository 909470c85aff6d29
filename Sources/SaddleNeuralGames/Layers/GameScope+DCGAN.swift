public import SaddleGames
import SaddleTensor

/// The convolutional pair of Radford, Metz & Chintala (2016, arXiv:1511.06434), for images whose sides
/// are multiples of 4, such as 28 × 28 and 32 × 32: 4 × 4 kernels with stride 2, weights starting at
/// N(0, 0.02²).
extension GameScope {
  private var dcganStart: Initializer { .normal(deviation: 0.02) }

  /// latent → [side/4, side/4, 2w] → [side/2, side/2, w] → image in (−1, 1).
  public func dcganGenerator(
    latent: Int, width: Int, image: [Int], of player: Player = .minimizer,
    isBatchNormalized: Bool = true
  ) -> Network {
    let (height, breadth) = (image[0] / 4, image[1] / 4)
    let project = dense(
      latent, height * breadth * 2 * width, of: player, name: "project", start: dcganStart)
    let first = parameter(
      [4, 4, width, 2 * width], of: player, name: "up1 weight", start: dcganStart)
    let last = parameter(
      [4, 4, image[2], width], of: player, name: "up2 weight", start: dcganStart)
    let bias = parameter([image[2]], of: player, name: "up2 bias", start: .constant(0))
    let normalize = [(2 * width, "project"), (width, "up1")].map { channels, name in
      isBatchNormalized
        ? batchNormalization(channels, of: player, name: name) : Network { $0 }
    }
    return Network { z in
      let base = project(z).reshaped(to: [z.shape[0], height, breadth, 2 * width])
      let middle = normalize[0](base).relu()
        .convolvedTransposed(with: first, stride: 2, padding: 1)
      let image = normalize[1](middle).relu()
        .convolvedTransposed(with: last, stride: 2, padding: 1)
      return (image + bias).tanh()
    }
  }

  /// Image → [side/2, side/2, w] → [side/4, side/4, 2w] → a number, without batch normalization.
  public func dcganDiscriminator(
    width: Int, image: [Int], of player: Player = .maximizer,
    isSpectrallyNormalized: Bool = false
  ) -> Network {
    let features = image[0] / 4 * (image[1] / 4) * 2 * width
    let layers = [(image[2], width, "down1"), (width, 2 * width, "down2")].map {
      inputs, outputs, name in
      let weight = parameter(
        [4, 4, inputs, outputs], of: player, name: "\(name) weight", start: dcganStart)
      let bias = parameter([outputs], of: player, name: "\(name) bias", start: .constant(0))
      return
        (isSpectrallyNormalized ? spectrallyNormalized(weight, name: name) : weight, bias)
    }
    let judge = dense(
      features, 1, of: player, name: "judge", start: dcganStart,
      isSpectrallyNormalized: isSpectrallyNormalized)
    return Network { x in
      let maps = layers.reduce(x) { image, layer in
        (image.convolved(with: layer.0, stride: 2, padding: 1) + layer.1).leakyReLU()
      }
      return judge(maps.reshaped(to: [x.shape[0], features]))
    }
  }
}
