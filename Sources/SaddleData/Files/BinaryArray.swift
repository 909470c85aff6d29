/// An array that fills a file from an offset on: what IDX and NPY files hold.
struct BinaryArray: Sendable {
  let bytes: FileBytes
  /// Where the first number lies.
  let offset: Int
  let element: BinaryElement
  /// The length of each axis, the samples' first.
  let shape: [Int]
  /// What messages call the file.
  let name: String

  /// Checks that the file holds exactly the array.
  ///
  /// - Throws: ``DataError`` if it is shorter or longer, or holds no samples.
  init(
    _ bytes: FileBytes, offset: Int, element: BinaryElement, shape: [Int], name: String
  ) throws(DataError) {
    guard !shape.contains(0) else {
      throw DataError(.invalidData, "\(name) holds no samples", hint: "name a file that does")
    }
    guard let expected = Self.byteCount(offset, element, shape), expected <= bytes.count else {
      throw DataError(
        .invalidData,
        "\(name) is truncated: its header promises \(Self.text(shape)) numbers of"
          + " \(element.size) bytes, and \(bytes.count - offset) bytes follow it",
        hint: "get the file again")
    }
    guard expected == bytes.count else {
      throw DataError(
        .invalidData,
        "\(name) goes on for \(bytes.count - expected) bytes after the \(Self.text(shape)) numbers"
          + " that its header promises",
        hint: "get the file again")
    }
    self.bytes = bytes
    self.offset = offset
    self.element = element
    self.shape = shape
    self.name = name
  }

  /// The bytes of header and array; nil if that overflows.
  static func byteCount(_ offset: Int, _ element: BinaryElement, _ shape: [Int]) -> Int? {
    var count = element.size
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      count = product
    }
    let (sum, overflow) = count.addingReportingOverflow(offset)
    return overflow ? nil : sum
  }

  static func text(_ shape: [Int]) -> String { shape.map { "\($0)" }.joined(separator: " × ") }

  /// The samples' shape: a matrix holds vectors, a three-axis array gray images.
  ///
  /// - Throws: ``DataError`` if there are more than four axes, or none.
  func sampleShape() throws(DataError) -> [Int] {
    switch shape.count {
    case 1: return [1]
    case 2: return [shape[1]]
    case 3: return [shape[1], shape[2], 1]
    case 4: return Array(shape[1...])
    default:
      throw DataError(
        .invalidData, "\(name) holds an array of \(shape.count) axes",
        hint: "give samples × values, or samples × height × width with or without channels")
    }
  }

  /// Its numbers as labels.
  ///
  /// - Throws: ``DataError`` unless it is one whole number 0 … 255 for each of `rowCount` samples.
  func labels(rowCount: Int, classNames: [String]?) throws(DataError) -> Labels {
    let count = shape.reduce(1, *)
    guard count == shape[0], count == rowCount else {
      throw DataError(
        .invalidData, "\(name) holds \(Self.text(shape)) labels for \(rowCount) samples",
        hint: "give one label per sample")
    }
    var classes: [UInt8] = []
    classes.reserveCapacity(count)
    for index in 0..<count {
      let value = element.value(in: bytes.buffer, at: offset + index * element.size)
      guard (0...255).contains(value), value == value.rounded() else {
        throw DataError(
          .invalidData, "label \(index + 1) of \(name) is \(value)",
          hint: "number the classes 0, 1, 2, … up to 255")
      }
      classes.append(UInt8(value))
    }
    let needed = Int(classes.max() ?? 0) + 1
    if let classNames, classNames.count >= needed {
      return Labels(classes, classNames: classNames)
    }
    return Labels(classes, classNames: (0..<needed).map { "\($0)" })
  }
}
