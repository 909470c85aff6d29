import GRDBSQLite

extension [Double] {
  /// Binds the little-endian bytes of the values while `body` runs; nothing is copied where the
  /// machine is little-endian.
  func bound(
    to statement: OpaquePointer, at index: Int32, while body: () throws -> Void
  ) rethrows {
    guard !isEmpty else {
      sqlite3_bind_zeroblob(statement, index, 0)
      return try body()
    }
    #if _endian(little)
    try withUnsafeBytes { bytes in
      sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), nil)
      defer { sqlite3_bind_null(statement, index) }
      try body()
    }
    #else
    try map(\.bitPattern.littleEndian).withUnsafeBytes { bytes in
      sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), nil)
      defer { sqlite3_bind_null(statement, index) }
      try body()
    }
    #endif
  }

  /// The values of little-endian bytes; a broken last value is left out.
  init(littleEndianBytes bytes: UnsafeRawBufferPointer) {
    let stride = MemoryLayout<Double>.stride
    self.init(unsafeUninitializedCapacity: bytes.count / stride) { buffer, count in
      count = bytes.count / stride
      for index in 0..<count {
        let bits = bytes.loadUnaligned(fromByteOffset: index * stride, as: UInt64.self)
        buffer.initializeElement(at: index, to: Double(bitPattern: UInt64(littleEndian: bits)))
      }
    }
  }

  /// The values of the blob in one column of a statement's row.
  init(column: Int32, of statement: OpaquePointer) {
    let start = sqlite3_column_blob(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    self.init(littleEndianBytes: UnsafeRawBufferPointer(start: start, count: count))
  }
}
