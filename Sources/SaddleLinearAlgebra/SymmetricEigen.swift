/// A = VΛVᵀ of a symmetric matrix: real eigenvalues, orthonormal eigenvectors.
///
/// Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, §8.5): the off-diagonal part
/// falls below 2⁻⁵³‖A‖ quadratically, in 6 to 10 sweeps of 6n³ flops. The same matrix gives the
/// same bits, vector signs included: the entry of largest magnitude of each vector (the first of
/// equals) is positive.
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// V: column j is the unit eigenvector of `values[j]`.
  public let vectors: Matrix

  /// Decomposes A, of which only the lower triangle is read.
  ///
  /// All NaN if A holds NaN or infinities.
  ///
  /// - Precondition: A is square.
  public init(_ matrix: Matrix) {
    precondition(matrix.isSquare, "\(matrix.rowCount) × \(matrix.columnCount) is not square")
    let count = matrix.rowCount
    var work = JacobiRotations(lowerTriangleOf: matrix)
    guard let scale = work.normalize() else {
      values = [Double](repeating: .nan, count: count)
      vectors = .nan * Matrix.identity(count)
      return
    }
    work.run()
    let order = (0..<count).sorted {
      (work.diagonal[$0], $0) < (work.diagonal[$1], $1)
    }
    values = order.map { scale * work.diagonal[$0] }
    vectors = work.vectors(order)
  }

  /// Rebuilds V·map(Λ)·Vᵀ, exactly symmetric: square roots, inverses, clipped spectra.
  ///
  /// Cost: n³ flops.
  public func matrix(mapping map: (Double) -> Double) -> Matrix {
    let count = values.count
    let mapped = values.map(map)
    var result = Matrix(zeros: count, count)
    result.values.withUnsafeMutableBufferPointer { result in
      vectors.values.withUnsafeBufferPointer { v in
        for row in 0..<count {
          for column in 0...row {
            var sum = 0.0
            for index in 0..<count {
              sum += v[row * count + index] * mapped[index] * v[column * count + index]
            }
            result[row * count + column] = sum
            result[column * count + row] = sum
          }
        }
      }
    }
    return result
  }
}

/// The work space of one decomposition: A and, row by row, Vᵀ.
private struct JacobiRotations {
  private var a: [Double]
  private var v: [Double]
  private let count: Int

  /// Copies the lower triangle to both triangles.
  init(lowerTriangleOf matrix: Matrix) {
    count = matrix.rowCount
    a = matrix.values
    v = Matrix.identity(count).values
    for row in 0..<count {
      for column in 0..<row { a[column * count + row] = a[row * count + column] }
    }
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

  var diagonal: [Double] { (0..<count).map { a[$0 * count + $0] } }

  /// Sweeps until no off-diagonal entry is large enough to matter.
  mutating func run() {
    let norm = a.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let negligible = 0x1p-53 * norm / Double(count)
    let count = count
    a.withUnsafeMutableBufferPointer { a in
      v.withUnsafeMutableBufferPointer { v in
        // Convergence is proven quadratic; the bound only keeps a rounding surprise finite.
        for _ in 0..<60 where Self.sweep(a, v, count, negligible) == 0 { break }
      }
    }
  }

  /// Rotates every pair once; the number of rotations made.
  private static func sweep(
    _ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>,
    _ count: Int, _ negligible: Double
  ) -> Int {
    var rotations = 0
    for p in 0..<count {
      for q in (p + 1)..<max(count, p + 1) {
        let apq = a[p * count + q]
        guard apq.magnitude > negligible else { continue }
        rotations += 1
        let (app, aqq) = (a[p * count + p], a[q * count + q])
        let theta = (aqq - app) / (2 * apq)
        let root = (theta * theta + 1).squareRoot()
        let t = (theta < 0 ? -1 : 1) / (theta.magnitude + root)
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        rotateRows(a, p * count, q * count, count, c, s)
        rotateRows(v, p * count, q * count, count, c, s)
        a[p * count + p] = app - t * apq
        a[q * count + q] = aqq + t * apq
        a[p * count + q] = 0
        a[q * count + p] = 0
        for k in 0..<count where k != p && k != q {
          a[k * count + p] = a[p * count + k]
          a[k * count + q] = a[q * count + k]
        }
      }
    }
    return rotations
  }

  /// (row p, row q) ← (c·p − s·q, s·p + c·q), over neighbors in memory.
  private static func rotateRows(
    _ m: UnsafeMutableBufferPointer<Double>, _ p: Int, _ q: Int, _ count: Int, _ c: Double,
    _ s: Double
  ) {
    for k in 0..<count {
      let (x, y) = (m[p + k], m[q + k])
      m[p + k] = c * x - s * y
      m[q + k] = s * x + c * y
    }
  }

  /// V with its columns in this order and its signs fixed.
  func vectors(_ order: [Int]) -> Matrix {
    var result = Matrix(zeros: count, count)
    for (column, source) in order.enumerated() {
      let vector = v[(source * count)..<((source + 1) * count)]
      let largest = vector.reduce(0) { $1.magnitude > $0.magnitude ? $1 : $0 }
      let sign: Double = largest < 0 ? -1 : 1
      for (row, entry) in vector.enumerated() { result[row, column] = sign * entry }
    }
    return result
  }
}
