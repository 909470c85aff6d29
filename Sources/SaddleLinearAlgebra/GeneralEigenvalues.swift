public import ComplexModule
public import RealModule

/// The eigenvalues of a real square matrix, symmetric or not.
///
/// Householder reduction to Hessenberg form, then the double-shift QR iteration of Francis (1961)
/// as in EISPACK's `hqr`, in real arithmetic: complex eigenvalues come in exact conjugate pairs.
/// Backward stable. Cost: about 10n³ multiplications.
public struct GeneralEigenvalues: Hashable, Sendable {
  /// All n eigenvalues, counted with multiplicity; the two of a pair are adjacent.
  ///
  /// All NaN if an entry of the matrix is not finite.
  public let values: [Complex<Double>]

  /// Finds the eigenvalues.
  ///
  /// - Precondition: the matrix is square.
  public init(of matrix: Matrix) {
    precondition(matrix.isSquare, "\(matrix.rowCount) × \(matrix.columnCount) is not square")
    guard matrix.values.allSatisfy(\.isFinite) else {
      values = [Complex<Double>](repeating: Complex(.nan, .nan), count: matrix.rowCount)
      return
    }
    var iteration = FrancisIteration(hessenberg: matrix.hessenbergForm)
    iteration.run()
    values = iteration.values
  }

  /// ρ = max |ℓ|; 0 for the empty matrix.
  public var spectralRadius: Double { values.map(\.length).max() ?? 0 }
}

extension Matrix {
  /// An orthogonally similar matrix that is zero below the first subdiagonal.
  fileprivate var hessenbergForm: Matrix {
    var a = self
    guard rowCount > 2 else { return a }
    for column in 0..<(rowCount - 2) {
      // The reflection I − 2uuᵀ/‖u‖² that clears the column below its subdiagonal entry.
      var u = ((column + 1)..<rowCount).map { a[$0, column] }
      let scale = u.map(abs).max() ?? 0
      guard u.dropFirst().contains(where: { $0 != 0 }) else { continue }
      for index in u.indices { u[index] /= scale }
      let size = u.reduce(0) { $0 + $1 * $1 }.squareRoot()
      u[0] += u[0] < 0 ? -size : size
      let half = u.reduce(0) { $0 + $1 * $1 } / 2
      let offset = column + 1
      for j in column..<rowCount {
        var overlap = 0.0
        for i in u.indices { overlap += u[i] * a[offset + i, j] }
        for i in u.indices { a[offset + i, j] -= overlap / half * u[i] }
      }
      for i in 0..<rowCount {
        var overlap = 0.0
        for j in u.indices { overlap += a[i, offset + j] * u[j] }
        for j in u.indices { a[i, offset + j] -= overlap / half * u[j] }
      }
      for row in (column + 2)..<rowCount { a[row, column] = 0 }
    }
    return a
  }
}

/// Implicit double-shift QR on a Hessenberg matrix, deflating from the lower right corner.
private struct FrancisIteration {
  private(set) var values: [Complex<Double>]
  private var a: Matrix
  /// What exceptional shifts took off the diagonal.
  private var shift = 0.0
  private let norm: Double

  init(hessenberg: Matrix) {
    a = hessenberg
    values = [Complex<Double>](
      repeating: Complex(.nan, .nan), count: hessenberg.rowCount)
    norm = hessenberg.values.reduce(0) { $0 + abs($1) }
  }

  /// Fills ``values``; those not found after 60 sweeps without a deflation stay NaN.
  mutating func run() {
    var high = a.rowCount - 1
    var sweepCount = 0
    while high >= 0 && sweepCount < 60 {
      let low = activeStart(below: high)
      if low == high {
        values[high] = Complex(a[high, high] + shift)
        high -= 1
        sweepCount = 0
      } else if low == high - 1 {
        deflatePair(endingAt: high)
        high -= 2
        sweepCount = 0
      } else {
        sweepCount += 1
        sweep(low, high, isExceptional: sweepCount % 10 == 0)
      }
    }
  }

  /// The first row of the unreduced block that ends at `high`.
  private mutating func activeStart(below high: Int) -> Int {
    var low = high
    while low >= 1 {
      var size = abs(a[low - 1, low - 1]) + abs(a[low, low])
      if size == 0 { size = norm }
      if abs(a[low, low - 1]) <= Double.ulpOfOne * size {
        a[low, low - 1] = 0
        break
      }
      low -= 1
    }
    return low
  }

