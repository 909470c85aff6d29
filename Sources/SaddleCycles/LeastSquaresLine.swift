/// The line y = a + b·t with the least squared error.
struct LeastSquaresLine {
  /// a.
  let intercept: Double
  /// b.
  let slope: Double
  /// The share of the variance that the line explains; 0 where there is none.
  let rSquared: Double
  /// The root mean square of what is left over.
  let residual: Double

  init(_ times: ArraySlice<Double>, _ values: ArraySlice<Double>) {
    let count = Double(times.count)
    let meanTime = times.reduce(0, +) / count
    let meanValue = values.reduce(0, +) / count
    var (timeSquares, products, valueSquares) = (0.0, 0.0, 0.0)
    for (time, value) in zip(times, values) {
      let (dt, dy) = (time - meanTime, value - meanValue)
      timeSquares += dt * dt
      products += dt * dy
      valueSquares += dy * dy
    }
    slope = timeSquares > 0 ? products / timeSquares : 0
    intercept = meanValue - slope * meanTime
    var residuals = 0.0
    for (time, value) in zip(times, values) {
      let rest = (value - meanValue) - slope * (time - meanTime)
      residuals += rest * rest
    }
    rSquared = valueSquares > 0 ? 1 - residuals / valueSquares : 0
    residual = (residuals / count).squareRoot()
  }

  init(_ times: [Double], _ values: [Double]) { self.init(times[...], values[...]) }
}

/// A line through the logarithm of an envelope, and through each half of it.
struct EnvelopeFit {
  let line: LeastSquaresLine
  /// The slope of the first half, the middle sample included.
  let firstSlope: Double
  /// The slope of the second half.
  let secondSlope: Double

  /// Fits log(max(values, 1e-300)).
  init(times: [Double], values: [Double], sharesMiddle: Bool = true) {
    let logs = values.map { logarithm(max($0, 1e-300)) }
    line = LeastSquaresLine(times, logs)
    let half = logs.count / 2
    guard half >= 2 else {
      firstSlope = line.slope
      secondSlope = line.slope
      return
    }
    let firstEnd = half + (sharesMiddle ? logs.count % 2 : 0)
    firstSlope = LeastSquaresLine(times[..<firstEnd], logs[..<firstEnd]).slope
    secondSlope = LeastSquaresLine(times[half...], logs[half...]).slope
  }

  /// Whether both halves tell of the same exponential: slopes within a factor of 2.5.
  var isExponential: Bool {
    firstSlope != 0
      && CycleConstants.sameSlope.contains(secondSlope / firstSlope)
  }
}
