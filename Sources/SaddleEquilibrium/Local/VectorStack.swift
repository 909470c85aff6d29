import SaddleLinearAlgebra

/// Long vectors of one length, one after another: what a Krylov method keeps, and reads at each step.
///
/// Memory bounds the speed of such methods, so every operation reads each vector once, four of them side by
/// side, in tiles of the other operand that stay in a processor's nearest memory. Vectors of a game that is
/// played in 32-bit numbers can be kept in them: its Hessian products have no more digits, and n rounded
/// coordinates spoil an orthogonality by about 2⁻²⁴/√n. Sums are of 64-bit numbers, in an order that depends
/// on the lengths alone.
struct VectorStack: Sendable {
  /// The coordinates of each vector.
  let length: Int
  /// Whether coordinates are kept as 32-bit numbers.
  let isSingle: Bool
  private(set) var count = 0
  // One of the two holds all vectors, the other nothing.
  private var singles: [Float] = []
  private var doubles: [Double] = []

  /// An empty stack with room for some vectors.
  init(length: Int, isSingle: Bool, capacity: Int) {
    self.length = length
    self.isSingle = isSingle
    // What is never written to costs addresses only, but not every system gives away any number of them.
    let room = min(capacity * length, 1 << 27)
    if isSingle { singles.reserveCapacity(room) }
    if !isSingle { doubles.reserveCapacity(room) }
  }

  /// Adds a vector, rounded to the stack's numbers.
  mutating func append(_ vector: [Double]) {
    precondition(vector.count == length, "\(vector.count) coordinates met \(length)")
    if isSingle { singles.append(contentsOf: vector.lazy.map { Float($0) }) }
    if !isSingle { doubles.append(contentsOf: vector) }
    count += 1
  }

  /// A vector, as it was rounded.
  subscript(index: Int) -> [Double] {
    let range = (index * length)..<((index + 1) * length)
    return isSingle ? singles[range].map { Double($0) } : Array(doubles[range])
  }

  /// ⟨vₖ, u⟩ for each vector.
  func overlaps(with u: [Double]) -> [Double] {
    precondition(u.count == length, "\(u.count) coordinates met \(length)")
    var sums = [Double](repeating: 0, count: count)
    if isSingle { Self.overlaps(singles, u, into: &sums) }
    if !isSingle { Self.overlaps(doubles, u, into: &sums) }
    return sums
  }

  /// Adds Σ weights[k]·vₖ.
  func add(_ weights: [Double], to target: inout [Double]) {
    precondition(weights.count == count && target.count == length, "the weights do not fit")
    if isSingle { Self.add(weights, singles, to: &target) }
    if !isSingle { Self.add(weights, doubles, to: &target) }
  }

  /// Takes off the part that lies in the span of the vectors, which are orthonormal.
  ///
  /// One pass of Gram & Schmidt, and further ones as long as a pass more than halves the square of the length:
  /// only then is what it left spoiled by rounding (Daniel, Gragg, Kaufman & Stewart 1976). Overlaps within
  /// the rounding of the stack's numbers stay.
  ///
  /// - Returns: the overlaps that were taken off, and the length that is left.
  func removeSpan(from u: inout [Double]) -> (overlaps: [Double], rest: Double) {
    var total = [Double](repeating: 0, count: count)
    var rest = norm(u)
    for _ in 0..<3 {
      let before = rest
      let overlaps = overlaps(with: u)
      if norm(overlaps) <= (isSingle ? 0x1p-24 : 0x1p-53) * before { break }
      add(overlaps.map { -$0 }, to: &u)
      for index in total.indices { total[index] += overlaps[index] }
      rest = norm(u)
      if rest * rest >= before * before / 2 { break }
    }
    return (total, rest)
  }

  /// Σₖ columns[k, j]·vₖ for each column j.
  func combined(_ columns: Matrix, capacity: Int) -> VectorStack {
    var result = VectorStack(length: length, isSingle: isSingle, capacity: capacity)
    for column in 0..<columns.columnCount {
      var sum = [Double](repeating: 0, count: length)
      add((0..<columns.rowCount).map { columns[$0, column] }, to: &sum)
      result.append(sum)
    }
    return result
  }
}

