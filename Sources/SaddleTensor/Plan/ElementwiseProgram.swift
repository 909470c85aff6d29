import CSaddleKernels

/// The lines of one cluster of elementwise nodes, and the memory they name.
struct ElementwiseProgram {
  private(set) var lines: [SaddleLine] = []
  private(set) var memory: [UnsafeMutableRawPointer] = []
  private var slots: [UnsafeMutableRawPointer: Int32] = [:]
  private var registers: [Int: Int32] = [:]
  private var free = (0..<Int32(SADDLE_REGISTER_COUNT)).reversed().map { $0 }

  /// Writes the lines of a cluster's nodes, which stand in the order of computation.
  init(
    _ ids: [Int], _ graph: Graph, _ schedule: Schedule, _ layout: Layout,
    address: (Int) -> UnsafeMutableRawPointer
  ) {
    var lastUse: [Int: Int] = [:]
    for (position, id) in ids.enumerated() {
      for input in schedule.inputs(id) { lastUse[input] = position }
    }
    var late: [(register: Int32, destination: UnsafeMutableRawPointer)] = []
    for (position, id) in ids.enumerated() {
      let inputs = schedule.inputs(id)
      // A result never shares a register with an operand: the kernels' loops rely on it.
      let operands = inputs.map { input in
        registers[input].map { ~$0 } ?? slot(address(input))
      }
      let result: Int32
      switch layout.places[id] {
      case .register, nil:
        result = ~takeRegister(id)
      case .late(let destination):
        result = ~takeRegister(id)
        lastUse[id] = ids.count
        late.append((result, destination))
      case .arena, .block:
        result = slot(address(id))
      }
      lines.append(Self.line(graph.nodes[id], result, operands))
      for input in Set(inputs) where lastUse[input] == position {
        if let register = registers.removeValue(forKey: input) { free.append(register) }
      }
    }
    for (register, destination) in late {
      let copy = Int32(SADDLE_COPY)
      lines.append(
        SaddleLine(
          operation: copy, result: slot(destination), left: register, right: register,
          immediate: 0, repeats: 0, inner: 0))
    }
  }

  private mutating func takeRegister(_ id: Int) -> Int32 {
    guard let register = free.popLast() else {
      preconditionFailure("a cluster of \(Schedule.clusterLimit) nodes ran out of registers")
    }
    registers[id] = register
    return register
  }

  private mutating func slot(_ address: UnsafeMutableRawPointer) -> Int32 {
    if let slot = slots[address] { return slot }
    memory.append(address)
    slots[address] = Int32(memory.count - 1)
    return Int32(memory.count - 1)
  }

  private static func line(
    _ node: Graph.Node, _ result: Int32, _ operands: [Int32]
  ) -> SaddleLine {
    let left = operands.first ?? result
    let right = operands.last ?? result
    var line = SaddleLine(
      operation: 0, result: result, left: left, right: right, immediate: 0, repeats: 0, inner: 0)
    switch node.operation {
    case .elementwise(let function, let constant):
      line.operation = function.rawValue
      line.immediate = constant
    case .constant(let value):
      line.operation = Int32(SADDLE_CONSTANT)
      line.immediate = value
    case .expand(let axis):
      line.operation = Int32(SADDLE_EXPAND)
      line.repeats = Int64(axis.count)
      line.inner = Int64(axis.inner)
    default: preconditionFailure("\(node.operation) is not elementwise")
    }
    return line
  }
}