  /// The eigenvalues of the last 2 × 2 block.
  private mutating func deflatePair(endingAt high: Int) {
    let last = a[high, high]
    let product = a[high, high - 1] * a[high - 1, high]
    let half = (a[high - 1, high - 1] - last) / 2
    let discriminant = half * half + product
    let root = abs(discriminant).squareRoot()
    if discriminant >= 0 {
      // The root of larger size first; the other from the product, without cancellation.
      let far = half < 0 ? half - root : half + root
      let near = far == 0 ? 0 : -product / far
      values[high - 1] = Complex(last + shift + far)
      values[high] = Complex(last + shift + near)
    } else {
      values[high - 1] = Complex(last + shift + half, root)
      values[high] = Complex(last + shift + half, -root)
    }
  }

  /// One double-shift sweep over the block from `low` to `high`.
  private mutating func sweep(_ low: Int, _ high: Int, isExceptional: Bool) {
    var x = a[high, high]
    var y = a[high - 1, high - 1]
    var w = a[high, high - 1] * a[high - 1, high]
    if isExceptional {
      shift += x
      for index in 0...high { a[index, index] -= x }
      let size = abs(a[high, high - 1]) + abs(a[high - 1, high - 2])
      (x, y, w) = (0.75 * size, 0.75 * size, -0.4375 * size * size)
    }
    var (first, bulge) = bulgeStart(low, high, x: x, y: y, w: w)
    for row in (first + 2)...high {
      a[row, row - 2] = 0
      if row != first + 2 { a[row, row - 3] = 0 }
    }
    for k in first..<high {
      let isLast = k == high - 1
      var scale = 1.0
      if k != first {
        bulge = (a[k, k - 1], a[k + 1, k - 1], isLast ? 0 : a[k + 2, k - 1])
        scale = abs(bulge.0) + abs(bulge.1) + abs(bulge.2)
        if scale != 0 { bulge = (bulge.0 / scale, bulge.1 / scale, bulge.2 / scale) }
      }
      var size = (bulge.0 * bulge.0 + bulge.1 * bulge.1 + bulge.2 * bulge.2).squareRoot()
      guard size != 0 else { continue }
      if bulge.0 < 0 { size = -size }
      if k != first {
        a[k, k - 1] = -size * scale
      } else if low != first {
        a[k, k - 1] = -a[k, k - 1]
      }
      reflect(bulge, size: size, at: k, rowsFrom: low, columnsTo: high, isLast: isLast)
    }
  }

  /// Where the sweep may begin, and the first column of the shifted product there, scaled.
  private func bulgeStart(
    _ low: Int, _ high: Int, x: Double, y: Double, w: Double
  ) -> (row: Int, bulge: (Double, Double, Double)) {
    var row = high - 2
    while true {
      let z = a[row, row]
      let (r, s) = (x - z, y - z)
      var bulge = (
        (r * s - w) / a[row + 1, row] + a[row, row + 1], a[row + 1, row + 1] - z - r - s,
        a[row + 2, row + 1]
      )
      let size = abs(bulge.0) + abs(bulge.1) + abs(bulge.2)
      bulge = (bulge.0 / size, bulge.1 / size, bulge.2 / size)
      if row == low { return (row, bulge) }
      let below = abs(a[row, row - 1]) * (abs(bulge.1) + abs(bulge.2))
      let around = abs(bulge.0) * (abs(a[row - 1, row - 1]) + abs(z) + abs(a[row + 1, row + 1]))
      if below <= Double.ulpOfOne * around { return (row, bulge) }
      row -= 1
    }
  }

  /// Applies the reflection that sends the bulge to a multiple of e₁, from both sides.
  private mutating func reflect(
    _ bulge: (Double, Double, Double), size: Double, at k: Int, rowsFrom low: Int,
    columnsTo high: Int, isLast: Bool
  ) {
    let pivot = bulge.0 + size
    let (x, y, z) = (pivot / size, bulge.1 / size, bulge.2 / size)
    let (q, r) = (bulge.1 / pivot, bulge.2 / pivot)
    for j in k...high {
      var p = a[k, j] + q * a[k + 1, j]
      if !isLast {
        p += r * a[k + 2, j]
        a[k + 2, j] -= p * z
      }
      a[k + 1, j] -= p * y
      a[k, j] -= p * x
    }
    for i in low...min(high, k + 3) {
      var p = x * a[i, k] + y * a[i, k + 1]
      if !isLast {
        p += z * a[i, k + 2]
        a[i, k + 2] -= p * r
      }
      a[i, k + 1] -= p * q
      a[i, k] -= p
    }
  }
}
