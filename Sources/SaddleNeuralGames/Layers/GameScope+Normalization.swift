public import SaddleGames
public import SaddleTensor

extension GameScope {
  /// W/σ with σ = uᵀWv ≈ ‖W‖₂: spectral normalization.
  ///
  /// After Miyato et al. (2018, arXiv:1802.05957).
  /// The singular vectors u and v are carried in the state, moved by one power iteration per step, and
  /// held fixed within it, so that fields and Jacobians are exact for the vectors they are given. They
  /// start from twenty iterations. σ is recorded as `spectralNorm.` and the name. A kernel
  /// [height, width, channels, outputs] is seen as a matrix of as many columns as outputs.
  public func spectrallyNormalized(_ weight: Tensor, name: String) -> Tensor {
    let columns = weight.shape.last ?? 1
    let matrix = weight.reshaped(to: [weight.count / columns, columns])
    let left = state(
      [weight.count / columns, 1], name: "\(name) left vector", start: .normal(deviation: 1),
      startingIterations: 20)
    let right = state(
      [columns, 1], name: "\(name) right vector", start: .normal(deviation: 1),
      startingIterations: 20)
    func unit(_ x: Tensor) -> Tensor { x / (x.squared().sum() + 1e-12).sqrt() }
    let nextRight = unit(matrix.matmul(left.value, transposingLeft: true))
    update(right, to: nextRight)
    update(left, to: unit(matrix.matmul(nextRight)))
    let sigma = left.value.matmul(matrix.matmul(right.value), transposingLeft: true)
      .reshaped(to: [])
    record("spectralNorm.\(name)", sigma)
    return weight / sigma
  }

  /// Batch normalization over all axes but the last (Ioffe & Szegedy 2015, arXiv:1502.03167), with
  /// learned scale and offset.
  ///
  /// Training uses the batch's statistics and moves the running ones by a tenth towards them once per
  /// step; sampling uses the running ones.
  public func batchNormalization(_ channels: Int, of player: Player, name: String) -> Network {
    let scale = parameter([channels], of: player, name: "\(name) scale", start: .constant(1))
    let offset = parameter([channels], of: player, name: "\(name) offset", start: .constant(0))
    let mean = state([channels], name: "\(name) running mean", start: .constant(0))
    let variance = state([channels], name: "\(name) running variance", start: .constant(1))
    return Network { [self] x in
      if purpose == .sampling {
        return x.batchNormalized(
          scale: scale, offset: offset, mean: mean.value, variance: variance.value)
      }
      let normalized = x.batchNormalized(
        scale: scale, offset: offset, runningMean: pending(mean),
        runningVariance: pending(variance))
      update(mean, to: normalized.runningMean)
      update(variance, to: normalized.runningVariance)
      return normalized.result
    }
  }
}
