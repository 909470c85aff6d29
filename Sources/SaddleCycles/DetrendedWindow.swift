/// A window ready for spectra: each channel minus its least-squares line, over its spread (step 4b).
struct DetrendedWindow {
  /// The residuals, of spread at most 1.
  let samples: Samples
  /// What each channel was divided by: its spread, or 1 % of its player's largest if that is more, so
  /// that the rounding of a resting channel is not blown up into a signal.
  let scales: [Double]

  init(_ window: Samples, players: [Range<Int>]) {
    let count = window.count
    var residuals = window
    var scales = [Double](repeating: 1, count: window.channelCount)
    var spreads = scales
    var means = scales
    let center = Double(count - 1) / 2
    let timeSquares = Double(count) * (Double(count) * Double(count) - 1) / 12
    residuals.values.withUnsafeMutableBufferPointer { values in
      for channel in 0..<window.channelCount {
        let line = UnsafeMutableBufferPointer(
          rebasing: values[(channel * count)..<((channel + 1) * count)])
        var sum = 0.0
        for index in 0..<count { sum += line[index] }
        let mean = sum / Double(count)
        var products = 0.0
        for index in 0..<count { products += (Double(index) - center) * (line[index] - mean) }
        let slope = timeSquares > 0 ? products / timeSquares : 0
        var squares = 0.0
        for index in 0..<count {
          let rest = line[index] - mean - (Double(index) - center) * slope
          line[index] = rest
          squares += rest * rest
        }
        spreads[channel] = (squares / Double(count)).squareRoot()
        means[channel] = mean
      }
      for player in players {
        let largest = max(
          player.map { spreads[$0] }.max() ?? 0,
          CycleConstants.epsilon * CycleConstants.roundingMultiple
            * (player.map { abs(means[$0]) }.max() ?? 0), 1e-300)
        for channel in player { scales[channel] = max(spreads[channel], 1e-2 * largest) }
      }
      for channel in 0..<window.channelCount {
        let scale = 1 / scales[channel]
        for index in (channel * count)..<((channel + 1) * count) { values[index] *= scale }
      }
    }
    samples = residuals
    self.scales = scales
  }
}
