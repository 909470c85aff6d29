/// The eigenvalues of a tridiagonal matrix, and its eigenvectors times a basis, by implicit QL steps.
struct TridiagonalQL {
  /// The eigenvalues once it has run, in no order.
  private(set) var diagonal: [Double]
  private var below: [Double]
  /// Row j becomes the eigenvector of `diagonal[j]`; empty where none are wanted.
  private var rows: [Double]
  private var count: Int { diagonal.count }

  init(_ diagonal: [Double], _ below: [Double], rows: [Double]) {
    self.diagonal = diagonal
    self.below = below + (diagonal.isEmpty ? [] : [0])
    self.rows = rows
  }

  /// Splits off one eigenvalue after another.
  mutating func run() {
    for first in 0..<count {
      // Two steps are usual; the bound only keeps a rounding surprise finite.
      for _ in 0..<100 {
        let last = end(of: first)
        if last == first { break }
        step(first, last)
      }
    }
  }

  /// The indices of the eigenvalues, ascending.
  var order: [Int] { (0..<count).sorted { (diagonal[$0], $0) < (diagonal[$1], $1) } }

  /// The last row of the block that begins at `first`: behind it stands an entry of no weight.
  private func end(of first: Int) -> Int {
    for index in first..<(count - 1) {
      let entry = below[index].magnitude
      let scale = diagonal[index].magnitude + diagonal[index + 1].magnitude
      if entry <= 0x1p-53 * scale || entry * entry == 0 { return index }
    }
    return count - 1
  }

  /// One sweep of rotations from the block's end to its beginning.
  private mutating func step(_ first: Int, _ last: Int) {
    var shift = (diagonal[first + 1] - diagonal[first]) / (2 * below[first])
    let root = (shift * shift + 1).squareRoot()
    shift = diagonal[last] - diagonal[first] + below[first] / (shift + (shift < 0 ? -root : root))
    var (sine, cosine, passed) = (1.0, 1.0, 0.0)
    for index in (first..<last).reversed() {
      let (bulge, edge) = (sine * below[index], cosine * below[index])
      let size = (bulge * bulge + shift * shift).squareRoot()
      below[index + 1] = size
      if size == 0 {
        diagonal[index + 1] -= passed
        below[last] = 0
        return
      }
      (sine, cosine) = (bulge / size, shift / size)
      let next = diagonal[index + 1] - passed
      let turn = (diagonal[index] - next) * sine + 2 * cosine * edge
      passed = sine * turn
      diagonal[index + 1] = next + passed
      shift = cosine * turn - edge
      rotate(index, cosine, sine)
    }
    diagonal[first] -= passed
    below[first] = shift
    below[last] = 0
  }

  /// (row i, row i + 1) ← (c·i − s·(i + 1), s·i + c·(i + 1)).
  private mutating func rotate(_ row: Int, _ cosine: Double, _ sine: Double) {
    guard !rows.isEmpty else { return }
    let count = count
    rows.withUnsafeMutableBufferPointer { rows in
      let (upper, lower) = (row * count, (row + 1) * count)
      for index in 0..<count {
        let (x, y) = (rows[upper + index], rows[lower + index])
        rows[upper + index] = cosine * x - sine * y
        rows[lower + index] = sine * x + cosine * y
      }
    }
  }

  /// The eigenvectors as columns in this order, with their signs fixed.
  func vectors(_ order: [Int]) -> Matrix {
    var result = Matrix(zeros: count, count)
    for (column, source) in order.enumerated() {
      let vector = rows[(source * count)..<((source + 1) * count)]
      let largest = vector.reduce(0) { $1.magnitude > $0.magnitude ? $1 : $0 }
      let sign: Double = largest < 0 ? -1 : 1
      for (row, entry) in vector.enumerated() { result[row, column] = sign * entry }
    }
    return result
  }
}
