extension Tensor {
  /// The sum over some axes, or over all.
  ///
  /// Negative axes count from the last. With `keepsAxes`, a summed axis stays with extent 1, so that the
  /// result broadcasts back. The order of summation is fixed: the bits depend on neither the machine nor
  /// its vector width.
  public func sum(
    over axes: [Int]? = nil, keepsAxes: Bool = false, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard let axes = resolved(axes, in: "a sum", origin) else { return mistakenResult }
    return reduced(over: axes, keepsAxes: keepsAxes, origin) { .sum($0) }
  }

  /// The mean over some axes, or over all: the sum times 1/count.
  public func mean(
    over axes: [Int]? = nil, keepsAxes: Bool = false, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let total = sum(over: axes, keepsAxes: keepsAxes, fileID: fileID, line: line)
    return total.scaled(by: Double(total.count) / Double(count))
  }

  /// The greatest element over some axes, or over all.
  ///
  /// The derivative goes to the greatest elements in equal parts. NaN where the greatest element is
  /// infinite.
  public func greatest(
    over axes: [Int]? = nil, keepsAxes: Bool = false, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard let axes = resolved(axes, in: "a greatest element", origin) else { return mistakenResult }
    let top = reduced(over: axes, keepsAxes: true, origin) { .greatest($0) }
    // m + Σ w·(x − m) with w fixed at 1/ties where x = m: the value is m's to the bit.
    let gap = self - top
    let isTop = 1 - (-gap).applying(.step)
    let share = (isTop / isTop.summed(axes, keepsAxes: true)).stopped()
    let result = top + (share * gap).summed(axes, keepsAxes: true)
    return keepsAxes ? result : result.viewed(as: shape.removing(axes))
  }

  /// log Σ eˣ over some axes, or over all, without overflow.
  ///
  /// Computed as m + log Σ eˣ⁻ᵐ with m the greatest element, which may be held fixed because the value
  /// does not depend on it. NaN where the greatest element is infinite.
  public func logSumExp(
    over axes: [Int]? = nil, keepsAxes: Bool = false, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard let axes = resolved(axes, in: "log-sum-exp", origin) else { return mistakenResult }
    let top = reduced(over: axes, keepsAxes: true, origin) { .greatest($0) }
    let result = top + (self - top).exp().summed(axes, keepsAxes: true).log()
    return keepsAxes ? result : result.viewed(as: shape.removing(axes))
  }

  func summed(_ axes: [Int], keepsAxes: Bool = false) -> Tensor {
    reduced(over: axes, keepsAxes: keepsAxes, origin) { .sum($0) }
  }

  /// Sums this tensor down to a shape that broadcasts to its own: the adjoint of expansion.
  func summed(to target: [Int]) -> Tensor {
    let padded = [Int](repeating: 1, count: shape.count - target.count) + target
    return summed(shape.indices.filter { padded[$0] != shape[$0] }).viewed(as: target)
  }

  /// One reduction per group of neighboring axes, the last group first.
  private func reduced(
    over axes: [Int], keepsAxes: Bool, _ origin: SourceLine, by reduction: (Axis) -> Operation
  ) -> Tensor {
    var extents = shape
    var result = self
    var end = extents.count
    while end > 0 {
      guard axes.contains(end - 1) else {
        end -= 1
        continue
      }
      var start = end - 1
      while start > 0 && axes.contains(start - 1) { start -= 1 }
      let axis = Axis(
        outer: extents[..<start].reduce(1, *), count: extents[start..<end].reduce(1, *),
        inner: extents[end...].reduce(1, *))
      for index in start..<end { extents[index] = 1 }
      if axis.count > 1 {
        if case .sum = reduction(axis), let value = result.constantValue {
          result = result.constant(value * Double(axis.count), shape: extents)
        } else {
          result = result.make(reduction(axis), shape: extents, at: origin)
        }
      }
      end = start
    }
    return result.viewed(as: keepsAxes ? extents : shape.removing(axes))
  }

  /// Axes counted from the first, sorted; nil, with the mistake noted, if one is not there.
  func resolved(_ axes: [Int]?, in operation: String, _ origin: SourceLine) -> [Int]? {
    guard let axes else { return Array(shape.indices) }
    let positive = Set(axes.map { $0 < 0 ? $0 + shape.count : $0 })
    guard positive.allSatisfy(shape.indices.contains), positive.count == axes.count else {
      graph.note(
        TensorError(
          .invalidArgument, "\(operation) over axes \(axes) of \(account) at \(origin)",
          hint: "name each axis once, from 0 to \(shape.count - 1) or from -1 backwards"))
      return nil
    }
    return positive.sorted()
  }
}

extension [Int] {
  fileprivate func removing(_ axes: [Int]) -> [Int] {
    indices.filter { !axes.contains($0) }.map { self[$0] }
  }
}
