public import SaddleData
import SaddleTensor

/// A small network that tells the classes of a labeled data set apart, trained by Saddlebag with a fixed
/// seed: its features are the space in which generated images are compared with real ones.
///
/// d → 128 → 64 → K with ReLU; the 64 values before the last layer are the features. It is trained on
/// all rows by Adam (step size 10⁻³, β = 0.9, 0.999) on the cross-entropy of batches of 128, the same bits
/// every time and everywhere. This is neither Inception nor ImageNet: its numbers compare runs of
/// Saddlebag on the same data, and nothing else.
public struct FeatureClassifier: Hashable, Sendable {
  /// The number of features.
  public static let featureCount = 64
  /// Changes when the same data would give another classifier.
  public static let version = 1
  static let hiddenCount = 128

  /// d: the values of a sample.
  public let valueCount: Int
  /// K: the number of classes.
  public let classCount: Int
  /// Weights and biases, layer by layer.
  public let parameters: [Float]

  /// The number of parameters of a classifier.
  public static func parameterCount(valueCount: Int, classCount: Int) -> Int {
    (valueCount + 1) * hiddenCount + (hiddenCount + 1) * featureCount
      + (featureCount + 1) * classCount
  }

  /// Takes parameters as they are; nil if they are not as many as the classifier has.
  public init?(valueCount: Int, classCount: Int, parameters: [Float]) {
    guard
      parameters.count == Self.parameterCount(valueCount: valueCount, classCount: classCount)
    else { return nil }
    self.valueCount = valueCount
    self.classCount = classCount
    self.parameters = parameters
  }

  /// Trains one.
  ///
  /// Cost: 1,000 to 4,000 steps (about 8 passes over large data) of 128 samples; 28 × 28 images take some
  /// seconds in a release build.
  ///
  /// - Parameters:
  ///   - data: labeled samples.
  ///   - labels: those of `data`.
  ///   - steps: how many steps, if not as many as said above.
  public init(trainedOn data: Dataset, labels: Labels, steps: Int? = nil) {
    let batch = 128
    let network = Network(
      valueCount: data.valueCount, classCount: labels.classCount, batch: batch)
    network.initialize()
    let order = ShuffledRows(count: data.rowCount, seed: Network.seed)
    let trainer = ClassifierTrainer(network)
    for step in 0..<(steps ?? min(4_000, max(1_000, 8 * data.rowCount / batch))) {
      let rows = order.batch(step, size: batch)
      network.load(data.samples(rows: rows))
      trainer.step(classes: rows.map { labels[$0] })
    }
    valueCount = data.valueCount
    classCount = labels.classCount
    parameters = network.parameterValues
  }

  /// What the classifier makes of samples.
  public struct Reading: Hashable, Sendable {
    /// 64 features per sample.
    public let features: [Double]
    /// K probabilities per sample.
    public let probabilities: [Double]
  }

  /// Reads samples.
  ///
  /// - Precondition: `samples` are whole samples.
  public func read(_ samples: [Float]) -> Reading {
    precondition(samples.count.isMultiple(of: valueCount), "no whole samples")
    let batch = 256
    let network = Network(valueCount: valueCount, classCount: classCount, batch: batch)
    network.parameterValues = parameters
    let reader = ClassifierReader(network)
    let count = samples.count / valueCount
    var features: [Double] = []
    var probabilities: [Double] = []
    for start in stride(from: 0, to: count, by: batch) {
      let rows = min(batch, count - start)
      let part = samples[(start * valueCount)..<((start + rows) * valueCount)]
      network.load(part + [Float](repeating: 0, count: (batch - rows) * valueCount))
      reader.run()
      features += reader.features.prefix(rows * Self.featureCount)
      probabilities += reader.probabilities.prefix(rows * classCount)
    }
    return Reading(features: features, probabilities: probabilities)
  }

  /// The share of rows whose most probable class is their own.
  public func accuracy(on data: Dataset, labels: Labels, rows: [Int]) -> Double {
    let probabilities = read(data.samples(rows: rows)).probabilities
    let right = rows.indices.count { index in
      let line = probabilities[(index * classCount)..<((index + 1) * classCount)]
      return line.firstIndex(of: line.max() ?? 0) == line.startIndex + labels[rows[index]]
    }
    return Double(right) / Double(rows.count)
  }
}
