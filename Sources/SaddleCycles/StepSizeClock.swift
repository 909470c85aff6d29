/// The time τ = Σ η that a game's flow sees, where step sizes vary (step 2b).
struct StepSizeClock {
  /// τ at each step.
  let times: [Double]
  /// η of the last step.
  let last: Double

  /// Nil where step sizes vary by less than 5 %, or do not add up to a positive number.
  init?(_ stepSizes: [Double]) {
    let largest = stepSizes.max() ?? 0
    let smallest = stepSizes.min() ?? 0
    guard stepSizes.allSatisfy(\.isFinite), let last = stepSizes.last, last > 0, smallest >= 0,
      largest > CycleConstants.stepSizeVariation * max(smallest, 1e-300)
    else { return nil }
    times = Array(prefixSums(stepSizes).dropLast())
    self.last = last
    guard let total = times.last, total > 0 else { return nil }
  }

  /// Steps of the last size per resampled sample.
  var stepsPerSample: Double {
    (times.last ?? 0) / Double(max(1, times.count - 1)) / last
  }

  /// The step at which a resampled sample lies.
  func step(atSample sample: Int) -> Int {
    let total = times.last ?? 0
    let time = total * Double(sample) / Double(max(1, times.count - 1))
    var (low, high) = (0, times.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
