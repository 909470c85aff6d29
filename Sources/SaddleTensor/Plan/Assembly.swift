import CSaddleKernels

/// The instructions of a plan while they are being written.
struct Assembly {
  typealias Frozen = (
    code: UnsafeMutableBufferPointer<SaddleInstruction>,
    lines: UnsafeMutableBufferPointer<SaddleLine>,
    slots: UnsafeMutableBufferPointer<UnsafeMutableRawPointer?>
  )

  private struct Instruction {
    var instruction: SaddleInstruction
    /// Where an elementwise program's lines and memory start.
    var program: (firstLine: Int, firstSlot: Int)?
  }

  private var code: [Instruction] = []
  private var lines: [SaddleLine] = []
  private var slots: [UnsafeMutableRawPointer?] = []
  private let schedule: Schedule
  private let layout: Layout
  private let arena: UnsafeMutableRawPointer

  init(
    _ graph: Graph, _ schedule: Schedule, _ layout: Layout, _ sharing: Sharing,
    _ arena: UnsafeMutableRawPointer
  ) {
    self.schedule = schedule
    self.layout = layout
    self.arena = arena
    let address = addresses()
    let lowering = Lowering(
      graph: graph, schedule: schedule, scratch: arena + layout.scratchOffset, address: address)
    for ids in schedule.steps {
      guard graph.nodes[ids[0]].operation.isElementwise else {
        code += lowering.instructions(ids[0]).map { Instruction(instruction: $0) }
        continue
      }
      let program = ElementwiseProgram(ids, graph, schedule, layout, address: address)
      var instruction = SaddleInstruction()
      instruction.operation = Int32(SADDLE_ELEMENTWISE)
      instruction.type = graph.nodes[ids[0]].type.code
      instruction.setExtents([program.lines.count, graph.nodes[ids[0]].count])
      code.append(
        Instruction(instruction: instruction, program: (lines.count, slots.count)))
      lines += program.lines
      slots += program.memory.map { $0 }
    }
    for move in layout.moves {
      var instruction = SaddleInstruction()
      instruction.operation = Int32(SADDLE_MOVE)
      instruction.type = graph.nodes[move.id].type.code
      instruction.setExtents([graph.nodes[move.id].count])
      instruction.result = move.destination
      instruction.left = UnsafeRawPointer(address(move.id))
      code.append(Instruction(instruction: instruction))
    }
    for index in code.indices {
      code[index].instruction.parts =
        Int32(sharing.parts(code[index].instruction.nanoseconds))
    }
  }

  /// Whether any instruction is computed by several threads.
  var isShared: Bool { code.contains { $0.instruction.parts > 1 } }

  /// Where each node's memory is; asked only of nodes that have any.
  private func addresses() -> (Int) -> UnsafeMutableRawPointer {
    let (schedule, layout, arena) = (schedule, layout, arena)
    return { id in
      if schedule.isLeaf(id) { return layout.region(ofLeaf: id).start }
      switch layout.places[id] {
      case .arena(let offset): return arena + offset
      case .block(let address), .late(let address): return address
      case .register, nil: preconditionFailure("node \(id) has no memory")
      }
    }
  }

  /// Where an output's numbers are after a replay.
  func result(of output: Output) -> UnsafeMutableRawPointer {
    if let destination = output.destination {
      return destination.block.address(at: destination.offset)
    }
    return addresses()(schedule.root(output.tensor.id))
  }

  /// The instructions in memory that does not move, so that they can point to each other.
  func frozen() -> Frozen {
    let lines = UnsafeMutableBufferPointer<SaddleLine>.allocate(capacity: lines.count)
    _ = lines.initialize(from: self.lines)
    let slots = UnsafeMutableBufferPointer<UnsafeMutableRawPointer?>.allocate(
      capacity: slots.count)
    _ = slots.initialize(from: self.slots)
    let code = UnsafeMutableBufferPointer<SaddleInstruction>.allocate(capacity: code.count)
    for (index, item) in self.code.enumerated() {
      var instruction = item.instruction
      if let program = item.program, let line = lines.baseAddress, let slot = slots.baseAddress {
        instruction.lines = UnsafePointer(line + program.firstLine)
        instruction.memory = UnsafePointer(slot + program.firstSlot)
      }
      code.initializeElement(at: index, to: instruction)
    }
    return (code, lines, slots)
  }
}
