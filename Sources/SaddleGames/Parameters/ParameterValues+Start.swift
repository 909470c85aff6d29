extension ParameterDescription {
  /// The parameter `start` of games with a fixed start: all coordinates of x, then of y.
  ///
  /// Without coordinates the default is empty, for games whose number of coordinates depends on
  /// another parameter.
  public static func start(_ coordinates: Double...) -> ParameterDescription {
    ParameterDescription(
      "start", default: .list(coordinates),
      coordinates.isEmpty
        ? "the initial profile: the coordinates of x, then of y; empty for the game's own"
        : "the initial profile: the coordinates of x, then of y")
  }
}

extension ParameterValues {
  /// The parameter `start` of a game with one coordinate each.
  ///
  /// - Throws: ``GameError`` unless there are exactly two numbers.
  public func planeStart() throws(GameError) -> (x: Double, y: Double) {
    let values = try startCoordinates(count: 2)
    return (values[0], values[1])
  }

  /// The parameter `start`, checked to hold `count` numbers.
  public func startCoordinates(count: Int) throws(GameError) -> [Double] {
    let values = list("start")
    guard values.count == count else {
      throw GameError(
        .invalidParameter,
        "parameter 'start' holds \(values.count) numbers and the game has \(count) coordinates",
        hint: "give \(count) numbers separated by commas: x first, then y")
    }
    return values
  }

  /// The parameter `start` as a profile; nil where it is empty, which leaves the start to the game.
  ///
  /// - Throws: ``GameError`` unless it is empty or holds `shape.count` numbers.
  public func profileStart(of shape: ProfileShape) throws(GameError) -> StrategyProfile? {
    if list("start").isEmpty { return nil }
    return StrategyProfile(values: try startCoordinates(count: shape.count), shape: shape)
  }

  /// The parameter `start` as mixed strategies; nil where it is empty.
  ///
  /// - Throws: ``GameError`` unless both players' coordinates are ≥ 0 and sum to 1 within 1e-9.
  public func mixedStart(of shape: ProfileShape) throws(GameError) -> StrategyProfile? {
    guard let profile = try profileStart(of: shape) else { return nil }
    for player in Player.allCases {
      let sum = profile[player].reduce(0, +)
      guard profile[player].allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-9 else {
        throw GameError(
          .invalidParameter,
          "parameter 'start' gives \(player == .minimizer ? "x" : "y") no mixed strategy:"
            + " \(profile[player].map { "\($0)" }.joined(separator: ", "))",
          hint: "give probabilities that sum to 1 for x, then for y")
      }
    }
    return profile
  }
}

extension StrategyProfile {
  /// The mixed strategies that weight k actions k : k − 1 : … : 1, a start away from uniform play.
  static func descendingMixture(of shape: ProfileShape) -> StrategyProfile {
    func mixture(_ count: Int) -> [Double] {
      let total = Double(count * (count + 1)) / 2
      return (0..<count).map { Double(count - $0) / total }
    }
    return StrategyProfile(
      minimizer: mixture(shape.minimizerCount), maximizer: mixture(shape.maximizerCount))
  }
}
