/// The rows of an array in a mapped file.
struct BinarySource: SampleSource {
  let array: BinaryArray
  /// The values that −1 and 1 stand for; nil leaves the numbers as they are.
  let range: ClosedRange<Double>?
  /// What each byte becomes, for arrays of bytes.
  private let byteValues: [Float]

  /// Checks that all numbers are finite.
  ///
  /// - Throws: ``DataError`` naming the first that is not.
  init(_ array: BinaryArray, range: ClosedRange<Double>?) throws(DataError) {
    self.array = array
    self.range = range
    byteValues =
      array.element.kind == .uint8 ? (0...255).map { Self.scale(Double($0), range) } : []
    guard [.float32, .float64].contains(array.element.kind) else { return }
    for index in 0..<(rowCount * valueCount) {
      let value = array.element.value(
        in: array.bytes.buffer, at: array.offset + index * array.element.size)
      guard Float(value).isFinite else {
        throw DataError(
          .invalidData,
          "sample \(index / valueCount + 1) of \(array.name) holds \(value), which is no finite"
            + " 32-bit number",
          hint: "drop samples with missing or infinite values")
      }
    }
  }

  var rowCount: Int { array.shape[0] }
  var valueCount: Int { array.shape.dropFirst().reduce(1, *) }

  var digest: String {
    var digest = DataDigest()
    digest.combine("\(array.element.kind) \(array.element.isBigEndian) \(array.shape)")
    if let range {
      digest.combine(range.lowerBound.bitPattern)
      digest.combine(range.upperBound.bitPattern)
    }
    digest.combine(
      checksumsOf: UnsafeRawBufferPointer(rebasing: array.bytes.buffer[array.offset...]))
    return digest.text
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let bytes = array.bytes.buffer
    let size = array.element.size
    let start = array.offset + row * valueCount * size
    if byteValues.isEmpty {
      for index in 0..<valueCount {
        sample[index] = Self.scale(
          array.element.value(in: bytes, at: start + index * size), range)
      }
    } else {
      byteValues.withUnsafeBufferPointer { values in
        for index in 0..<sample.count { sample[index] = values[Int(bytes[start + index])] }
      }
    }
  }

  private static func scale(_ value: Double, _ range: ClosedRange<Double>?) -> Float {
    guard let range else { return Float(value) }
    return Float(2 * ((value - range.lowerBound) / (range.upperBound - range.lowerBound)) - 1)
  }
}
