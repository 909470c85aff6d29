import CSaddleKernels

/// Turns the nodes that are not elementwise into kernel instructions.
struct Lowering {
  let graph: Graph
  let schedule: Schedule
  let scratch: UnsafeMutableRawPointer
  let address: (Int) -> UnsafeMutableRawPointer

  func instructions(_ id: Int) -> [SaddleInstruction] {
    let node = graph.nodes[id]
    let inputs = schedule.inputs(id)
    let input = inputs.first.map { graph.nodes[$0] }
    switch node.operation {
    case .sum(let axis): return [make(id, SADDLE_SUM, [axis.outer, axis.count, axis.inner])]
    case .greatest(let axis):
      return [make(id, SADDLE_GREATEST, [axis.outer, axis.count, axis.inner])]
    case .permute(let order):
      let strides = Self.strides(graph.nodes[node.inputs[0]].shape)
      return [copy(id, node.shape, to: Self.strides(node.shape), from: order.map { strides[$0] })]
    case .slice(let starts):
      let strides = Self.strides(graph.nodes[node.inputs[0]].shape)
      return [
        copy(
          id, node.shape, to: Self.strides(node.shape), from: strides,
          skipping: Self.offset(starts, strides))
      ]
    case .pad(let starts):
      let strides = Self.strides(node.shape)
      let shape = graph.nodes[node.inputs[0]].shape
      return [
        make(id, SADDLE_ZERO, [node.count]),
        copy(
          id, shape, to: strides, from: Self.strides(shape),
          leaving: Self.offset(starts, strides)),
      ]
    case .concatenate(let axis): return concatenation(id, axis)
    case .product(let left, let right):
      let k = input.map { _ in graph.nodes[node.inputs[0]].shape[left ? 0 : 1] } ?? 0
      let (m, n) = (node.shape[0], node.shape[1])
      return [
        make(
          id, SADDLE_PRODUCT,
          [m, n, k, left ? 1 : k, left ? m : 1, right ? 1 : n, right ? k : 1])
      ]
    case .convolution, .convolutionInput, .convolutionKernel: return convolution(id)
    default: preconditionFailure("\(node.operation) has no kernel of its own")
    }
  }

  private func convolution(_ id: Int) -> [SaddleInstruction] {
    guard let (window, kernel) = graph.nodes[id].operation.convolution else { return [] }
    var instruction = make(id, kernel, window.extents)
    instruction.scratch = scratch
    instruction.scratchBytes = Int64(window.scratchBytes(kernel, graph.nodes[id].type))
    return [instruction]
  }

  private func concatenation(_ id: Int, _ axis: Int) -> [SaddleInstruction] {
    let node = graph.nodes[id]
    let strides = Self.strides(node.shape)
    var start = 0
    return node.inputs.enumerated().map { index, input in
      let shape = graph.nodes[input].shape
      defer { start += shape[axis] }
      return copy(
        id, shape, to: strides, from: Self.strides(shape), leaving: start * strides[axis],
        input: index)
    }
  }

  func make(_ id: Int, _ operation: Int, _ extents: [Int]) -> SaddleInstruction {
    let inputs = schedule.inputs(id)
    var instruction = SaddleInstruction()
    instruction.operation = Int32(operation)
    instruction.type = graph.nodes[id].type.code
    instruction.result = address(id)
    instruction.left = inputs.first.map { UnsafeRawPointer(address($0)) }
    instruction.right = inputs.last.map { UnsafeRawPointer(address($0)) }
    instruction.setExtents(extents)
    return instruction
  }

  /// A copy between strided views; shapes of fewer axes than the kernel's get leading ones.
  private func copy(
    _ id: Int, _ shape: [Int], to resultStrides: [Int], from leftStrides: [Int],
    leaving resultOffset: Int = 0, skipping leftOffset: Int = 0, input: Int = 0
  ) -> SaddleInstruction {
    let size = graph.nodes[id].type.byteCount
    let extra = Int(SADDLE_RANK_LIMIT) - shape.count
    let ones = [Int](repeating: 1, count: extra)
    var instruction = make(
      id, SADDLE_STRIDED_COPY,
      [shape.count] + ones + shape + ones + resultStrides + ones + leftStrides)
    instruction.result = address(id) + resultOffset * size
    instruction.left = UnsafeRawPointer(address(schedule.inputs(id)[input]) + leftOffset * size)
    return instruction
  }

  private static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in strides.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  private static func offset(_ starts: [Int], _ strides: [Int]) -> Int {
    zip(starts, strides).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension ScalarType {
  var code: Int32 { Int32(self == .float32 ? SADDLE_FLOAT32 : SADDLE_FLOAT64) }
}

extension SaddleInstruction {
  mutating func setExtents(_ extents: [Int]) {
    withUnsafeMutableBytes(of: &extent) { bytes in
      let words = bytes.bindMemory(to: Int64.self)
      for (index, extent) in extents.enumerated() { words[index] = Int64(extent) }
    }
  }
}

extension Window {
  /// In the order of the kernels' SaddleWindow.
  fileprivate var extents: [Int] {
    [
      batch, height, width, channels, kernelHeight, kernelWidth, outputHeight, outputWidth,
      outputChannels, stride, padding,
    ]
  }
}
