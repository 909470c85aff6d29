/// Tiles of sample images, row by row: what a generator makes, at a glance.
public enum SampleGrid {
  /// Draws images side by side on a dark ground.
  ///
  /// Small images are enlarged without smoothing, to tiles of about 56 pixels. −1 is black and 1 is
  /// white, values beyond are cut off, and NaN is drawn as mid-gray.
  ///
  /// - Parameters:
  ///   - samples: one image after another.
  ///   - shape: [height, width, 1 or 3].
  ///   - columns: how many tiles a row holds.
  /// - Returns: the picture; gray if the images are.
  /// - Precondition: the samples are whole images, at least one.
  public static func picture(_ samples: [Float], shape: [Int], columns: Int = 8) -> Raster {
    precondition(shape.count == 3 && (shape[2] == 1 || shape[2] == 3), "no images: \(shape)")
    let size = shape.reduce(1, *)
    precondition(
      !samples.isEmpty && samples.count.isMultiple(of: size) && columns > 0,
      "\(samples.count) values are no images of \(size)")
    let count = samples.count / size
    let (height, width, channels) = (shape[0], shape[1], shape[2])
    let zoom = max(1, Int((56 / Double(max(height, width))).rounded()))
    let gap = 4
    let columns = min(columns, count)
    let rows = (count + columns - 1) / columns
    var picture = Raster(
      width: columns * (width * zoom + gap) + gap, height: rows * (height * zoom + gap) + gap,
      color: [UInt8](repeating: 48, count: channels))
    for index in 0..<count {
      let left = gap + (index % columns) * (width * zoom + gap)
      let top = gap + (index / columns) * (height * zoom + gap)
      for y in 0..<(height * zoom) {
        for x in 0..<(width * zoom) {
          let source = index * size + ((y / zoom) * width + x / zoom) * channels
          let target = ((top + y) * picture.width + left + x) * channels
          for channel in 0..<channels {
            picture.pixels[target + channel] = level(samples[source + channel])
          }
        }
      }
    }
    return picture
  }

  private static func level(_ value: Float) -> UInt8 {
    if value.isNaN { return 128 }
    return UInt8(((min(1, max(-1, value)) + 1) * 127.5).rounded())
  }
}
