import Foundation

/// Parameters as the store holds them: little-endian 64-bit floats, one after another.
enum Float64Blob {
  /// The values of a blob.
  ///
  /// - Throws: ``StoreError`` with code `.corrupt` if it does not hold whole values.
  static func decode(_ data: Data) throws -> [Double] {
    guard data.count.isMultiple(of: 8) else {
      throw StoreError(.corrupt, "a parameter blob of \(data.count) bytes is not whole floats")
    }
    return data.withUnsafeBytes { bytes in
      (0..<(bytes.count / 8)).map { index in
        let bits = bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
  }

  /// The blob of values.
  static func encode(_ values: [Double]) -> Data {
    values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }
}
