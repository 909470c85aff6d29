import SaddleTensor

/// Copies between a block's numbers and the doubles of a profile, without a check for each number.
extension Block {
  /// Rounds numbers to the block's type and writes them from an offset on.
  func write(_ values: ArraySlice<Double>, at offset: Int) {
    precondition(offset + values.count <= count, "\(values.count) numbers overflow a block")
    withBytes { bytes in
      values.withUnsafeBufferPointer { source in
        switch type {
        case .float32:
          let target = bytes.bindMemory(to: Float.self)
          for index in 0..<source.count { target[offset + index] = Float(source[index]) }
        case .float64:
          let target = bytes.bindMemory(to: Double.self)
          for index in 0..<source.count { target[offset + index] = source[index] }
        }
      }
    }
  }

  /// Writes numbers from an offset on.
  func write(_ values: [Float], at offset: Int) {
    precondition(offset + values.count <= count, "\(values.count) numbers overflow a block")
    withBytes { bytes in
      values.withUnsafeBufferPointer { source in
        switch type {
        case .float32:
          let target = bytes.bindMemory(to: Float.self)
          for index in 0..<source.count { target[offset + index] = source[index] }
        case .float64:
          let target = bytes.bindMemory(to: Double.self)
          for index in 0..<source.count { target[offset + index] = Double(source[index]) }
        }
      }
    }
  }

  /// Writes some of the numbers to an array, from an index on.
  func read(_ range: Range<Int>, into values: inout [Double], at start: Int) {
    precondition(range.upperBound <= count && start + range.count <= values.count)
    withBytes { bytes in
      values.withUnsafeMutableBufferPointer { target in
        switch type {
        case .float32:
          let source = bytes.bindMemory(to: Float.self)
          for offset in 0..<range.count {
            target[start + offset] = Double(source[range.lowerBound + offset])
          }
        case .float64:
          let source = bytes.bindMemory(to: Double.self)
          for offset in 0..<range.count {
            target[start + offset] = source[range.lowerBound + offset]
          }
        }
      }
    }
  }
}
