/// Where every node of a schedule stands: in its leaf's block, in a register, in the arena, or directly
/// where the caller wants it.
struct Layout {
  enum Place {
    case register
    case arena(Int)
    case block(UnsafeMutableRawPointer)
    /// Kept in a register and written to the block at the end of its program, because that program
    /// still reads what stands there.
    case late(UnsafeMutableRawPointer)
  }

  /// A result that cannot be written before all else has been read.
  struct Move {
    let id: Int
    let destination: UnsafeMutableRawPointer
  }

  private(set) var places: [Int: Place] = [:]
  private(set) var moves: [Move] = []
  private(set) var arenaBytes = 0
  /// Where in the arena the convolutions' scratch memory starts.
  private(set) var scratchOffset = 0

  private let graph: Graph
  private let schedule: Schedule
  private let sharing: Sharing
  private var kept: Set<Int> = []

  init(_ graph: Graph, _ schedule: Schedule, _ outputs: [Output], _ sharing: Sharing) {
    self.graph = graph
    self.schedule = schedule
    self.sharing = sharing
    kept = Set(outputs.map { schedule.root($0.tensor.id) })
    for output in outputs {
      guard let destination = output.destination else { continue }
      settle(output, destination)
    }
    reserve()
  }

  /// Decides whether a result can go straight to its destination.
  private mutating func settle(_ output: Output, _ destination: Output.Destination) {
    let id = schedule.root(output.tensor.id)
    let region = Region(destination.block, at: destination.offset, count: output.tensor.count)
    let step = schedule.stepOf[id] ?? 0
    var readsInStep = false
    for leaf in schedule.live where schedule.isLeaf(leaf) {
      let other = self.region(ofLeaf: leaf)
      guard other.overlaps(region) else { continue }
      for user in schedule.users[leaf] ?? [] {
        let used = schedule.stepOf[user] ?? 0
        if used < step { continue }
        let isSafe =
          used == step && user != id && other == region && schedule.readsElementwise(user, leaf)
          || used == step && user == id && other == region
            && schedule.readsElementwise(id, leaf)
        guard isSafe else {
          moves.append(Move(id: id, destination: region.start))
          return
        }
        readsInStep = true
      }
    }
    places[id] = readsInStep ? .late(region.start) : .block(region.start)
  }

  private mutating func reserve() {
    var arena = Arena()
    var scratch = 0
    for (step, ids) in schedule.steps.enumerated() {
      for id in ids where places[id] == nil {
        let node = graph.nodes[id]
        let users = schedule.users[id] ?? []
        let leaves = users.contains {
          schedule.stepOf[$0] != step || !schedule.readsElementwise($0, id)
        }
        guard kept.contains(id) || leaves || !node.operation.isElementwise else {
          places[id] = .register
          continue
        }
        let last = users.compactMap { schedule.stepOf[$0] }.max() ?? step
        places[id] = .arena(
          arena.reserve(node.count * node.type.byteCount, until: kept.contains(id) ? nil : last))
      }
      for id in ids {
        guard let (window, kernel) = graph.nodes[id].operation.convolution else { continue }
        scratch = max(scratch, sharing.scratchBytes(window, kernel, graph.nodes[id].type))
      }
      arena.finish(step: step)
    }
    scratchOffset = arena.byteCount
    arenaBytes = arena.byteCount + (scratch + 63) / 64 * 64
  }

  func region(ofLeaf id: Int) -> Region {
    guard case .leaf(let index) = graph.nodes[id].operation else {
      preconditionFailure("node \(id) is not a leaf")
    }
    let leaf = graph.leaves[index]
    return Region(leaf.block, at: leaf.offset, count: graph.nodes[id].count)
  }
}
