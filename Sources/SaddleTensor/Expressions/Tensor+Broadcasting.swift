extension Tensor {
  /// This tensor repeated along the axes where it has extent 1, so that it has the given shape.
  ///
  /// Shapes are aligned at their last axes and missing leading axes count as 1, as in NumPy.
  public func expanded(
    to target: [Int], fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard target.allSatisfy({ $0 > 0 }), Self.broadcast(shape, target) == target else {
      return mistake(
        .shapeMismatch,
        "expanding \(account) to \(target) at \(SourceLine(fileID: fileID, line: line))",
        hint: "each axis, aligned at the last, must be 1 or equal to the target's", shape: target)
    }
    return stretched(to: target)
  }

  /// The shape that both shapes can be repeated to; nil if there is none.
  static func broadcast(_ left: [Int], _ right: [Int]) -> [Int]? {
    var result: [Int] = []
    for back in 1...max(1, max(left.count, right.count)) {
      let l = back <= left.count ? left[left.count - back] : 1
      let r = back <= right.count ? right[right.count - back] : 1
      guard l == r || l == 1 || r == 1 else { return nil }
      if back <= max(left.count, right.count) { result.append(l == 1 ? r : l) }
    }
    return result.reversed()
  }

  /// `expanded` without the check: one node per group of neighboring axes to repeat.
  func stretched(to target: [Int]) -> Tensor {
    if shape == target { return self }
    if let value = constantValue { return constant(value, shape: target) }
    if count == target.reduce(1, *) { return viewed(as: target) }
    var extents = [Int](repeating: 1, count: target.count - shape.count) + shape
    var result = self
    var first = 0
    while first < target.count {
      guard extents[first] != target[first] else {
        first += 1
        continue
      }
      var last = first
      while last < target.count && extents[last] == 1 { last += 1 }
      let axis = Axis(
        outer: target[..<first].reduce(1, *), count: target[first..<last].reduce(1, *),
        inner: extents[last...].reduce(1, *))
      extents.replaceSubrange(first..<last, with: target[first..<last])
      result = result.make(.expand(axis), shape: extents)
      first = last
    }
    return result.viewed(as: target)
  }

  /// The same numbers in another shape of as many: never copied.
  func viewed(as target: [Int]) -> Tensor {
    if shape == target { return self }
    if let value = constantValue { return constant(value, shape: target) }
    if node.operation == .reshape {
      let base = Tensor(graph: graph, id: node.inputs[0], origin: origin)
      return base.shape == target ? base : base.make(.reshape, shape: target)
    }
    return make(.reshape, shape: target)
  }
}
