import SaddleTensor

/// The classifier's network as expressions over one block of parameters.
final class Network {
  static let seed: UInt64 = 0x5341_4444

  let graph = Graph()
  let samples: Tensor
  /// Each layer's weight and bias.
  let layers: [(weight: Tensor, bias: Tensor)]
  let features: Tensor
  let logits: Tensor
  let batch: Int
  let classCount: Int
  private let parameters: Block

  init(valueCount: Int, classCount: Int, batch: Int) {
    let widths = [
      valueCount, FeatureClassifier.hiddenCount, FeatureClassifier.featureCount, classCount,
    ]
    let parameters = Block(
      .float32,
      count: FeatureClassifier.parameterCount(valueCount: valueCount, classCount: classCount))
    var layers: [(weight: Tensor, bias: Tensor)] = []
    var offset = 0
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      let weight = graph.leaf(
        [inputs, outputs], .float32, name: "weight", in: parameters, at: offset)
      offset += inputs * outputs
      layers.append(
        (weight, graph.leaf([outputs], .float32, name: "bias", in: parameters, at: offset)))
      offset += outputs
    }
    samples = graph.leaf([batch, valueCount], .float32, name: "samples")
    features = layers.dropLast().reduce(samples) {
      ($0.matmul($1.weight) + $1.bias).relu()
    }
    logits = features.matmul(layers[2].weight) + layers[2].bias
    self.layers = layers
    self.parameters = parameters
    self.batch = batch
    self.classCount = classCount
  }

  /// Draws normal weights of variance 2/inputs (He, Zhang, Ren & Sun 2015, arXiv:1502.01852).
  func initialize() {
    for (index, layer) in layers.enumerated() {
      Noise(seed: Self.seed, stream: UInt64(index)).fill(
        layer.weight, normalWithDeviation: (2 / Double(layer.weight.shape[0])).squareRoot())
    }
  }

  var parameterValues: [Float] {
    get { parameters.withBytes { Array($0.bindMemory(to: Float.self)) } }
    set {
      parameters.withBytes { bytes in
        newValue.withUnsafeBytes { bytes.copyMemory(from: $0) }
      }
    }
  }

  /// Fills the batch.
  func load(_ values: some Collection<Float>) {
    samples.storage?.block.withBytes { bytes in
      _ = bytes.bindMemory(to: Float.self).update(fromContentsOf: values)
    }
  }
}

/// Compiles what has no mistakes: the networks here have fixed shapes that fit.
private func compiled(_ outputs: [Output]) -> Plan {
  do {
    return try Plan(outputs)
  } catch {
    preconditionFailure("the classifier does not compile: \(error.message)")
  }
}

/// Moves a classifier's parameters down the cross-entropy.
final class ClassifierTrainer {
  private let network: Network
  private let plan: Plan
  private let target: Tensor

  init(_ network: Network) {
    self.network = network
    let graph = network.graph
    let target = graph.leaf([network.batch, network.classCount], .float32, name: "classes")
    let loss =
      (network.logits.logSumExp(over: [1]) - (target * network.logits).sum(over: [1])).mean()
    let variables = network.layers.flatMap { [$0.weight, $0.bias] }
    // The powers of β that correct the moments' bias (Kingma & Ba 2015, arXiv:1412.6980).
    let power1 = graph.leaf([1], shape: [], .float32, name: "beta1 to the step")
    let power2 = graph.leaf([1], shape: [], .float32, name: "beta2 to the step")
    let (next1, next2) = (0.9 * power1, 0.999 * power2)
    var outputs = [Output(next1, into: power1), Output(next2, into: power2)]
    for (x, g) in zip(variables, gradient(of: loss, with: variables)) {
      let m = graph.leaf(x.shape, .float32, name: "first moment")
      let v = graph.leaf(x.shape, .float32, name: "second moment")
      let nextM = 0.9 * m + 0.1 * g
      let nextV = 0.999 * v + 0.001 * g.squared()
      let move = (nextM / (1 - next1)) / ((nextV / (1 - next2)).sqrt() + 1e-8)
      outputs += [
        Output(nextM, into: m), Output(nextV, into: v), Output(x - 1e-3 * move, into: x),
      ]
    }
    plan = compiled(outputs)
    self.target = target
  }

  /// One step on the batch that the network holds.
  func step(classes: [Int]) {
    guard let block = target.storage?.block else { return }
    for (row, label) in classes.enumerated() {
      for column in 0..<network.classCount {
        block[row * network.classCount + column] = column == label ? 1 : 0
      }
    }
    plan.run()
  }
}

/// Reads the batch that a network holds.
final class ClassifierReader {
  private let plan: Plan
  private let featureTensor: Tensor
  private let probabilityTensor: Tensor

  init(_ network: Network) {
    let log = network.logits.logSumExp(over: [1], keepsAxes: true)
    featureTensor = network.features
    probabilityTensor = (network.logits - log).exp()
    plan = compiled([Output(featureTensor), Output(probabilityTensor)])
  }

  func run() { plan.run() }

  var features: [Double] { plan.values(of: featureTensor) }
  var probabilities: [Double] { plan.values(of: probabilityTensor) }
}
