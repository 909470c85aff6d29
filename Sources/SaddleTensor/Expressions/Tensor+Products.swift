extension Tensor {
  /// The matrix product A·B of two tensors with two axes, either side transposed.
  ///
  /// Each element is one chain of fused multiply-adds over the inner axis, or sixteen chains joined by a
  /// fixed tree where one side of the result is at most four wide: the same bits on every machine.
  /// Costs M·N·K multiply-adds.
  public func matmul(
    _ other: Tensor, transposingLeft: Bool = false, transposingRight: Bool = false,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard canMeet(other, in: "matmul at \(origin)") else { return mistakenResult }
    guard shape.count == 2, other.shape.count == 2,
      shape[transposingLeft ? 0 : 1] == other.shape[transposingRight ? 1 : 0]
    else {
      let left = transposingLeft ? " transposed" : ""
      let right = transposingRight ? " transposed" : ""
      return mistake(
        .shapeMismatch,
        "matmul of \(account)\(left) and \(other.account)\(right) at \(origin)",
        hint: "both need two axes, and the left's columns must be as many as the right's rows")
    }
    return product(other, transposingLeft, transposingRight, at: origin)
  }

  func product(
    _ other: Tensor, _ transposesLeft: Bool, _ transposesRight: Bool, at origin: SourceLine? = nil
  ) -> Tensor {
    make(
      .product(transposesLeft: transposesLeft, transposesRight: transposesRight), [other],
      shape: [shape[transposesLeft ? 1 : 0], other.shape[transposesRight ? 0 : 1]], at: origin)
  }
}
