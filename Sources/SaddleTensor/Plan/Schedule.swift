/// The order in which a plan computes its nodes: steps, each one kernel or one cluster of elementwise
/// nodes that run as one program.
///
/// A node's level is one above its inputs', except that an elementwise node shares the level of
/// elementwise inputs of its own extent. Elementwise nodes then sink to their first use, so that masks
/// and slopes are not kept in memory from the forward pass to the backward pass. Nodes of one level,
/// extent and type form a cluster.
struct Schedule {
  /// In the order of computation; within a step, in the order of tracing.
  private(set) var steps: [[Int]] = []
  private(set) var stepOf: [Int: Int] = [:]
  private(set) var users: [Int: [Int]] = [:]
  private(set) var live: [Int] = []
  private let nodes: [Graph.Node]
  private let aliases: Aliases

  /// Lines that a program may have, leaving room for the writes at its end.
  static let clusterLimit = 32

  init(_ graph: Graph, computing outputs: [Int], fuses: Bool) {
    nodes = graph.nodes
    aliases = Aliases(graph)
    collect(outputs)
    let levels = level(fuses: fuses)
    var byLevel: [Int: [Int]] = [:]
    for id in live where !isLeaf(id) { byLevel[levels[id] ?? 0, default: []].append(id) }
    for level in byLevel.keys.sorted() { place(byLevel[level] ?? [], fuses: fuses) }
    for (step, ids) in steps.enumerated() {
      for id in ids { stepOf[id] = step }
    }
  }

  /// The node whose memory a node has.
  func root(_ id: Int) -> Int { aliases.root(id) }

  func inputs(_ id: Int) -> [Int] { nodes[id].inputs.map(root) }

  func isLeaf(_ id: Int) -> Bool {
    if case .leaf = nodes[id].operation { true } else { false }
  }

  /// Whether a node may read `input` from a register: element by element, at its own extent.
  func readsElementwise(_ id: Int, _ input: Int) -> Bool {
    guard case .elementwise = nodes[id].operation else { return false }
    return nodes[input].count == nodes[id].count
  }

  private func canShareLevel(_ id: Int, _ input: Int) -> Bool {
    nodes[input].operation.isElementwise && readsElementwise(id, input)
      && nodes[id].type == nodes[input].type
  }

  private mutating func collect(_ outputs: [Int]) {
    var isLive = [Bool](repeating: false, count: nodes.count)
    for id in outputs { isLive[root(id)] = true }
    for id in nodes.indices.reversed() where isLive[id] {
      for input in inputs(id) { isLive[input] = true }
    }
    live = nodes.indices.filter { isLive[$0] }
    for id in live {
      for input in Set(inputs(id)) { users[input, default: []].append(id) }
    }
  }

  private func level(fuses: Bool) -> [Int: Int] {
    var level: [Int: Int] = [:]
    for id in live {
      level[id] =
        inputs(id).map { (level[$0] ?? 0) + (fuses && canShareLevel(id, $0) ? 0 : 1) }.max() ?? 0
    }
    guard fuses else { return level }
    for id in live.reversed() where nodes[id].operation.isElementwise {
      let latest = (users[id] ?? []).map { (level[$0] ?? 0) - (canShareLevel($0, id) ? 0 : 1) }
      if let latest = latest.min() { level[id] = latest }
    }
    return level
  }

  private mutating func place(_ ids: [Int], fuses: Bool) {
    struct Extent: Hashable {
      let count: Int
      let type: ScalarType
    }
    var clusters: [Extent: [Int]] = [:]
    var order: [Extent] = []
    for id in ids {
      guard fuses && nodes[id].operation.isElementwise else {
        steps.append([id])
        continue
      }
      let extent = Extent(count: nodes[id].count, type: nodes[id].type)
      if clusters[extent] == nil { order.append(extent) }
      clusters[extent, default: []].append(id)
    }
    for extent in order {
      let cluster = clusters[extent] ?? []
      for start in stride(from: 0, to: cluster.count, by: Self.clusterLimit) {
        steps.append(Array(cluster[start..<min(start + Self.clusterLimit, cluster.count)]))
      }
    }
  }
}
