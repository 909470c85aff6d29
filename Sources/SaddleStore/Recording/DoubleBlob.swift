import GRDBSQLite
import SaddleRecording

extension ArraySlice<Double> {
  /// Hands the little-endian bytes of the values to `body`; nothing is copied for 64-bit floats where
  /// the machine is little-endian.
  ///
  /// - Throws: `.inexactParameters` if a value is not exact in 32 bits and should be.
  func withBytes<Result>(
    of format: ParameterFormat, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    switch format {
    case .float64:
      #if _endian(little)
      return try withUnsafeBytes(body)
      #else
      return try map(\.bitPattern.littleEndian).withUnsafeBytes(body)
      #endif
    case .float32:
      let bytes = UnsafeMutableRawBufferPointer.allocate(
        byteCount: count * format.byteCount, alignment: 8)
      defer { bytes.deallocate() }
      try write(to: bytes, as: format)
      return try body(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Writes the little-endian bytes of the values to memory for exactly so many.
  ///
  /// - Throws: `.inexactParameters` if a value is not exact in 32 bits and should be.
  func write(
    to bytes: UnsafeMutableRawBufferPointer, as format: ParameterFormat
  ) throws(StoreError) {
    precondition(bytes.count == count * format.byteCount)
    switch format {
    case .float64:
      let words = bytes.bindMemory(to: UInt64.self)
      withUnsafeBufferPointer { values in
        for index in values.indices { words[index] = values[index].bitPattern.littleEndian }
      }
    case .float32:
      let words = bytes.bindMemory(to: UInt32.self)
      // No branch for each value: a million of them take the trainer's time.
      var lost: UInt64 = 0
      withUnsafeBufferPointer { values in
        for index in values.indices {
          let short = Float(values[index])
          lost |= Double(short).bitPattern ^ values[index].bitPattern
          words[index] = short.bitPattern.littleEndian
        }
      }
      // A NaN may lose the end of its payload.
      guard lost == 0 || allSatisfy({ $0.isNaN || Double(Float($0)) == $0 }) else {
        throw StoreError(
          .inexactParameters, "a parameter is not exact in the run's 32-bit floats",
          hint: "record the run with 64-bit parameters")
      }
    }
  }
}

extension [Double] {
  /// The values of little-endian bytes; a broken last value is left out.
  init(bytes: UnsafeRawBufferPointer, format: ParameterFormat) {
    let width = format.byteCount
    self.init(unsafeUninitializedCapacity: bytes.count / width) { buffer, count in
      count = bytes.count / width
      for index in 0..<count {
        let offset = index * width
        let value: Double
        switch format {
        case .float64:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          value = Double(bitPattern: UInt64(littleEndian: bits))
        case .float32:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          value = Double(Float(bitPattern: UInt32(littleEndian: bits)))
        }
        buffer.initializeElement(at: index, to: value)
      }
    }
  }

  /// The values of the blob in one column of a statement's row.
  init(column: Int32, of statement: OpaquePointer, format: ParameterFormat) {
    let start = sqlite3_column_blob(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    self.init(bytes: UnsafeRawBufferPointer(start: start, count: count), format: format)
  }
}

extension UnsafeRawBufferPointer {
  /// Binds the bytes while `body` runs; nothing is copied.
  func bound(
    to statement: OpaquePointer, at index: Int32, while body: () throws -> Void
  ) rethrows {
    guard !isEmpty else {
      sqlite3_bind_zeroblob(statement, index, 0)
      return try body()
    }
    sqlite3_bind_blob64(statement, index, baseAddress, UInt64(count), nil)
    defer { sqlite3_bind_null(statement, index) }
    try body()
  }
}
