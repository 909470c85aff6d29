import RealModule

/// How well a window returns to itself after τ samples (step 4d).
///
/// The normalized square difference
/// q(τ) = 2 r(τ) / (Σ_{t<n−τ}|x_t|² + Σ_{t≥τ}|x_t|²) is 1 for an exact return and −1 for an exact
/// reversal (McLeod & Wyvill 2005). Unlike the autocorrelation it does not sag with the lag.
struct Recurrence {
  /// q(0) … q(⌊2n/3⌋).
  let values: [Double]
  private let energies: [Double]
  private let spectra: PowerSpectra
  private var count: Int { spectra.count }

  init(_ samples: Samples, spectra: PowerSpectra) {
    self.spectra = spectra
    let energies = prefixSums(samples.squaredNorms)
    let count = samples.count
    let largest = Int(Double(count) * 2 / 3)
    let correlation = spectra.autocorrelation(upTo: largest)
    values = correlation.indices.map { lag in
      2 * correlation[lag]
        / max(energies[count - lag] + (energies[count] - energies[lag]), 1e-300)
    }
    self.energies = energies
  }

  /// q at a real lag, by one cosine sum over the spectrum; nil beyond the lags known.
  func callAsFunction(_ lag: Double) -> Double? {
    guard lag < Double(values.count - 1), lag >= 0 else { return nil }
    let length = spectra.length
    var sum = spectra.bare[0] + 2 * cosineSum(from: 1, lag: lag)
    if length.isMultiple(of: 2) {
      let last = spectra.bare.count - 1
      sum -= spectra.bare[last] * cosineOfTurns(Double(last) * (lag / Double(length)))
    }
    let (whole, part) = (Int(lag), lag - lag.rounded(.down))
    func energy(_ lag: Int) -> Double {
      energies[count - lag] + energies[count] - energies[lag]
    }
    let scale = (1 - part) * energy(whole) + part * energy(whole + 1)
    return 2 * (sum / Double(length)) / max(scale, 1e-300)
  }

  /// Σ_{k ≥ first} P_k cos(2πkτ/L) over the bare spectrum.
  ///
  /// The angle is advanced by rotation and set afresh every 64 bins, which keeps it within 1e-14.
  func cosineSum(from first: Int, lag: Double) -> Double {
    let turn = lag / Double(spectra.length)
    let (stepCosine, stepSine) = (
      Double.cos(2 * .pi * fraction(turn)), Double.sin(2 * .pi * fraction(turn))
    )
    let power = spectra.bare
    var sum = 0.0
    var k = first
    while k < power.count {
      let angle = 2 * Double.pi * fraction(Double(k) * turn)
      var (cosine, sine) = (Double.cos(angle), Double.sin(angle))
      let end = min(k + 64, power.count)
      while k < end {
        sum += power[k] * cosine
        (cosine, sine) = (
          cosine * stepCosine - sine * stepSine, cosine * stepSine + sine * stepCosine
        )
        k += 1
      }
    }
    return sum
  }

  private func cosineOfTurns(_ turns: Double) -> Double {
    Double.cos(2 * .pi * fraction(turns))
  }
}

/// A period read from the recurrence alone.
struct RecurrencePeriod {
  /// In samples.
  var period: Double
  /// q at the first return.
  let height: Double
}

extension Recurrence {
  /// The first return as good as the best one, nil where nothing returns (step 5a).
  var period: RecurrencePeriod? {
    let count = spectra.count
    var lowest = values[0]
    var maxima: [Int] = []
    for index in 1..<max(1, values.count - 1) {
      lowest = min(lowest, values[index])
      let isMaximum =
        values[index] >= values[index - 1] && values[index] > values[index + 1]
      if isMaximum, values[index] - lowest >= CycleConstants.recurrenceSwing,
        Double(index) * CycleConstants.minimumPeriods <= Double(count)
      {
        maxima.append(index)
      }
    }
    guard let best = maxima.map({ values[$0] }).max(), best >= CycleConstants.recurrencePeak,
      let first = maxima.first(where: { values[$0] >= best - CycleConstants.recurrenceSlack })
    else { return nil }
    return refined(first)
  }

  /// Confirms a return near twice its lag, and sharpens the lag on its multiples.
  private func refined(_ first: Int) -> RecurrencePeriod? {
    var (period, height) = parabolicPeak(values, at: first)
    let result = { (period: Double) in RecurrencePeriod(period: period, height: height) }
    var multiple = 1
    var reach = max(1, Int(0.15 * period))
    while true {
      let next = multiple + 1
      let low = Int(Double(next) * period) - reach
      let high = Int(Double(next) * period) + reach + 2
      // Short periods: the frequency of the line is the better estimate.
      guard high < values.count, next <= CycleConstants.refinedMultiple, next == 2 || period >= 8,
        let peak = (low..<high).max(by: { values[$0] < values[$1] })
      else { return result(period) }
      let wanted = next == 2 ? CycleConstants.secondRecurrence : CycleConstants.recurrencePeak
      guard values[peak] >= wanted else { return next == 2 ? nil : result(period) }
      if period < 8 {
        multiple = 2
        continue
      }
      guard next == 2 || values[peak] >= values[first] - 0.05 else { return result(period) }
      period = parabolicPeak(values, at: peak).position / Double(next)
      multiple = next
      reach = max(1, Int(0.15 * period))
    }
  }
}
