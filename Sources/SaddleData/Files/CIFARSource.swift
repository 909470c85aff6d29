/// The images of CIFAR-10's binary batches (Krizhevsky 2009): a label byte and 3 × 32 × 32 bytes each,
/// red, green and blue one after the other.
struct CIFARSource: SampleSource {
  /// The bytes of one image and its label.
  static let recordSize = 1 + 3 * 32 * 32
  static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  private let batches: [FileBytes]
  /// The first row of each batch, and the number of all rows.
  private let starts: [Int]
  private let byteValues: [Float] = (0...255).map { Float(2 * (Double($0) / 255) - 1) }

  /// Opens batches.
  ///
  /// - Throws: ``DataError`` if one does not hold whole images, or a label is not 0 … 9.
  init(paths: [String]) throws(DataError) {
    var batches: [FileBytes] = []
    for path in paths { batches.append(try FileBytes(path: path)) }
    try self.init(batches: batches, names: paths.map { "'\($0)'" })
  }

  /// Checks batches; messages call them by `names`.
  init(batches: [FileBytes], names: [String]) throws(DataError) {
    var starts = [0]
    for (bytes, name) in zip(batches, names) {
      guard bytes.count > 0, bytes.count.isMultiple(of: Self.recordSize) else {
        throw DataError(
          .invalidData,
          "\(name) holds \(bytes.count) bytes, which are no whole CIFAR-10 images of"
            + " \(Self.recordSize)",
          hint: "get the binary version of CIFAR-10 again")
      }
      let count = bytes.count / Self.recordSize
      for row in 0..<count where bytes.buffer[row * Self.recordSize] > 9 {
        throw DataError(
          .invalidData,
          "image \(row + 1) of \(name) has label \(bytes.buffer[row * Self.recordSize]), and"
            + " CIFAR-10 has 0 to 9",
          hint: "get the binary version of CIFAR-10 again")
      }
      starts.append(starts[starts.count - 1] + count)
    }
    self.batches = batches
    self.starts = starts
  }

  var rowCount: Int { starts[starts.count - 1] }
  var valueCount: Int { 3 * 32 * 32 }

  var digest: String {
    var digest = DataDigest()
    digest.combine("CIFAR-10")
    for batch in batches { digest.combine(checksumsOf: batch.buffer) }
    return digest.text
  }

  func label(ofRow row: Int) -> Int {
    let (bytes, start) = record(row)
    return Int(bytes[start])
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let (bytes, start) = record(row)
    byteValues.withUnsafeBufferPointer { values in
      for channel in 0..<3 {
        let plane = start + 1 + channel * 1_024
        for pixel in 0..<1_024 { sample[3 * pixel + channel] = values[Int(bytes[plane + pixel])] }
      }
    }
  }

  private func record(_ row: Int) -> (bytes: UnsafeRawBufferPointer, start: Int) {
    let batch = (starts.firstIndex { $0 > row } ?? 1) - 1
    return (batches[batch].buffer, (row - starts[batch]) * Self.recordSize)
  }
}
