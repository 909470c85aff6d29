extension ParameterDescription {
  /// The parameter `start` of games with a fixed start: all coordinates of x, then of y.
  public static func start(_ coordinates: Double...) -> ParameterDescription {
    ParameterDescription(
      "start", default: .list(coordinates),
      "the initial profile: the coordinates of x, then of y")
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
}
