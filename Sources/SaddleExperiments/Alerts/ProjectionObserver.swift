import SaddleCycles
public import SaddleGames
public import SaddleRecording

/// Adds a fixed projection of both players' parameters to each step of a run that does not keep them.
///
/// Eight sums of each player's parameters with signs that follow from the parameter's number
/// (``SaddleCycles/ChannelSketch``), named `projection.minimizer.0` …, and the Euclidean norms
/// `norm.minimizer` and `norm.maximizer`: what `saddlebag cycles` judges such a run by without ever
/// reading its parameters. One pass over the parameters a step. It follows from the iterate alone, so a
/// resumed run records the same.
public final class ProjectionObserver: StepObserver {
  /// The sums per player.
  public static let sumsPerPlayer = 8
  private let sketch: ChannelSketch
  private let names: [String]
  private var row: [Double]

  /// Projects a game of this shape.
  public init(shape: ProfileShape) {
    sketch = ChannelSketch(
      widths: [shape.minimizerCount, shape.maximizerCount], sums: Self.sumsPerPlayer, most: 0)
    row = [Double](repeating: 0, count: sketch.channelCount)
    names = zip(Player.allCases, sketch.players).flatMap { player, channels in
      channels.indices.map { Self.name(of: player, $0 - channels.lowerBound) }
    }
  }

  /// The name of a sum.
  public static func name(of player: Player, _ index: Int) -> String {
    "projection.\(player.word).\(index)"
  }

  /// Adds the sums and the norms to the record.
  public func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome? {
    record.customMetrics += metrics(of: moment.profile)
    return nil
  }

  /// The sums and norms of a profile.
  public func metrics(of profile: StrategyProfile) -> [CustomMetric] {
    var metrics: [CustomMetric] = []
    profile.values.withUnsafeBufferPointer { values in
      let parts = Player.allCases.map {
        UnsafeBufferPointer(rebasing: values[profile.shape.range(of: $0)])
      }
      sketch.reduce(parts, into: &row, at: 0)
      metrics = zip(names, row).map { CustomMetric(name: $0, value: $1) }
      for (player, part) in zip(Player.allCases, parts) {
        let square = part.reduce(0) { $0 + $1 * $1 }
        metrics.append(CustomMetric(name: "norm.\(player.word)", value: square.squareRoot()))
      }
    }
    return metrics
  }
}

extension Player {
  /// The player's name in the store.
  fileprivate var word: String { self == .minimizer ? "minimizer" : "maximizer" }
}

extension TrainingSession {
  /// The projection, if the run does not keep the parameters of every step.
  public var projectionObservers: [any StepObserver] {
    keepsEveryIterate ? [] : [ProjectionObserver(shape: game.shape)]
  }
}
