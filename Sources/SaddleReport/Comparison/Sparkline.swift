import RealModule
import SaddleRecording

/// A series as one line of block characters: `▂▃▅▇█`.
enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Draws a series; each character is the mean height of its share of the points.
  ///
  /// - Parameters:
  ///   - series: the values; NaN and ±∞ are left out, a share without any value is a space.
  ///   - isLogarithmic: whether heights are logarithms; values ≤ 0 then stand lowest.
  ///   - width: the most characters.
  /// - Returns: one character per share, the lowest block for the least value, the highest for the
  ///   greatest; empty if no value is finite.
  static func text(_ series: MetricSeries, isLogarithmic: Bool, width: Int = 16) -> String {
    let floor = series.values.filter { $0.isFinite && $0 > 0 }.min() ?? 1
    let heights = series.values.map { value in
      isLogarithmic && value.isFinite ? Double.log10(max(value, floor)) : value / 2
    }
    let finite = heights.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else { return "" }
    let cells = min(width, heights.count)
    return String(
      (0..<cells).map { cell in
        let share = heights[(cell * heights.count / cells)..<((cell + 1) * heights.count / cells)]
        let values = share.filter(\.isFinite).map { fraction($0, least, greatest) }
        guard !values.isEmpty else { return " " }
        let mean = values.reduce(0, +) / Double(values.count)
        return blocks[min(7, Int(mean * 8))]
      })
  }

  private static func fraction(_ value: Double, _ least: Double, _ greatest: Double) -> Double {
    let span = greatest / 2 - least / 2
    return span > 0 ? (value / 2 - least / 2) / span : 0.5
  }
}
