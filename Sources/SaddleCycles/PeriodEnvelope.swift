/// The amplitude per exact period, for any waveform: the root mean square over whole periods of the
/// high-passed window (step 7a).
struct PeriodEnvelope {
  /// The middle of each stretch, in samples.
  let times: [Double]
  /// The root mean square over it.
  let amplitudes: [Double]

  /// Nil where fewer than two periods fit.
  ///
  /// At most 256 stretches of whole periods.
  init?(_ samples: Samples, period: Double) {
    let filter = PeriodHighPass(count: samples.count, period: period)
    let usable = filter.range.count
    guard Double(usable) / period >= 2 else { return nil }
    var energies = [Double](repeating: 0, count: usable)
    var filtered = energies
    for channel in 0..<samples.channelCount {
      samples.withChannel(channel) { filter.apply($0, into: &filtered) }
      energies.withUnsafeMutableBufferPointer { energies in
        for index in 0..<usable { energies[index] += filtered[index] * filtered[index] }
      }
    }
    let sums = prefixSums(energies)
    let periods = Int(Double(usable) / period)
    let perStretch = max(1, periods / min(periods, 256))
    let length = Double(perStretch) * period
    let count = Int(Double(usable) / length)
    func energy(before position: Double) -> Double {
      let position = min(position, Double(usable) - 1e-9)
      let index = min(Int(position), usable - 1)
      return sums[index] + (position - Double(index)) * (sums[index + 1] - sums[index])
    }
    times = (0..<count).map { Double(filter.range.lowerBound) + (Double($0) + 0.5) * length }
    amplitudes = (0..<count).map { stretch in
      let low = energy(before: Double(stretch) * length)
      let high = energy(before: Double(stretch + 1) * length)
      return (max((high - low) / length, 0)).squareRoot()
    }
  }
}
