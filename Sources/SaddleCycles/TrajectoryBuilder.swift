/// Makes a trajectory of a run that is read row by row, in bounded memory.
///
/// All channels are kept while they are at most 64 and their values fit the budget; of more, sums
/// (``ChannelSketch``), as ``CycleAnalysis`` itself would make.
public struct TrajectoryBuilder: Sendable {
  /// How rows are made.
  public let sketch: ChannelSketch
  /// The rows taken.
  public private(set) var rowCount = 0
  private var values: [Double] = []

  /// Values kept: 128 MB of them.
  public static let defaultBudget = 1 << 24

  /// Expects so many rows of each player's channels; `budget` bounds the values kept.
  public init(widths: [Int], expectedRows: Int, budget: Int = defaultBudget) {
    let total = widths.reduce(0, +)
    let rows = max(1, expectedRows)
    let isLong = total > 4 && rows > budget / total
    let affordable = max(2, budget / rows / max(1, widths.count))
    sketch = ChannelSketch(
      widths: widths, sums: min(CycleConstants.sketchChannels, affordable),
      most: isLong ? 4 : CycleConstants.mostChannels)
    values.reserveCapacity(min(rows, budget) * sketch.channelCount)
  }

  /// The channels of each player in the trajectory.
  public var players: [Range<Int>] { sketch.players }
  /// Whether the trajectory's channels are sums of many.
  public var isSketch: Bool { sketch.isSketch }

  /// Takes the next row, player by player.
  ///
  /// - Precondition: each part has its player's channels.
  public mutating func append(_ parts: [Double]...) {
    rowCount += 1
    let start = values.count
    values.append(contentsOf: repeatElement(0, count: sketch.channelCount))
    func reduce(_ rest: ArraySlice<[Double]>, _ buffers: [UnsafeBufferPointer<Double>]) {
      guard let part = rest.first else {
        return sketch.reduce(buffers, into: &values, at: start)
      }
      part.withUnsafeBufferPointer { reduce(rest.dropFirst(), buffers + [$0]) }
    }
    reduce(parts[...], [])
  }

  /// What was taken.
  public var trajectory: Trajectory {
    Trajectory(unchecked: values, channelCount: max(1, sketch.channelCount))
  }
}
