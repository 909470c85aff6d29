import RealModule
import SaddleFourier

/// Rules that one would write first to ask whether a run cycles.
enum NaiveDetector: String, CaseIterable, Sendable {
  /// One bin of the first channel's spectrum holds 10 % of its power, beyond the third.
  case spectralPeak
  /// The first channel crosses its mean at least six times, at intervals that vary by less than 30 %.
  case zeroCrossings
  /// The last half still varies by a tenth of the whole.
  case varianceThreshold

  func saysCycle(_ rows: [[Double]]) -> Bool {
    let finite = rows.prefix { $0.allSatisfy { abs($0) < 1e100 } }
    let values = finite.map { $0[0] }
    guard values.count >= 16 else { return false }
    switch self {
    case .spectralPeak: return hasPeak(values)
    case .zeroCrossings: return hasEvenCrossings(values)
    case .varianceThreshold:
      return deviation(values[(values.count / 2)...]) > 0.1 * deviation(values[...])
    }
  }

  private func centered(_ values: ArraySlice<Double>) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private func deviation(_ values: ArraySlice<Double>) -> Double {
    (centered(values).reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
  }

  private func hasPeak(_ values: [Double]) -> Bool {
    let spectrum = RealFourierTransform(count: values.count).forward(centered(values[...]))
    let power = zip(spectrum.real, spectrum.imaginary).map { $0 * $0 + $1 * $1 }
    return (power.dropFirst(3).max() ?? 0) > 0.1 * power.reduce(0, +)
  }

  private func hasEvenCrossings(_ values: [Double]) -> Bool {
    let late = centered(values[(values.count / 2)...])
    let crossings = late.indices.dropFirst().filter { late[$0 - 1] < 0 && late[$0] >= 0 }
    let intervals = zip(crossings.dropFirst(), crossings).map { Double($0 - $1) }
    guard intervals.count >= 6 else { return false }
    let mean = intervals.reduce(0, +) / Double(intervals.count)
    return deviation(intervals[...]) < 0.3 * mean
  }
}