// The kernels.
extension VectorStack {
  /// The coordinates of a tile: 16 KB of 64-bit numbers.
  private static let tile = 2_048

  @inline(__always)
  private static func overlaps<Scalar: StackScalar>(
    _ stack: [Scalar], _ u: [Double], into sums: inout [Double]
  ) {
    let (count, length) = (sums.count, u.count)
    stack.withUnsafeBufferPointer { stack in
      u.withUnsafeBufferPointer { u in
        for first in stride(from: 0, to: length, by: tile) {
          let last = min(first + tile, length)
          for row in stride(from: 0, to: count, by: 4) {
            // The last row stands in for those that a group of four lacks.
            let rows = SIMD4(row, row + 1, row + 2, row + 3)
            let starts = pointwiseMin(rows, SIMD4(repeating: count - 1)) &* length
            var (a, b) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            var (c, d) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            var index = first
            while index + 4 <= last {
              let x = Double.four(u, index)
              a += Scalar.four(stack, starts[0] + index) * x
              b += Scalar.four(stack, starts[1] + index) * x
              c += Scalar.four(stack, starts[2] + index) * x
              d += Scalar.four(stack, starts[3] + index) * x
              index += 4
            }
            var found = SIMD4(a.sum(), b.sum(), c.sum(), d.sum())
            while index < last {
              for lane in 0..<4 { found[lane] += Double(stack[starts[lane] + index]) * u[index] }
              index += 1
            }
            for lane in 0..<min(4, count - row) { sums[row + lane] += found[lane] }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func add<Scalar: StackScalar>(
    _ weights: [Double], _ stack: [Scalar], to target: inout [Double]
  ) {
    let (count, length) = (weights.count, target.count)
    stack.withUnsafeBufferPointer { stack in
      target.withUnsafeMutableBufferPointer { target in
        for first in stride(from: 0, to: length, by: tile) {
          let last = min(first + tile, length)
          for row in stride(from: 0, to: count, by: 4) {
            let rows = SIMD4(row, row + 1, row + 2, row + 3)
            let starts = pointwiseMin(rows, SIMD4(repeating: count - 1)) &* length
            var scales = SIMD4<Double>.zero
            for lane in 0..<min(4, count - row) { scales[lane] = weights[row + lane] }
            var index = first
            while index + 4 <= last {
              var x = Double.four(UnsafeBufferPointer(target), index)
              x += Scalar.four(stack, starts[0] + index) * scales[0]
              x += Scalar.four(stack, starts[1] + index) * scales[1]
              x += Scalar.four(stack, starts[2] + index) * scales[2]
              x += Scalar.four(stack, starts[3] + index) * scales[3]
              for lane in 0..<4 { target[index + lane] = x[lane] }
              index += 4
            }
            while index < last {
              for lane in 0..<4 {
                target[index] += scales[lane] * Double(stack[starts[lane] + index])
              }
              index += 1
            }
          }
        }
      }
    }
  }
}

/// What coordinates can be kept as.
private protocol StackScalar: BinaryFloatingPoint {
  /// Four neighbors as 64-bit numbers.
  static func four(_ values: UnsafeBufferPointer<Self>, _ index: Int) -> SIMD4<Double>
}

extension Double: StackScalar {
  @inline(__always)
  fileprivate static func four(_ values: UnsafeBufferPointer<Double>, _ index: Int) -> SIMD4<Double>
  {
    SIMD4(
      values[index], values[index + 1], values[index + 2], values[index + 3])
  }
}

extension Float: StackScalar {
  @inline(__always)
  fileprivate static func four(_ values: UnsafeBufferPointer<Float>, _ index: Int) -> SIMD4<Double>
  {
    SIMD4(
      Double(values[index]), Double(values[index + 1]), Double(values[index + 2]),
      Double(values[index + 3]))
  }
}
