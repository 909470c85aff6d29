import SaddleData
import SaddleQuality
import SaddleTensor
import Testing

@Suite("The feature classifier")
struct FeatureClassifierTests {
  private static let digits = Result { try Dataset(specification: "digits") }

  private func trained(steps: Int) throws -> (FeatureClassifier, Dataset, Labels) {
    let data = try Self.digits.get()
    let labels = try #require(data.labels)
    return (FeatureClassifier(trainedOn: data, labels: labels, steps: steps), data, labels)
  }

  private func distance(_ left: [Float], _ right: [Float], _ classifier: FeatureClassifier)
    -> Double
  {
    let moments = [left, right].map {
      VectorMoments(
        of: classifier.read($0).features, valueCount: FeatureClassifier.featureCount)
    }
    return FrechetDistance.squared(moments[0], moments[1])
  }

  @Test("Trained on the digits, it tells them apart; real against real is near, noise is far")
  func digits() throws {
    let (classifier, data, labels) = try trained(steps: 300)
    #expect(classifier.accuracy(on: data, labels: labels, rows: Array(0..<1_797)) > 0.97)
    let even = data.samples(rows: Array(stride(from: 0, to: 1_796, by: 2)))
    let odd = data.samples(rows: Array(stride(from: 1, to: 1_797, by: 2)))
    let noise = normals(898, 64, seed: 3, shift: [Double](repeating: 0, count: 64), scale: 0.5)
    let zeros = (0..<898).flatMap { _ in data.samples(rows: [0]) }
    let near = distance(even, odd, classifier)
    #expect(distance(even, noise, classifier) > 20 * near)
    #expect(distance(even, zeros, classifier) > 20 * near)
    func score(_ samples: [Float]) -> Double {
      ClassifierScore.score(
        probabilities: classifier.read(samples).probabilities, classCount: 10)
    }
    #expect(score(even) > 8)
    #expect(abs(score(zeros) - 1) < 1e-3)
    #expect(score(noise) < score(even))
  }

  @Test("The same data give the same bits, and parameters give the classifier back")
  func deterministic() throws {
    let (classifier, data, _) = try trained(steps: 3)
    #expect(try trained(steps: 3).0 == classifier)
    let copy = FeatureClassifier(
      valueCount: 64, classCount: 10, parameters: classifier.parameters)
    #expect(copy == classifier)
    #expect(
      FeatureClassifier(valueCount: 65, classCount: 10, parameters: classifier.parameters) == nil)
    // One sample reads as it does among others, past the end of a batch.
    let samples = data.samples(rows: Array(0..<300))
    let last = classifier.read(Array(samples.suffix(64)))
    #expect(Array(classifier.read(samples).features.suffix(64)) == last.features)
    #expect(last.probabilities.count == 10)
    #expect(abs(last.probabilities.reduce(0, +) - 1) < 1e-5)
  }
}
