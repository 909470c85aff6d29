/// A picture of 8-bit pixels, gray or colored, row by row from the top left.
public struct Raster: Hashable, Sendable {
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// 1 (gray) or 3 (red, green, blue) bytes per pixel.
  public let channels: Int
  /// The bytes.
  public var pixels: [UInt8]

  /// A picture of one color.
  ///
  /// - Precondition: `color` has 1 or 3 bytes; 0 < width, height ≤ 65,536.
  public init(width: Int, height: Int, color: [UInt8]) {
    precondition(color.count == 1 || color.count == 3, "\(color.count) channels")
    precondition((1...65_536).contains(width) && (1...65_536).contains(height), "no such size")
    self.width = width
    self.height = height
    channels = color.count
    pixels = [UInt8](repeating: 0, count: width * height * color.count)
    for index in pixels.indices { pixels[index] = color[index % color.count] }
  }

  /// Mixes a color into a pixel: a share of 0 leaves it, 1 replaces it; outside nothing happens.
  mutating func blend(_ color: [UInt8], x: Int, y: Int, share: Double = 1) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let start = (y * width + x) * channels
    for channel in 0..<channels {
      let old = Double(pixels[start + channel])
      pixels[start + channel] = UInt8(
        (old + share * (Double(color[channel]) - old)).rounded())
    }
  }

  /// Fills a rectangle, clipped to the picture.
  mutating func fill(_ color: [UInt8], x: Range<Int>, y: Range<Int>) {
    for row in y { for column in x { blend(color, x: column, y: row) } }
  }

  /// Draws a disc around a point, with a soft edge.
  mutating func disc(_ color: [UInt8], x: Double, y: Double, radius: Double, share: Double) {
    let (left, right) = (Int((x - radius - 1).rounded(.down)), Int((x + radius + 1).rounded(.up)))
    let (top, bottom) = (Int((y - radius - 1).rounded(.down)), Int((y + radius + 1).rounded(.up)))
    for row in top...bottom {
      for column in left...right {
        let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
        let cover = min(1, max(0, radius + 0.5 - (dx * dx + dy * dy).squareRoot()))
        if cover > 0 { blend(color, x: column, y: row, share: share * cover) }
      }
    }
  }
}
