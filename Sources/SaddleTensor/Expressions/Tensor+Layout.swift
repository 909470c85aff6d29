extension Tensor {
  /// The same numbers, row by row, in another shape; nothing is copied.
  public func reshaped(
    to target: [Int], fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard target.allSatisfy({ $0 > 0 }), target.reduce(1, *) == count else {
      return mistake(
        .shapeMismatch,
        "reshaping \(account) to \(target) at \(SourceLine(fileID: fileID, line: line))",
        hint: "both shapes must hold \(count) numbers",
        shape: target.allSatisfy { $0 > 0 } ? target : [])
    }
    return viewed(as: target)
  }

  /// Axis k of the result is axis `order[k]` of this tensor; without an order, the axes reversed.
  public func transposed(
    _ order: [Int]? = nil, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let order = order ?? Array(shape.indices.reversed())
    guard order.sorted() == Array(shape.indices) else {
      return mistake(
        .invalidArgument,
        "transposing \(account) to the order \(order) at \(SourceLine(fileID: fileID, line: line))",
        hint: "name each of the axes 0 to \(shape.count - 1) once")
    }
    guard checkRank("transposing", fileID, line) else { return mistakenResult }
    return permuted(order)
  }

  func permuted(_ order: [Int]) -> Tensor {
    let target = order.map { shape[$0] }
    if let value = constantValue { return constant(value, shape: target) }
    // Moving only axes of extent 1 moves no number.
    let moved = order.filter { shape[$0] > 1 }
    return moved == moved.sorted() ? viewed(as: target) : make(.permute(order), shape: target)
  }

  /// The part with these indices along each leading axis; later axes whole.
  public func sliced(
    _ ranges: [Range<Int>], fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let whole = shape.dropFirst(ranges.count).map { 0..<$0 }
    let ranges = ranges + whole
    guard ranges.count == shape.count,
      zip(ranges, shape).allSatisfy({ $0.lowerBound >= 0 && !$0.isEmpty && $0.upperBound <= $1 })
    else {
      return mistake(
        .invalidArgument,
        "slicing \(ranges) of \(account) at \(SourceLine(fileID: fileID, line: line))",
        hint: "each range must be nonempty and inside its axis")
    }
    guard checkRank("slicing", fileID, line) else { return mistakenResult }
    return sliced(from: ranges.map(\.lowerBound), shape: ranges.map(\.count))
  }

  /// The part with these indices along one axis; the other axes whole.
  public func sliced(
    axis: Int, _ range: Range<Int>, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard let axis = resolved([axis], in: "slicing", origin)?.first else { return mistakenResult }
    return sliced(shape[..<axis].map { 0..<$0 } + [range], fileID: fileID, line: line)
  }

  func sliced(from starts: [Int], shape target: [Int]) -> Tensor {
    if target == shape { return self }
    if let value = constantValue { return constant(value, shape: target) }
    return make(.slice(starts), shape: target)
  }

  /// Zeros before and after along each axis.
  public func padded(
    before: [Int], after: [Int], fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard before.count == shape.count, after.count == shape.count,
      (before + after).allSatisfy({ $0 >= 0 })
    else {
      return mistake(
        .invalidArgument,
        "padding \(account) with \(before) before and \(after) after at "
          + "\(SourceLine(fileID: fileID, line: line))",
        hint: "give one count, at least 0, for each of the \(shape.count) axes")
    }
    guard checkRank("padding", fileID, line) else { return mistakenResult }
    return padded(at: before, shape: shape.indices.map { before[$0] + shape[$0] + after[$0] })
  }

  func padded(at starts: [Int], shape target: [Int]) -> Tensor {
    target == shape ? self : make(.pad(starts), shape: target)
  }

  /// The tensors one after another along an axis; all other extents must agree.
  ///
  /// - Precondition: there is at least one tensor.
  public static func concatenated(
    _ tensors: [Tensor], axis: Int = 0, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    precondition(!tensors.isEmpty, "concatenation of no tensors at \(fileID):\(line)")
    let first = tensors[0]
    let origin = SourceLine(fileID: fileID, line: line)
    guard let axis = first.resolved([axis], in: "concatenation", origin)?.first,
      first.checkRank("concatenation", fileID, line)
    else { return first.mistakenResult }
    var target = first.shape
    target[axis] = 0
    for tensor in tensors {
      guard first.canMeet(tensor, in: "concatenation") else { return first.mistakenResult }
      var others = tensor.shape
      if others.count == target.count { others[axis] = first.shape[axis] }
      guard others == first.shape else {
        return first.mistake(
          .shapeMismatch,
          "concatenation along axis \(axis) of \(first.account) and \(tensor.account) at \(origin)",
          hint: "all extents but that axis's must be equal")
      }
      target[axis] += tensor.shape[axis]
    }
    guard tensors.count > 1 else { return first }
    return first.make(
      .concatenate(axis), Array(tensors.dropFirst()), shape: target, at: origin)
  }

  /// Copies go through kernels of six nested loops.
  private func checkRank(
    _ operation: String, _ fileID: StaticString, _ line: UInt
  ) -> Bool {
    guard shape.count > 6 else { return true }
    graph.note(
      TensorError(
        .invalidArgument,
        "\(operation) of \(account) at \(SourceLine(fileID: fileID, line: line))",
        hint: "reshape it to at most 6 axes first"))
    return false
  }
}
