/// Files of the IDX format, in which MNIST and its like come (LeCun, Cortes & Burges 1998).
///
/// Two zero bytes, the numbers' type, the number of axes, each axis' length as a big-endian 32-bit
/// number, and then the numbers, big-endian.
enum IDXFile {
  /// Whether bytes begin as an IDX file does.
  static func isLikely(_ bytes: FileBytes) -> Bool {
    bytes.count >= 4 && bytes.buffer[0] == 0 && bytes.buffer[1] == 0
      && kind(bytes.buffer[2]) != nil && bytes.buffer[3] > 0
  }

  /// What the header says.
  struct Header {
    let element: BinaryElement
    let shape: [Int]
    /// Its own length.
    let offset: Int

    /// The bytes of the whole file; nil if that overflows.
    var fileByteCount: Int? { BinaryArray.byteCount(offset, element, shape) }
  }

  /// Reads the header.
  ///
  /// - Throws: ``DataError`` if it is none, or ends early.
  static func header(
    of bytes: UnsafeRawBufferPointer, name: String
  ) throws(DataError) -> Header {
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let kind = kind(bytes[2]) else {
      throw DataError(
        .invalidData, "\(name) is no IDX file: it does not begin with two zero bytes and a type",
        hint: "name the images file, such as train-images-idx3-ubyte")
    }
    let axes = Int(bytes[3])
    guard axes > 0, bytes.count >= 4 + 4 * axes else {
      throw DataError(
        .invalidData, "\(name) ends within its header of \(axes) axes", hint: "get the file again")
    }
    let shape = (0..<axes).map { axis in
      Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 + 4 * axis, as: UInt32.self)))
    }
    return Header(
      element: BinaryElement(kind: kind, isBigEndian: true), shape: shape, offset: 4 + 4 * axes)
  }

  /// Reads a whole file.
  static func array(_ bytes: FileBytes, name: String) throws(DataError) -> BinaryArray {
    let header = try header(of: bytes.buffer, name: name)
    return try BinaryArray(
      bytes, offset: header.offset, element: header.element, shape: header.shape, name: name)
  }

  private static func kind(_ code: UInt8) -> BinaryElement.Kind? {
    switch code {
    case 0x08: .uint8
    case 0x09: .int8
    case 0x0B: .int16
    case 0x0C: .int32
    case 0x0D: .float32
    case 0x0E: .float64
    default: nil
    }
  }
}
