/// The set that a player's strategy is kept in.
public enum StrategySet: Hashable, Sendable {
  /// Every real vector.
  case unconstrained
  /// Each coordinate in `lower...upper`.
  case box(lower: Double, upper: Double)
  /// ‖·‖ ≤ radius, Euclidean, about 0.
  case ball(radius: Double)
  /// Mixed strategies: coordinates ≥ 0 that sum to 1.
  case simplex
  /// A set of the game's own, in words ("‖W‖₂ ≤ 1"); the game projects.
  case custom(String)

  /// Projects the coordinates in `range` to the nearest point of the set (Euclidean).
  ///
  /// Leaves NaN as it is. Cost: linear, n·log n on the simplex (Held, Wolfe & Crowder 1974).
  ///
  /// - Precondition: the set is not ``custom(_:)``, which only the game can project on.
  public func project(_ values: inout [Double], in range: Range<Int>) {
    switch self {
    case .unconstrained:
      break
    case .box(let lower, let upper):
      for index in range {
        if values[index] < lower { values[index] = lower }
        if values[index] > upper { values[index] = upper }
      }
    case .ball(let radius):
      let size = values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
      if size > radius { for index in range { values[index] *= radius / size } }
    case .simplex:
      projectOnSimplex(&values, in: range)
    case .custom(let name):
      preconditionFailure("the game must override project(_:of:) for its set \(name)")
    }
  }

  private func projectOnSimplex(_ values: inout [Double], in range: Range<Int>) {
    let descending = values[range].sorted(by: >)
    var sum = 0.0
    var threshold = 0.0
    for (index, value) in descending.enumerated() {
      sum += value
      let candidate = (sum - 1) / Double(index + 1)
      if value > candidate { threshold = candidate }
    }
    for index in range where !values[index].isNaN {
      values[index] = max(values[index] - threshold, 0)
    }
  }
}

extension StrategySet: CustomStringConvertible {
  /// One phrase for tables.
  public var description: String {
    switch self {
    case .unconstrained: "unconstrained"
    case .box(let lower, let upper): "[\(lower), \(upper)]"
    case .ball(let radius): "‖·‖ ≤ \(radius)"
    case .simplex: "simplex"
    case .custom(let name): name
    }
  }
}
