/// Images with a border of −1 (black, in pixels scaled to [−1, 1]) around them.
struct PaddedSource: SampleSource {
  let base: any SampleSource
  /// [height, width, channels] without the border.
  let shape: [Int]
  /// The height and width with it.
  let side: Int

  var rowCount: Int { base.rowCount }
  var valueCount: Int { side * side * shape[2] }

  var digest: String {
    var digest = DataDigest()
    digest.combine("padded to \(side) \(base.digest)")
    return digest.text
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let (height, width, channels) = (shape[0], shape[1], shape[2])
    let (top, left) = ((side - height) / 2, (side - width) / 2)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: base.valueCount) { inner in
      inner.initialize(repeating: 0)
      base.read(row: row, into: inner)
      sample.update(repeating: -1)
      for line in 0..<height {
        let target = ((top + line) * side + left) * channels
        for index in 0..<(width * channels) {
          sample[target + index] = inner[line * width * channels + index]
        }
      }
    }
  }
}

extension Dataset {
  /// The same images in the middle of a square of black (−1), such as 28 × 28 in 32 × 32.
  ///
  /// - Throws: ``DataError`` if samples are no images, or larger than `side`.
  public func padded(to side: Int) throws(DataError) -> Dataset {
    guard holdsImages else {
      throw DataError(
        .invalidSpecification, "only images can be padded, and '\(specification)' holds none",
        hint: "name the shape of an image with shape=HEIGHTxWIDTH")
    }
    guard side >= max(sampleShape[0], sampleShape[1]), side <= 65_536 else {
      throw DataError(
        .invalidSpecification,
        "images of \(sampleShape[0]) × \(sampleShape[1]) do not fit in \(side) × \(side)",
        hint: "pad to \(max(sampleShape[0], sampleShape[1])) or more")
    }
    return Dataset(
      specification: specification, sampleShape: [side, side, sampleShape[2]],
      source: PaddedSource(base: source, shape: sampleShape, side: side), labels: labels,
      mixture: mixture)
  }

  /// Pads as the setting `pad` says, if it says so.
  func padded(as settings: DataSettings) throws(DataError) -> Dataset {
    settings.text("pad").isEmpty
      ? self : try padded(to: try settings.integer("pad", in: 1...65_536))
  }
}

extension DataEntry.Setting {
  static let padding = DataEntry.Setting(
    "pad", "", "the side of a square of black that images are put into, such as 32")
}
