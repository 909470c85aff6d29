import CSaddleKernels

/// Sums in the kernels' order.
enum PlainSums {
  /// For each element of a reduction, the positions it is reduced from.
  static func columns(_ axis: Axis) -> [[Int]] {
    (0..<axis.outer).flatMap { o in
      (0..<axis.inner).map { i in
        (0..<axis.count).map { (o * axis.count + $0) * axis.inner + i }
      }
    }
  }

  static func sum<Scalar: PlainScalar>(_ x: [Scalar], _ axis: Axis) -> [Scalar] {
    columns(axis).map { column in
      guard axis.inner == 1 else { return column.reduce(0) { $0 + x[$1] } }
      var lanes = [Scalar](repeating: 0, count: 16)
      for (k, position) in column.enumerated() { lanes[k % 16] += x[position] }
      return tree(lanes)
    }
  }

  /// Sixteen numbers, halved four times.
  static func tree<Scalar: PlainScalar>(_ lanes: [Scalar]) -> Scalar {
    var lanes = lanes
    for width in [8, 4, 2, 1] {
      for lane in 0..<width { lanes[lane] += lanes[lane + width] }
    }
    return lanes[0]
  }
}

/// A matrix with any strides.
struct PlainMatrix<Scalar: PlainScalar> {
  let values: [Scalar]
  let rowCount: Int
  let columnCount: Int
  let rowStride: Int
  let columnStride: Int

  init(_ input: (values: [Scalar], shape: [Int]), transposed: Bool = false) {
    values = input.values
    let (rows, columns) = (input.shape[0], input.shape[1])
    (rowCount, columnCount) = transposed ? (columns, rows) : (rows, columns)
    (rowStride, columnStride) = transposed ? (1, columns) : (columns, 1)
  }

  subscript(row: Int, column: Int) -> Scalar { values[row * rowStride + column * columnStride] }

  /// The product: per element, one chain of fused multiply-adds, or sixteen where the kernels use
  /// lanes.
  func times(_ other: PlainMatrix) -> [Scalar] {
    let usesLanes = saddle_product_uses_lanes(
      Int64(rowCount), Int64(other.columnCount), Int64(columnCount), Int64(columnStride),
      Int64(other.rowStride))
    return (0..<rowCount).flatMap { i in
      (0..<other.columnCount).map { j in
        guard usesLanes else { return chain(other, i, j, from: 0) }
        var lanes = [Scalar](repeating: 0, count: 16)
        for k in 0..<columnCount { lanes[k % 16].addProduct(self[i, k], other[k, j]) }
        return PlainSums.tree(lanes)
      }
    }
  }

  /// The product with one chain per element, whatever the shape.
  func chains(_ other: PlainMatrix) -> [Scalar] {
    (0..<rowCount).flatMap { i in
      (0..<other.columnCount).map { chain(other, i, $0, from: 0) }
    }
  }

  func chain(_ other: PlainMatrix, _ i: Int, _ j: Int, from start: Scalar) -> Scalar {
    (0..<columnCount).reduce(start) { $0.addingProduct(self[i, $1], other[$1, j]) }
  }
}
