/// One channel less its centered moving average over one period (with fractional ends), which takes
/// away drift and keeps every harmonic.
struct PeriodHighPass {
  /// The samples whose whole period lies inside the window.
  let range: Range<Int>
  private let period: Double

  init(count: Int, period: Double) {
    self.period = period
    let half = period / 2
    var low = 0
    while low < count, Double(low) + 0.5 - half < 0 { low += 1 }
    var high = count
    while high > low, Double(high - 1) + 0.5 + half > Double(count) { high -= 1 }
    range = low..<high
  }

  /// Writes x_t minus the mean over t ± T/2 for every t in `range`.
  func apply(_ values: UnsafeBufferPointer<Double>, into result: inout [Double]) {
    let count = values.count
    var sums = [Double](repeating: 0, count: count + 2)
    sums.withUnsafeMutableBufferPointer { sums in
      var sum = 0.0
      for index in 0..<count {
        sum += values[index]
        sums[index + 1] = sum
      }
      // Read only with weight zero, when a period ends exactly at the window's end.
      sums[count + 1] = sum
      let half = period / 2
      let scale = 1 / period
      result.withUnsafeMutableBufferPointer { result in
        for index in range {
          let (low, high) = (Double(index) + 0.5 - half, Double(index) + 0.5 + half)
          let (lowIndex, highIndex) = (Int(low), Int(high))
          let lowSum =
            sums[lowIndex] + (low - Double(lowIndex)) * (sums[lowIndex + 1] - sums[lowIndex])
          let highSum =
            sums[highIndex] + (high - Double(highIndex)) * (sums[highIndex + 1] - sums[highIndex])
          result[index - range.lowerBound] = values[index] - (highSum - lowSum) * scale
        }
      }
    }
  }
}
