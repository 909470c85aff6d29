import RealModule

/// The plane in which a path of many coordinates moves most: that of its first two principal components.
///
/// The components are the eigenvectors of the covariance of the path's points, found by orthogonal
/// iteration on the inner products of at most 128 of them, evenly spread (the "snapshots" of Sirovich
/// 1987), so that the cost grows with the number of coordinates only.
struct PrincipalPlane {
  /// The mean of the points.
  let center: [Double]
  /// Two orthonormal directions, each with its largest component positive.
  ///
  /// The second is 0 where the path is straight.
  let directions: [[Double]]
  /// What share of the variance each direction has: 0…1.
  let shares: [Double]

  private static let mostPoints = 128
  private static let iterations = 60

  /// Finds the plane of finite points of one length; nil where nothing moves.
  init?(of points: [[Double]]) {
    let finite = points.filter { $0.allSatisfy(\.isFinite) }
    let stride = max(1, (finite.count + Self.mostPoints - 1) / Self.mostPoints)
    let sample = Swift.stride(from: 0, to: finite.count, by: stride).map { finite[$0] }
    guard let count = sample.first?.count, sample.allSatisfy({ $0.count == count }) else {
      return nil
    }
    let share = 1 / Double(sample.count)
    var mean = [Double](repeating: 0, count: count)
    for point in sample { for index in 0..<count { mean[index] += share * point[index] } }
    var moves = sample.map { point in (0..<count).map { point[$0] - mean[$0] } }
    // Of unit size, so that no product overflows.
    let size = moves.lazy.joined().reduce(0) { max($0, $1.magnitude) }
    guard size > 0, size.isFinite else { return nil }
    for row in moves.indices { for index in 0..<count { moves[row][index] /= size } }
    let products = moves.map { left in moves.map { Self.product(left, $0) } }
    let weights = Self.leadingVectors(of: products)
    let total = products.indices.reduce(0) { $0 + products[$1][$1] }
    center = mean
    var directions: [[Double]] = []
    var shares: [Double] = []
    for weight in weights {
      var direction = [Double](repeating: 0, count: count)
      for (row, move) in moves.enumerated() {
        for index in 0..<count { direction[index] += weight[row] * move[index] }
      }
      let length = Self.product(direction, direction).squareRoot()
      let share = length * length / total
      guard share > 1e-12 else {
        directions.append([Double](repeating: 0, count: count))
        shares.append(0)
        continue
      }
      let largest = direction.max { $0.magnitude < $1.magnitude } ?? 1
      let scale = (largest < 0 ? -1 : 1) / length
      directions.append(direction.map { $0 * scale })
      shares.append(min(1, share))
    }
    self.directions = directions
    self.shares = shares
  }

  /// Where a point falls in the plane; not finite where it is not.
  func place(_ point: [Double]) -> PlotPoint {
    guard point.count == center.count, point.allSatisfy(\.isFinite) else {
      return PlotPoint(x: .nan, y: .nan)
    }
    let move = zip(point, center).map { $0 - $1 }
    return PlotPoint(
      x: Self.product(move, directions[0]), y: Self.product(move, directions[1]))
  }

  /// The two unit eigenvectors of a positive semidefinite matrix that belong to its greatest eigenvalues.
  private static func leadingVectors(of matrix: [[Double]]) -> [[Double]] {
    let count = matrix.count
    // Any start will do that is not orthogonal to them; this one is the same on every machine.
    var first = (0..<count).map { 1 + Double(($0 * 7919) % 101) / 101 }
    var second = (0..<count).map { Double(($0 * 104_729) % 97) / 97 - 0.5 }
    for _ in 0..<iterations {
      first = normalized(matrix.map { product($0, first) })
      // Twice, since of a straight path the first time leaves rounding errors only.
      second = rest(rest(matrix.map { product($0, second) }, beside: first), beside: first)
    }
    return [first, second]
  }

  /// What of a vector is orthogonal to a unit vector, at unit length.
  private static func rest(_ vector: [Double], beside unit: [Double]) -> [Double] {
    let overlap = product(vector, unit)
    return normalized(vector.indices.map { vector[$0] - overlap * unit[$0] })
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private static func normalized(_ vector: [Double]) -> [Double] {
    let length = product(vector, vector).squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }
}
