public import SaddleData

/// How much of a mixture in the plane a generator covers, and how much of what it makes belongs there.
///
/// A point is of high quality if it lies within three deviations of the nearest mode; a mode is covered if
/// it is the nearest to at least one such point (Srivastava et al. 2017, VEEGAN, arXiv:1705.07761; Lin et
/// al. 2018, PacGAN, arXiv:1712.04086; both count 2,500 points). Of the mixture's own points a share of
/// 1 − e^(−9/2) = 0.989 is of high quality, if its modes lie apart.
public struct ModeCoverage: Hashable, Sendable {
  /// How many modes have at least one point of high quality.
  public let coveredModes: Int
  /// How many modes there are.
  public let modeCount: Int
  /// The share of points of high quality; NaN without points.
  public let highQualityFraction: Double
  /// The points of high quality of each mode.
  public let countPerMode: [Int]

  /// Counts points, x and y one after another; NaN is of no quality.
  ///
  /// - Precondition: `points` holds pairs.
  public init(of points: [Float], in mixture: GaussianMixture) {
    precondition(points.count.isMultiple(of: 2), "\(points.count) values are no points")
    let limit = 3 * mixture.deviation
    var counts = [Int](repeating: 0, count: mixture.centers.count)
    for index in stride(from: 0, to: points.count, by: 2) {
      let (x, y) = (Double(points[index]), Double(points[index + 1]))
      var (nearest, least) = (0, Double.infinity)
      for (mode, center) in mixture.centers.enumerated() {
        let distance = (x - center.x) * (x - center.x) + (y - center.y) * (y - center.y)
        if distance < least { (nearest, least) = (mode, distance) }
      }
      if least <= limit * limit { counts[nearest] += 1 }
    }
    countPerMode = counts
    coveredModes = counts.count { $0 > 0 }
    modeCount = counts.count
    highQualityFraction = Double(counts.reduce(0, +)) / Double(points.count / 2)
  }
}
