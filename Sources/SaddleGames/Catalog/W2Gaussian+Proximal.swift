import SaddleLinearAlgebra

extension W2Gaussian {
  /// The Sobolev norm E‖∇D̃(X) − ∇D(X)‖² = E‖(Ã − A)X + b̃ − b‖² on the data.
  public var proximalNorm: String { "Sobolev norm of the discriminator on the data" }

  /// M·(α, β) with S = Σ + mmᵀ: (½(αS + Sα) + ½(βmᵀ + mβᵀ), αm + β).
  public func proximalMetricProduct(_ direction: [Double], into product: inout [Double]) {
    let d = dimension
    let alpha = SymmetricPacking.unpack(direction.dropLast(d), rowCount: d)
    let beta = Array(direction.suffix(d))
    let turned = alpha * secondMoments
    var symmetric = Matrix(zeros: d, d)
    for row in 0..<d {
      for column in 0...row {
        symmetric[row, column] =
          (turned[row, column] + turned[column, row] + beta[row] * moments.mean[column]
            + moments.mean[row] * beta[column]) / 2
      }
    }
    let packed = SymmetricPacking.pack(symmetric)
    product.replaceSubrange(..<packed.count, with: packed)
    let shifted = alpha(moments.mean)
    for row in 0..<d { product[packed.count + row] = shifted[row] + beta[row] }
  }

  /// The maximizer over ã ≤ 1 − δ and b̃ of V − (λ/2)E((ã − a)X + b̃ − b)², for d = 1 and λ > 0;
  /// else nil.
  ///
  /// With q = 1 − ã and h = ã − a the best b̃ − b is k = (qm(1 − λh) − (u + b))/(1 + λq); what is
  /// left is concave in ã, with derivative ½S − (w² + (u + b + k)²)/2q² − λ(hS + km), whose root is
  /// found to the last bit. In more coordinates the condition is a matrix equation without such a
  /// form.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard dimension == 1, penalty > 0, z.isFinite else { return nil }
    let (w, u, a, b) = (z.values[0], z.values[1], z.values[2], z.values[3])
    guard penalty.isFinite else { return [a, b] }
    let (m, second) = (moments.mean[0], secondMoments[0, 0])
    func offsetMove(_ response: Double) -> Double {
      let q = 1 - response
      return (q * m * (1 - penalty * (response - a)) - (u + b)) / (1 + penalty * q)
    }
    func slope(_ response: Double) -> Double {
      let (q, k) = (1 - response, offsetMove(response))
      let sample = u + b + k
      return second / 2 - (w * w + sample * sample) / (2 * q * q)
        - penalty * ((response - a) * second + k * m)
    }
    let upper = 1 - curvatureMargin
    var reach = 1.0
    while slope(upper - reach) <= 0, reach < 1e200 { reach *= 2 }
    let response = decreasingRoot(from: upper - reach, to: upper, of: slope)
    return [response, b + offsetMove(response)]
  }
}
