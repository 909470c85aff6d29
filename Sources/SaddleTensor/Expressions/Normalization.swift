/// A normalized tensor, and the state to carry to the next step: send it into its leaves with
/// ``Output/init(_:into:)``, so that a checkpoint of the leaves resumes the run to the same bits.
public struct BatchNormalized {
  /// The normalized tensor.
  public let result: Tensor
  /// The updated running mean, [channels].
  public let runningMean: Tensor
  /// The updated running variance, [channels].
  public let runningVariance: Tensor
}

/// A kernel with its largest singular value divided out, and the power iteration's vector to carry.
public struct SpectrallyNormalized {
  /// W/σ.
  public let result: Tensor
  /// σ ≈ ‖W‖₂: the estimate uᵀWv, through which derivatives flow.
  public let singularValue: Tensor
  /// The updated left vector u, of shape [rows, 1].
  public let leftVector: Tensor
}

extension Tensor {
  /// Batch normalization over all axes but the last (Ioffe & Szegedy 2015).
  ///
  /// y = scale·(x − μ)/√(σ² + ε) + offset with the batch's mean μ and biased variance σ², through which
  /// derivatives flow. Running statistics move by r ← (1 − m)·r + m·(batch's); they are held fixed by
  /// derivatives. For use after training see ``batchNormalized(scale:offset:mean:variance:epsilon:)``.
  public func batchNormalized(
    scale: Tensor, offset: Tensor, runningMean: Tensor, runningVariance: Tensor,
    momentum: Double = 0.1, epsilon: Double = 1e-5
  ) -> BatchNormalized {
    let axes = Array(shape.indices.dropLast())
    let mean = mean(over: axes)
    let variance = (self - mean).squared().mean(over: axes)
    return BatchNormalized(
      result: batchNormalized(
        scale: scale, offset: offset, mean: mean, variance: variance, epsilon: epsilon),
      runningMean: ((1 - momentum) * runningMean + momentum * mean).stopped(),
      runningVariance: ((1 - momentum) * runningVariance + momentum * variance).stopped())
  }

  /// scale·(x − mean)/√(variance + ε) + offset, with statistics given: batch normalization as it is
  /// used after training.
  public func batchNormalized(
    scale: Tensor, offset: Tensor, mean: Tensor, variance: Tensor, epsilon: Double = 1e-5
  ) -> Tensor {
    (self - mean) * (scale / (variance + epsilon).sqrt()) + offset
  }

  /// W/σ(W): spectral normalization.
  ///
  /// After Miyato et al. (2018, algorithm 1). W is a matrix, or a kernel seen as one of shape [all axes but the last, the last]; the left vector
  /// u is a leaf of shape [rows, 1] that starts at any vector but 0.
  /// Each step refines the singular vectors by v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖, held fixed by
  /// derivatives, as often as `iterations` says (at least once), and takes σ = uᵀWv.
  public func spectrallyNormalized(
    leftVector: Tensor, iterations: Int = 1, fileID: StaticString = #fileID, line: UInt = #line
  ) -> SpectrallyNormalized {
    let columns = shape.last ?? 1
    let origin = SourceLine(fileID: fileID, line: line)
    guard iterations > 0, leftVector.shape == [count / columns, 1],
      canMeet(leftVector, in: "spectral normalization at \(origin)")
    else {
      let mistake = mistake(
        .shapeMismatch,
        "spectral normalization of \(account) with left vector \(leftVector.account) at \(origin)",
        hint: "the left vector is [\(count / columns), 1], the iterations at least 1")
      return SpectrallyNormalized(
        result: mistake, singularValue: mistake, leftVector: leftVector)
    }
    let matrix = viewed(as: [count / columns, columns])
    let fixed = matrix.stopped()
    var u = leftVector.stopped()
    var v = u
    for _ in 0..<iterations {
      v = fixed.product(u, true, false).normalized().stopped()
      u = fixed.product(v, false, false).normalized().stopped()
    }
    let sigma = u.product(matrix.product(v, false, false), true, false).viewed(as: [])
    return SpectrallyNormalized(result: self / sigma, singularValue: sigma, leftVector: u)
  }

  /// x/‖x‖, with 10⁻¹² under the root so that 0 stays 0.
  private func normalized() -> Tensor { self / (squared().sum() + 1e-12).sqrt() }
}
