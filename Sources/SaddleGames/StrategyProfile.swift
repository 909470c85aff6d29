/// Both players' strategies z = (x, y), held as one flat vector: x first, then y.
///
/// Directions and fields over profiles (gradients, v, Jacobian products) are plain `[Double]` of
/// `shape.count` values in the same order.
public struct StrategyProfile: Hashable, Sendable {
  /// x then y.
  public var values: [Double]
  /// How `values` splits into x and y.
  public let shape: ProfileShape

  /// Joins the two players' strategies.
  public init(minimizer: [Double], maximizer: [Double]) {
    values = minimizer + maximizer
    shape = ProfileShape(minimizerCount: minimizer.count, maximizerCount: maximizer.count)
  }

  /// Reads a flat vector.
  ///
  /// - Precondition: `values.count == shape.count`.
  public init(values: [Double], shape: ProfileShape) {
    precondition(
      values.count == shape.count, "a profile of \(shape.count) values got \(values.count)")
    self.values = values
    self.shape = shape
  }

  /// One player's strategy.
  public subscript(player: Player) -> ArraySlice<Double> {
    get { values[shape.range(of: player)] }
    set { values.replaceSubrange(shape.range(of: player), with: newValue) }
  }

  /// Whether no coordinate is NaN or infinite.
  public var isFinite: Bool { values.allSatisfy(\.isFinite) }
}

/// The two players' numbers of coordinates.
public struct ProfileShape: Hashable, Sendable {
  /// The length of x.
  public let minimizerCount: Int
  /// The length of y.
  public let maximizerCount: Int

  /// A shape of n + m coordinates.
  public init(minimizerCount: Int, maximizerCount: Int) {
    self.minimizerCount = minimizerCount
    self.maximizerCount = maximizerCount
  }

  /// n + m.
  public var count: Int { minimizerCount + maximizerCount }

  /// Where a player's coordinates lie in the flat vector.
  public func range(of player: Player) -> Range<Int> {
    player == .minimizer ? 0..<minimizerCount : minimizerCount..<count
  }
}
