/// Generated points over real ones, in the frame of the real ones: what a generator makes of data in the
/// plane.
///
/// The frame depends on the real points alone, so that the pictures of a run can be compared and flicked
/// through. Generated points outside it are counted in the legend.
public struct ScatterPicture: Sendable {
  private static let side = 480
  private static let margin = (left: 72, top: 36, right: 20, bottom: 36)
  private static let ink: [UInt8] = [60, 60, 60]
  private static let rule: [UInt8] = [232, 232, 232]
  private static let realColor: [UInt8] = [150, 163, 180]
  private static let generatedColor: [UInt8] = [227, 93, 20]

  /// The points that the generator is to match: x and y, one after another.
  private let real: [Float]
  private let centerX: Double
  private let centerY: Double
  /// Half the length of the frame's sides.
  private let reach: Double

  /// Frames real points: their extent and a tenth around it, square.
  ///
  /// - Precondition: `real` holds pairs.
  public init(real: [Float]) {
    precondition(real.count.isMultiple(of: 2), "\(real.count) values are no points")
    self.real = real
    let xs = stride(from: 0, to: real.count, by: 2).map { Double(real[$0]) }
    let ys = stride(from: 1, to: real.count, by: 2).map { Double(real[$0]) }
    let (left, right) = (xs.min() ?? -1, xs.max() ?? 1)
    let (bottom, top) = (ys.min() ?? -1, ys.max() ?? 1)
    centerX = (left + right) / 2
    centerY = (bottom + top) / 2
    let extent = max(right - left, top - bottom)
    reach = 0.6 * (extent > 0 && extent.isFinite ? extent : 2)
  }

  /// Draws generated points over the real ones.
  ///
  /// - Parameter generated: x and y, one after another; those that are NaN or outside are counted.
  /// - Returns: a colored picture.
  public func picture(_ generated: [Float]) -> Raster {
    let margin = Self.margin
    var picture = Raster(
      width: margin.left + Self.side + margin.right, height: margin.top + Self.side + margin.bottom,
      color: [255, 255, 255])
    drawAxes(on: &picture)
    // Real dots are larger, so that they show around generated ones that hit them.
    draw(real, Self.realColor, radius: 2.8, share: 0.7, on: &picture)
    let outside = draw(generated, Self.generatedColor, radius: 1.5, share: 0.7, on: &picture)
    drawLegend(outside: outside, on: &picture)
    return picture
  }

  /// - Returns: how many points lie outside the frame.
  @discardableResult
  private func draw(
    _ points: [Float], _ color: [UInt8], radius: Double, share: Double,
    on picture: inout Raster
  ) -> Int {
    var outside = 0
    for index in stride(from: 0, to: points.count - 1, by: 2) {
      let x = (Double(points[index]) - centerX) / reach
      let y = (Double(points[index + 1]) - centerY) / reach
      guard abs(x) <= 1, abs(y) <= 1 else {
        outside += 1
        continue
      }
      picture.disc(color, x: column(x), y: row(y), radius: radius, share: share)
    }
    return outside
  }

  /// The pixel column of −1 … 1.
  private func column(_ x: Double) -> Double {
    Double(Self.margin.left) + (x + 1) / 2 * Double(Self.side)
  }

  /// The pixel row of −1 … 1.
  private func row(_ y: Double) -> Double {
    Double(Self.margin.top) + (1 - y) / 2 * Double(Self.side)
  }

  private func drawAxes(on picture: inout Raster) {
    let (left, top, side) = (Self.margin.left, Self.margin.top, Self.side)
    for (tick, text) in PictureTicks.ticks(from: centerX - reach, to: centerX + reach) {
      let x = Int(column((tick - centerX) / reach))
      picture.fill(Self.rule, x: x..<(x + 1), y: top..<(top + side))
      BitmapFont.draw(
        text, x: x - BitmapFont.width(of: text) / 2, y: top + side + 12, color: Self.ink,
        on: &picture)
    }
    for (tick, text) in PictureTicks.ticks(from: centerY - reach, to: centerY + reach) {
      let y = Int(row((tick - centerY) / reach))
      picture.fill(Self.rule, x: left..<(left + side), y: y..<(y + 1))
      BitmapFont.draw(
        text, x: left - 10 - BitmapFont.width(of: text), y: y - BitmapFont.height / 2,
        color: Self.ink, on: &picture)
    }
    for offset in [0, side] {
      picture.fill(Self.ink, x: (left + offset)..<(left + offset + 1), y: top..<(top + side + 1))
      picture.fill(Self.ink, x: left..<(left + side + 1), y: (top + offset)..<(top + offset + 1))
    }
  }

  private func drawLegend(outside: Int, on picture: inout Raster) {
    var x = Self.margin.left + 4
    let y = 11
    let entries = [
      ("real", Self.realColor),
      (outside == 0 ? "generated" : "generated \(outside) outside", Self.generatedColor),
    ]
    for (text, color) in entries {
      picture.disc(color, x: Double(x) + 4, y: Double(y) + 7, radius: 4, share: 1)
      BitmapFont.draw(text, x: x + 16, y: y, color: Self.ink, on: &picture)
      x += 16 + BitmapFont.width(of: text) + 24
    }
  }
}
