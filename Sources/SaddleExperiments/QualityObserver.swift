public import SaddleData
public import SaddleGames
import SaddleQuality
public import SaddleRecording

/// Measures what a generator makes against the data, every K steps (docs/quality.md).
///
/// 2,500 samples of one latent batch that is the same at every step, against as many of the data (or all,
/// if there are fewer): so the custom metrics of a run, and of runs on the same data, can be compared, and
/// a resumed run measures the same.
public final class QualityObserver: StepObserver {
  /// The names of the metrics.
  public enum Metric: String, CaseIterable, Sendable {
    /// The sliced 2-Wasserstein distance to the data.
    case slicedW2
    /// How many modes of the mixture have a point within 3σ.
    case coveredModes
    /// The share of points within 3σ of a mode.
    case highQualityFraction
    /// The squared Fréchet distance to the data in the feature space of Saddlebag's own classifier.
    case featureFrechetDistance
    /// The inception score's formula on Saddlebag's own classifier.
    case classifierScore
  }

  private static let sampleCount = 2_500
  /// Seeds of the latent batch, the directions and the rows: the same for all runs.
  private static let seed: UInt64 = 0x5155_414C

  private let cadence: Int
  private let count: Int
  private let mixture: GaussianMixture?
  private let sliced: SlicedWasserstein
  private let projectedData: SlicedWasserstein.Projection
  private let classifier: FeatureClassifier?
  private let dataMoments: VectorMoments?

  /// Makes one for a game on data; nil if it generates nothing, or not samples of the data's shape.
  ///
  /// Labeled images need a classifier, which is trained once for the data and kept in the user's cache
  /// folder.
  ///
  /// - Parameters:
  ///   - game: what is played.
  ///   - data: what it is played on.
  ///   - cadence: K > 0.
  ///   - willTrain: told before a classifier is trained, which may take a while.
  public init?(
    game: any VariationalInequality, data: Dataset?, every cadence: Int,
    willTrain: () -> Void = {}
  ) {
    guard let data, Self.canMeasure(game, on: data), cadence > 0 else { return nil }
    self.cadence = cadence
    count = min(Self.sampleCount, data.rowCount)
    let order = ShuffledRows(count: data.rowCount, seed: Self.seed)
    let real = data.samples(rows: order.batch(0, size: count))
    sliced = SlicedWasserstein(valueCount: data.valueCount, seed: Self.seed)
    projectedData = sliced.projection(of: real)
    mixture = data.mixture
    guard data.holdsImages, let labels = data.labels, labels.classCount > 1 else {
      classifier = nil
      dataMoments = nil
      return
    }
    let trained = FeatureClassifier.cached(for: data, labels: labels, willTrain: willTrain)
    let rows = order.batch(0, size: min(10_000, data.rowCount))
    dataMoments = VectorMoments(
      of: trained.read(data.samples(rows: rows)).features,
      valueCount: FeatureClassifier.featureCount)
    classifier = trained
  }

  /// Whether a game generates samples like those of the data.
  static func canMeasure(_ game: any VariationalInequality, on data: Dataset?) -> Bool {
    guard let shape = (game as? any GenerativeGame)?.sampleShape else { return false }
    return shape.reduce(1, *) == data?.valueCount
  }

  /// Adds the metrics to a step that is due.
  public func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome? {
    guard moment.isDue(every: cadence), let game = moment.game as? any GenerativeGame else {
      return nil
    }
    let samples = game.samples(count, at: moment.profile, seed: Self.seed)
    func add(_ metric: Metric, _ value: Double) {
      record.customMetrics.append(CustomMetric(name: metric.rawValue, value: value))
    }
    add(.slicedW2, sliced.distance(sliced.projection(of: samples), projectedData))
    if let mixture {
      let coverage = ModeCoverage(of: samples, in: mixture)
      add(.coveredModes, Double(coverage.coveredModes))
      add(.highQualityFraction, coverage.highQualityFraction)
    }
    if let classifier, let dataMoments {
      let reading = classifier.read(samples)
      let moments = VectorMoments(
        of: reading.features, valueCount: FeatureClassifier.featureCount)
      add(.featureFrechetDistance, FrechetDistance.squared(moments, dataMoments))
      add(
        .classifierScore,
        ClassifierScore.score(
          probabilities: reading.probabilities, classCount: classifier.classCount))
    }
    return nil
  }
}
