public import SaddleGames
import SaddleTensor

extension GameScope {
  /// An affine layer x·W + b of rows, W [inputs, outputs], b starting at 0.
  public func dense(
    _ inputs: Int, _ outputs: Int, of player: Player, name: String = "dense",
    start: Initializer? = nil, hasBias: Bool = true, isSpectrallyNormalized: Bool = false
  ) -> Network {
    let start = start ?? .glorot(fanIn: inputs, fanOut: outputs)
    let parameters = parameter(
      [inputs, outputs], of: player, name: "\(name) weight", start: start)
    let weight =
      isSpectrallyNormalized ? spectrallyNormalized(parameters, name: name) : parameters
    guard hasBias else { return Network { $0.matmul(weight) } }
    let bias = parameter([outputs], of: player, name: "\(name) bias", start: .constant(0))
    return Network { $0.matmul(weight) + bias }
  }

  /// A multilayer perceptron on flattened rows.
  ///
  /// - Parameters:
  ///   - widths: inputs, hidden layers, outputs.
  ///   - player: whose parameters they are.
  ///   - name: what messages and measures call it.
  ///   - activation: between layers; the last layer is affine.
  ///   - isSpectrallyNormalized: whether each weight is divided by its largest singular value.
  ///   - isBatchNormalized: whether hidden layers are normalized over the batch before the activation.
  /// - Returns: the function of a batch, [batch, …] → [batch, outputs].
  public func mlp(
    _ widths: [Int], of player: Player, name: String = "layer",
    activation: Activation = .leakyReLU, isSpectrallyNormalized: Bool = false,
    isBatchNormalized: Bool = false
  ) -> Network {
    var network = Network { $0.reshaped(to: [$0.shape[0], $0.count / $0.shape[0]]) }
    for layer in 1..<widths.count {
      let (inputs, outputs) = (widths[layer - 1], widths[layer])
      let isLast = layer == widths.count - 1
      let affine = dense(
        inputs, outputs, of: player, name: "\(name)\(layer)",
        start: (isLast ? .identity : activation).start(fanIn: inputs, fanOut: outputs),
        isSpectrallyNormalized: isSpectrallyNormalized)
      network = network.then { affine($0) }
      if isLast { break }
      if isBatchNormalized {
        let normalized = batchNormalization(outputs, of: player, name: "\(name)\(layer)")
        network = network.then { normalized($0) }
      }
      network = network.then { activation($0) }
    }
    return network
  }
}
