/// The largest value of a function on an interval, by nested grids: right to about 1e-9 for
/// functions whose global maximum shows on the first grid.
func gridMaximum(
  over interval: ClosedRange<Double>, points: Int = 201, of function: (Double) throws -> Double
) rethrows -> Double {
  var (lower, upper) = (interval.lowerBound, interval.upperBound)
  var best = (argument: lower, value: -Double.infinity)
  for _ in 0..<8 {
    let step = (upper - lower) / Double(points - 1)
    for index in 0..<points {
      let argument = min(lower + Double(index) * step, interval.upperBound)
      let value = try function(argument)
      if value > best.value { best = (argument, value) }
    }
    lower = max(interval.lowerBound, best.argument - 2 * step)
    upper = min(interval.upperBound, best.argument + 2 * step)
  }
  return best.value
}

/// The least value, likewise.
func gridMinimum(
  over interval: ClosedRange<Double>, points: Int = 201, of function: (Double) throws -> Double
) rethrows -> Double {
  try -gridMaximum(over: interval, points: points) { try -function($0) }
}
