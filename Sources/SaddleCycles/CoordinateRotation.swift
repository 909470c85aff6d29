import RealModule

/// How far each coordinate swings at a known period, from one pass over a run's last rows.
///
/// u_k = (2/n) Σ_t (x_k(t) − x̄_k) e^(−2πi t/T): the amplitude of a sine of period T in coordinate k.
/// It takes 4 numbers a coordinate however many rows there are, for runs of which only a sketch was
/// judged. A period that drifts blurs it: give it a few turns, not thousands.
public struct CoordinateRotation: Sendable {
  /// T in rows.
  public let period: Double
  /// The rows taken.
  public private(set) var rowCount = 0
  private var sums: [Double]
  private var cosines: [Double]
  private var sines: [Double]
  private var cosineSum = 0.0
  private var sineSum = 0.0

  /// Begins with no rows.
  ///
  /// - Precondition: `period` > 0.
  public init(period: Double, coordinateCount: Int) {
    precondition(period > 0, "a rotation of period \(period) does not turn")
    self.period = period
    sums = [Double](repeating: 0, count: coordinateCount)
    cosines = sums
    sines = sums
  }

  /// Takes the next row, in parts that follow one another.
  public mutating func add(_ parts: [Double]...) {
    let angle = 2 * Double.pi * (Double(rowCount) / period).truncatingRemainder(dividingBy: 1)
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    var coordinate = 0
    for part in parts {
      for value in part {
        sums[coordinate] += value
        cosines[coordinate] += cosine * value
        sines[coordinate] += sine * value
        coordinate += 1
      }
    }
    cosineSum += cosine
    sineSum += sine
    rowCount += 1
  }

  /// |u_k| of every coordinate; zeros before the first row.
  public var amplitudes: [Double] {
    guard rowCount > 0 else { return sums }
    let count = Double(rowCount)
    return sums.indices.map { coordinate in
      let mean = sums[coordinate] / count
      let real = cosines[coordinate] - mean * cosineSum
      let imaginary = sines[coordinate] - mean * sineSum
      return 2 * (real * real + imaginary * imaginary).squareRoot() / count
    }
  }
}
