/// Files of NumPy's format (NEP 1): one array, row by row.
enum NPYFile {
  /// How such a file begins.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads a whole file.
  ///
  /// - Throws: ``DataError`` if it is none, or holds other than rows of real numbers.
  static func array(_ bytes: FileBytes, name: String) throws(DataError) -> BinaryArray {
    guard bytes.starts(with: magic), bytes.count >= 10 else {
      throw DataError(
        .invalidData, "\(name) is no NPY file: it does not begin as one",
        hint: "write it with numpy.save")
    }
    let version = bytes.buffer[6]
    guard (1...3).contains(version) else {
      throw DataError(
        .invalidData, "\(name) is of version \(version) of the NPY format",
        hint: "write it again with numpy.save")
    }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw endsEarly(name) }
    let length =
      version == 1
      ? Int(UInt16(littleEndian: bytes.buffer.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
      : Int(UInt32(littleEndian: bytes.buffer.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard bytes.count - start >= length else { throw endsEarly(name) }
    var parser = NPYHeaderParser(Array(bytes.buffer[start..<(start + length)]))
    guard let header = parser.header() else {
      throw DataError(
        .invalidData, "\(name) has a header that is none", hint: "write it again with numpy.save")
    }
    guard let element = element(header.type) else {
      throw DataError(
        .invalidData, "\(name) holds numbers of type '\(header.type)'",
        hint: "save them as float32, float64, or integers: array.astype('float32')")
    }
    guard !header.isColumnMajor || header.shape.count < 2 else {
      throw DataError(
        .invalidData, "\(name) is stored column by column",
        hint: "save numpy.ascontiguousarray(array)")
    }
    guard !header.shape.isEmpty else {
      throw DataError(
        .invalidData, "\(name) holds one number and no samples",
        hint: "save an array of samples × values")
    }
    return try BinaryArray(
      bytes, offset: start + length, element: element, shape: header.shape, name: name)
  }

  private static func endsEarly(_ name: String) -> DataError {
    DataError(.invalidData, "\(name) ends within its header", hint: "get the file again")
  }

  private static func element(_ type: String) -> BinaryElement? {
    let kind: BinaryElement.Kind? =
      switch type.dropFirst() {
      case "u1", "b1": .uint8
      case "i1": .int8
      case "u2": .uint16
      case "i2": .int16
      case "u4": .uint32
      case "i4": .int32
      case "u8": .uint64
      case "i8": .int64
      case "f4": .float32
      case "f8": .float64
      default: nil
      }
    guard let kind, let order = type.first, "<>|=".contains(order) else { return nil }
    return BinaryElement(kind: kind, isBigEndian: order == ">")
  }
}
