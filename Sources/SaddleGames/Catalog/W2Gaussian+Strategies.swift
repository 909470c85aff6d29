public import SaddleLinearAlgebra

extension W2Gaussian {
  /// ‖W‖₂ ≤ 1 for a spectral generator; A ⪯ (1 − δ)I for the discriminator.
  public func strategySet(of player: Player) -> StrategySet {
    switch (player, generator) {
    case (.minimizer, .spectral): .custom("‖W‖₂ ≤ 1")
    case (.minimizer, .free): .unconstrained
    case (.maximizer, _): .custom("A ⪯ \(1 - curvatureMargin)·I")
    }
  }

  /// Clips the singular values of W at 1, or the eigenvalues of A at 1 − δ; u and b are free.
  ///
  /// A Cholesky factorization decides whether there is anything to clip. Feasible points, those
  /// with NaN or infinities and, to 14 digits, points on the boundary stay as they are.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    guard z[player].allSatisfy(\.isFinite) else { return }
    switch (player, generator) {
    case (.minimizer, .spectral): clipGenerator(of: &z, to: 1)
    case (.minimizer, .free): break
    case (.maximizer, _): projectDiscriminator(of: &z)
    }
  }

  private var slack: Double { 1e-14 * Double(dimension) }

  /// Clips the singular values of W at a bound.
  func clipGenerator(of z: inout StrategyProfile, to bound: Double) {
    let w = generatorMatrix(of: z)
    let square = bound * bound
    guard w.values.reduce(0, { $0 + $1 * $1 }) > square else { return }
    let rest = square * (1 + slack) * Matrix.identity(dimension) - w * w.transposed
    guard Cholesky(rest) == nil else { return }
    let svd = SingularValueDecomposition(w)
    var excess = svd.leftVectors
    for row in 0..<dimension {
      for (column, sigma) in svd.values.enumerated() {
        excess[row, column] *= max(0, sigma - bound)
      }
    }
    let clipped = w - excess * svd.rightVectors.transposed
    z.values.replaceSubrange(..<clipped.values.count, with: clipped.values)
  }

  private func projectDiscriminator(of z: inout StrategyProfile) {
    let a = discriminatorMatrix(of: z)
    let limit = 1 - curvatureMargin
    guard Cholesky((limit + slack) * Matrix.identity(dimension) - a) == nil else { return }
    let excess = SymmetricEigen(a).matrix { max(0, $0 - limit) }
    let start = shape.minimizerCount
    for (index, value) in SymmetricPacking.pack(excess).enumerated() {
      z.values[start + index] -= value
    }
  }
}

// How strategies are laid out.
extension W2Gaussian {
  /// W.
  public func generatorMatrix(of z: StrategyProfile) -> Matrix {
    let d = dimension
    return Matrix(rowCount: d, columnCount: d, values: Array(z.values[..<(d * d)]))
  }

  /// u.
  public func generatorOffset(of z: StrategyProfile) -> [Double] {
    let d = dimension
    return Array(z.values[(d * d)..<(d * d + d)])
  }

  /// A.
  public func discriminatorMatrix(of z: StrategyProfile) -> Matrix {
    SymmetricPacking.unpack(z[.maximizer].dropLast(dimension), rowCount: dimension)
  }

  /// b.
  public func discriminatorOffset(of z: StrategyProfile) -> [Double] {
    Array(z.values.suffix(dimension))
  }

  /// The profile of W, u, A and b; of A only the lower triangle is read.
  public static func profile(
    generator w: Matrix, _ u: [Double], discriminator a: Matrix, _ b: [Double]
  ) -> StrategyProfile {
    StrategyProfile(minimizer: w.values + u, maximizer: SymmetricPacking.pack(a) + b)
  }
}
