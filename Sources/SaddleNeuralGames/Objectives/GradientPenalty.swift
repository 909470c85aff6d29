import SaddleTensor

/// A term that the discriminator pays for steep slopes, added to its loss alone.
public enum GradientPenalty: Hashable, Sendable {
  /// γ·E(‖∇D(X̂)‖ − 1)² at X̂ uniform between a real and a generated sample (WGAN-GP, Gulrajani et al.
  /// 2017, arXiv:1704.00028).
  case interpolated(weight: Double)
  /// (γ/2)·E‖∇D(X)‖² at real samples (R1, Mescheder, Geiger & Nowozin 2018, arXiv:1801.04406, eq. 9).
  case real(weight: Double)
  /// (γ/2)·E‖∇D(G(Z))‖² at generated samples (R2, the same, eq. 10).
  case generated(weight: Double)
  /// γ·E(‖∇D(X + δ)‖ − 1)² around real samples, δ normal (DRAGAN, Kodali et al. 2017,
  /// arXiv:1705.07215), here with half the deviation of all values of the batch.
  case perturbed(weight: Double)

  /// The term for a batch.
  ///
  /// - Parameters:
  ///   - scope: draws what is random.
  ///   - discriminator: D, which must treat rows alone.
  ///   - real: X.
  ///   - fake: G(Z). The generator does not descend the term, but its moves change it, and J says so.
  /// - Returns: a single number.
  func term(
    in scope: GameScope, of discriminator: Network, real: Tensor, fake: Tensor
  ) -> Tensor {
    switch self {
    case .interpolated(let weight):
      let share = scope.uniform(real.shape.dropFirst().map { _ in 1 })
      let between = real + share * (fake - real)
      return weight * excess(scope.slope(of: discriminator, at: between))
    case .real(let weight):
      return weight / 2 * squares(scope.slope(of: discriminator, at: real)).mean()
    case .generated(let weight):
      return weight / 2 * squares(scope.slope(of: discriminator, at: fake)).mean()
    case .perturbed(let weight):
      let deviation = (real - real.mean()).squared().mean().sqrt()
      let shift = scope.normal(Array(real.shape.dropFirst()))
      return weight
        * excess(scope.slope(of: discriminator, at: real + 0.5 * deviation * shift))
    }
  }

  /// ‖s‖² of each row.
  private func squares(_ slope: Tensor) -> Tensor {
    slope.squared().sum(over: Array(1..<slope.shape.count))
  }

  /// E(‖s‖ − 1)²; 10⁻¹² under the root keeps its second derivatives finite at 0.
  private func excess(_ slope: Tensor) -> Tensor {
    ((squares(slope) + 1e-12).sqrt() - 1).squared().mean()
  }
}
