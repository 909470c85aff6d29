extension Tensor {
  /// The convolution (cross-correlation) of images with kernels, zeros around the images.
  ///
  /// y[n, p, q, o] = Σ x[n, p·s + i − d, q·s + j − d, c]·w[i, j, c, o] with stride s and padding d: images
  /// [batch, height, width, channels], kernels [height, width, channels, outputs], results
  /// [batch, ⌊(H + 2d − h)/s⌋ + 1, ⌊(W + 2d − w)/s⌋ + 1, outputs].
  public func convolved(
    with kernel: Tensor, stride: Int = 1, padding: Int = 0, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard canMeet(kernel, in: "convolution at \(origin)") else { return mistakenResult }
    guard shape.count == 4, kernel.shape.count == 4, shape[3] == kernel.shape[2], stride > 0,
      padding >= 0, shape[1] + 2 * padding >= kernel.shape[0],
      shape[2] + 2 * padding >= kernel.shape[1]
    else {
      return mistake(
        .shapeMismatch,
        "convolution, stride \(stride) and padding \(padding), of images \(account) and kernels "
          + "\(kernel.account) at \(origin)",
        hint: "images are [batch, height, width, channels], kernels [height, width, channels, "
          + "outputs], no larger than the padded image")
    }
    let window = Window(
      batch: shape[0], height: shape[1], width: shape[2], channels: shape[3],
      kernelHeight: kernel.shape[0], kernelWidth: kernel.shape[1],
      outputHeight: (shape[1] + 2 * padding - kernel.shape[0]) / stride + 1,
      outputWidth: (shape[2] + 2 * padding - kernel.shape[1]) / stride + 1,
      outputChannels: kernel.shape[3], stride: stride, padding: padding)
    return make(.convolution(window), [kernel], shape: window.outputShape, at: origin)
  }

  /// The transposed convolution: the adjoint of ``convolved(with:stride:padding:fileID:line:)`` in the
  /// images, which enlarges them.
  ///
  /// From images [batch, p, q, channels] and kernels [height, width, outputs, channels], results
  /// [batch, (p − 1)·s − 2d + h, (q − 1)·s − 2d + w, outputs].
  public func convolvedTransposed(
    with kernel: Tensor, stride: Int = 1, padding: Int = 0, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard canMeet(kernel, in: "transposed convolution at \(origin)") else { return mistakenResult }
    guard shape.count == 4, kernel.shape.count == 4, shape[3] == kernel.shape[3], stride > 0,
      padding >= 0, (shape[1] - 1) * stride - 2 * padding + kernel.shape[0] > 0,
      (shape[2] - 1) * stride - 2 * padding + kernel.shape[1] > 0
    else {
      return mistake(
        .shapeMismatch,
        "transposed convolution, stride \(stride) and padding \(padding), of images \(account) and "
          + "kernels \(kernel.account) at \(origin)",
        hint: "images are [batch, height, width, channels], kernels [height, width, outputs, "
          + "channels]")
    }
    let window = Window(
      batch: shape[0], height: (shape[1] - 1) * stride - 2 * padding + kernel.shape[0],
      width: (shape[2] - 1) * stride - 2 * padding + kernel.shape[1], channels: kernel.shape[2],
      kernelHeight: kernel.shape[0], kernelWidth: kernel.shape[1], outputHeight: shape[1],
      outputWidth: shape[2], outputChannels: shape[3], stride: stride, padding: padding)
    return kernel.make(.convolutionInput(window), [self], shape: window.imageShape, at: origin)
  }

  /// The mean of each size × size square of images [batch, height, width, channels].
  ///
  /// Both extents must be multiples of the size.
  public func averagePooled(
    _ size: Int, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard shape.count == 4, size > 0, shape[1] % size == 0, shape[2] % size == 0 else {
      return mistake(
        .shapeMismatch,
        "average pooling by \(size) of \(account) at \(SourceLine(fileID: fileID, line: line))",
        hint: "images are [batch, height, width, channels] with extents that are multiples of the "
          + "size")
    }
    let (n, h, w, c) = (shape[0], shape[1], shape[2], shape[3])
    return viewed(as: [n, h / size, size, w / size, size, c]).mean(over: [2, 4])
  }

  /// Each pixel of images [batch, height, width, channels] repeated to a size × size square.
  public func upsampled(
    _ size: Int, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard shape.count == 4, size > 0 else {
      return mistake(
        .shapeMismatch,
        "upsampling by \(size) of \(account) at \(SourceLine(fileID: fileID, line: line))",
        hint: "images are [batch, height, width, channels]")
    }
    let (n, h, w, c) = (shape[0], shape[1], shape[2], shape[3])
    return viewed(as: [n, h, 1, w, 1, c]).stretched(to: [n, h, size, w, size, c])
      .viewed(as: [n, h * size, w * size, c])
  }
}
