/// A = QTQᵀ with T tridiagonal, by n − 2 reflections from the first column on.
///
/// Both triangles are kept, so that every inner loop runs over neighbors in memory.
struct HouseholderReduction {
  private var a: [Double]
  private let count: Int
  /// β of each reflection I − βvvᵀ, whose v stands in the row of `a` that it has cleared.
  private var weights: [Double]
  /// T's diagonal.
  private(set) var diagonal: [Double]
  /// T's n − 1 other entries.
  private(set) var below: [Double]

  /// Copies the lower triangle to both triangles.
  init(lowerTriangleOf matrix: Matrix) {
    count = matrix.rowCount
    a = matrix.values
    for row in 0..<count {
      for column in 0..<row { a[column * count + row] = a[row * count + column] }
    }
    weights = [Double](repeating: 0, count: max(0, count - 2))
    diagonal = [Double](repeating: 0, count: count)
    below = [Double](repeating: 0, count: max(0, count - 1))
  }

  /// Divides A by a power of two near its largest entry, so that squares neither over- nor
  /// underflow and nothing is rounded; nil if an entry is not finite.
  mutating func normalize() -> Double? {
    guard a.allSatisfy(\.isFinite) else { return nil }
    let largest = a.reduce(0) { max($0, $1.magnitude) }
    let exponent = min(max(largest.exponent, -1_000), 1_000)
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    for index in a.indices { a[index] /= scale }
    return scale
  }

  /// Reduces.
  mutating func run() {
    for column in 0..<max(0, count - 2) { reflect(column) }
    for index in 0..<count { diagonal[index] = a[index * count + index] }
    if count > 1 { below[count - 2] = a[(count - 1) * count + count - 2] }
  }

  /// Clears a row and column beyond the entry next to the diagonal, and leaves v in the row.
  private mutating func reflect(_ column: Int) {
    let count = count
    let first = column + 1
    var rest = 0.0
    for index in (first + 1)..<count {
      rest += a[column * count + index] * a[column * count + index]
    }
    let lead = a[column * count + first]
    guard rest > 0 else {
      below[column] = lead
      return
    }
    let size = (lead * lead + rest).squareRoot()
    let target = lead > 0 ? -size : size
    below[column] = target
    a[column * count + first] = lead - target
    // v = (lead − target, …), so vᵀv = 2·size·(size + |lead|).
    let weight = 1 / (size * (size + lead.magnitude))
    weights[column] = weight
    var product = [Double](repeating: 0, count: count)
    a.withUnsafeMutableBufferPointer { a in
      product.withUnsafeMutableBufferPointer { p in
        let v = column * count
        for row in first..<count {
          let scale = weight * a[v + row]
          for index in first..<count { p[index] += scale * a[row * count + index] }
        }
        var overlap = 0.0
        for index in first..<count { overlap += p[index] * a[v + index] }
        let share = weight / 2 * overlap
        for index in first..<count { p[index] -= share * a[v + index] }
        for row in first..<count {
          let (left, right) = (a[v + row], p[row])
          for index in first..<count {
            a[row * count + index] -= left * p[index] + right * a[v + index]
          }
        }
      }
    }
  }

  /// Qᵀ row by row, from the last reflection back.
  var basis: [Double] {
    let count = count
    var q = Matrix.identity(count).values
    var image = [Double](repeating: 0, count: count)
    q.withUnsafeMutableBufferPointer { q in
      image.withUnsafeMutableBufferPointer { image in
        for column in weights.indices.reversed() where weights[column] != 0 {
          let v = column * count
          for index in column..<count { image[index] = 0 }
          for row in (column + 1)..<count {
            let scale = a[v + row]
            for index in (column + 1)..<count { image[index] += scale * q[row * count + index] }
          }
          for row in (column + 1)..<count {
            let scale = weights[column] * a[v + row]
            for index in (column + 1)..<count { q[row * count + index] -= scale * image[index] }
          }
        }
      }
    }
    return Matrix(rowCount: count, columnCount: count, values: q).transposed.values
  }
}
