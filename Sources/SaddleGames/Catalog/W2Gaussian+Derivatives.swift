import SaddleLinearAlgebra

// W and u + b are handled as one d × (d + 1) matrix R = [W | u + b], and Ê = PR, so that every
// formula is one product: ∂W, ∂u = W − E, u − e; ∂b = m − e; ∂A = ½(Σ + mmᵀ) − ½ÊÊᵀ. Buffers in
// place of Matrix keep a field to one allocation of work space.
extension W2Gaussian {
  private typealias Buffer = UnsafeMutableBufferPointer<Double>

  /// V; −∞ unless A ≺ I.
  public func payoff(at z: StrategyProfile) -> Double {
    let d = dimension
    let a = d * d + d
    let b = z.values.count - d
    return withConjugate(at: z) { z, conjugate, _ in
      guard let conjugate else { return z.allSatisfy(\.isFinite) ? -.infinity : .nan }
      var value = 0.0
      for row in 0..<d {
        for column in 0..<d {
          let w = z[row * d + column]
          value += w * (w - conjugate[row * (d + 1) + column])
        }
        let (u, offset) = (z[d * d + row], z[b + row])
        value += u * u - (u + offset) * conjugate[row * (d + 1) + d]
        value += 2 * offset * moments.mean[row]
      }
      for (index, moment) in packedSecondMoments.enumerated() { value += moment * z[a + index] }
      return value / 2
    }
  }

  /// (W − PW, u − P(u + b), ½(Σ + mmᵀ) − ½P(WWᵀ + (u + b)(u + b)ᵀ)P, m − P(u + b)).
  ///
  /// NaN unless A ≺ I.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    fillMinimizer(&gradient, at: z, andMaximizerTimes: 1)
  }

  /// v, in one pass.
  public func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    fillMinimizer(&v, at: z, andMaximizerTimes: -1)
  }

  /// One player's block of v, without the products that only the other's needs.
  public func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double]) {
    v.withUnsafeMutableBufferPointer { v in
      withConjugate(at: z) { z, conjugate, _ in
        switch player {
        case .minimizer: minimizerGradient(z, conjugate, v)
        case .maximizer: maximizerGradient(conjugate, v, scale: -1)
        }
      }
    }
  }

  private func fillMinimizer(
    _ gradient: inout [Double], at z: StrategyProfile, andMaximizerTimes scale: Double
  ) {
    gradient.withUnsafeMutableBufferPointer { gradient in
      withConjugate(at: z) { z, conjugate, _ in
        minimizerGradient(z, conjugate, gradient)
        maximizerGradient(conjugate, gradient, scale: scale)
      }
    }
  }

  private func minimizerGradient(
    _ z: UnsafeBufferPointer<Double>, _ conjugate: Buffer?, _ gradient: Buffer
  ) {
    let d = dimension
    guard let conjugate else { return gradient[..<(d * d + d)].update(repeating: .nan) }
    for row in 0..<d {
      for column in 0..<d {
        gradient[row * d + column] = z[row * d + column] - conjugate[row * (d + 1) + column]
      }
      gradient[d * d + row] = z[d * d + row] - conjugate[row * (d + 1) + d]
    }
  }

  private func maximizerGradient(_ conjugate: Buffer?, _ gradient: Buffer, scale: Double) {
    let (d, a) = (dimension, dimension * dimension + dimension)
    guard let conjugate else { return gradient[a...].update(repeating: .nan) }
    let root = 2.0.squareRoot()
    var index = a
    for row in 0..<d {
      for column in 0...row {
        let product = Self.dot(conjugate, row * (d + 1), conjugate, column * (d + 1), d + 1)
        let weight = row == column ? 1 : root
        gradient[index] = scale / 2 * (packedSecondMoments[index - a] - weight * product)
        index += 1
      }
    }
    for row in 0..<d {
      gradient[index + row] = scale * (moments.mean[row] - conjugate[row * (d + 1) + d])
    }
  }

  /// ∇²V·(ω, μ, α, β): with F̂ = P[ω + αE | μ + β + αe], (ω − F, μ − f, −½(F̂Êᵀ + ÊF̂ᵀ), −f).
  ///
  /// NaN unless A ≺ I.
  public func hessianProduct(
    at z: StrategyProfile, _ direction: [Double], into product: inout [Double]
  ) {
    let (d, width) = (dimension, dimension + 1)
    let a = d * d + d
    let b = direction.count - d
    let alpha = SymmetricPacking.unpack(direction[a..<b], rowCount: d).values
    product.withUnsafeMutableBufferPointer { product in
      withConjugate(at: z) { _, conjugate, factor in
        guard let conjugate else { return product.update(repeating: .nan) }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: d * width) { change in
          for row in 0..<d {
            for column in 0..<d { change[row * width + column] = direction[row * d + column] }
            change[row * width + d] = direction[d * d + row] + direction[b + row]
            for inner in 0..<d {
              let entry = alpha[row * d + inner]
              for column in 0..<width {
                change[row * width + column] += entry * conjugate[inner * width + column]
              }
            }
          }
          Cholesky.solve(UnsafeBufferPointer(factor), count: d, change, width: width)
          let root = 2.0.squareRoot()
          var index = a
          for row in 0..<d {
            for column in 0..<d {
              product[row * d + column] =
                direction[row * d + column] - change[row * width + column]
            }
            product[d * d + row] = direction[d * d + row] - change[row * width + d]
            product[b + row] = -change[row * width + d]
            for column in 0...row {
              let sum =
                Self.dot(change, row * width, conjugate, column * width, width)
                + Self.dot(conjugate, row * width, change, column * width, width)
              product[index] = -(row == column ? 0.5 : root / 2) * sum
              index += 1
            }
          }
        }
      }
    }
  }

  /// Calls `body` with z, Ê row by row and the Cholesky factor of I − A; without Ê unless A ≺ I.
  private func withConjugate<Result>(
    at z: StrategyProfile,
    _ body: (UnsafeBufferPointer<Double>, Buffer?, Buffer) -> Result
  ) -> Result {
    let (d, width) = (dimension, dimension + 1)
    return z.values.withUnsafeBufferPointer { z in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: d * d + d * width) { work in
        let factor = UnsafeMutableBufferPointer(rebasing: work[..<(d * d)])
        let right = UnsafeMutableBufferPointer(rebasing: work[(d * d)...])
        let (half, b) = (0.5.squareRoot(), z.count - d)
        var index = d * d + d
        for row in 0..<d {
          for column in 0..<row {
            factor[row * d + column] = -half * z[index]
            index += 1
          }
          factor[row * d + row] = 1 - z[index]
          index += 1
          for column in 0..<d { right[row * width + column] = z[row * d + column] }
          right[row * width + d] = z[d * d + row] + z[b + row]
        }
        guard Cholesky.factor(factor, count: d) else { return body(z, nil, factor) }
        Cholesky.solve(UnsafeBufferPointer(factor), count: d, right, width: width)
        return body(z, right, factor)
      }
    }
  }

  private static func dot(
    _ left: Buffer, _ leftStart: Int, _ right: Buffer, _ rightStart: Int, _ count: Int
  ) -> Double {
    var sum = 0.0
    for index in 0..<count { sum += left[leftStart + index] * right[rightStart + index] }
    return sum
  }
}
