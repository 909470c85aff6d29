/// ⟨u, v⟩, summed in eight interleaved parts, which processors add side by side.
func dot(_ left: [Double], _ right: [Double]) -> Double {
  let count = min(left.count, right.count)
  return left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var parts = SIMD8<Double>.zero
      var index = 0
      while index + 8 <= count {
        for lane in 0..<8 { parts[lane] += left[index + lane] * right[index + lane] }
        index += 8
      }
      var sum = parts.sum()
      while index < count {
        sum += left[index] * right[index]
        index += 1
      }
      return sum
    }
  }
}

func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

/// target ← target − scale·vector.
func subtract(_ scale: Double, _ vector: [Double], from target: inout [Double]) {
  target.withUnsafeMutableBufferPointer { target in
    vector.withUnsafeBufferPointer { vector in
      for index in target.indices { target[index] -= scale * vector[index] }
    }
  }
}
