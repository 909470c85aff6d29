import CSaddleKernels

/// Expressions compiled once, to be replayed.
///
/// Compiling orders the nodes, joins elementwise ones into clusters, gives every intermediate result a
/// place in one arena, and writes an array of kernel instructions; ``run()`` hands that array to the
/// kernels and allocates nothing. Each replay reads the leaves as they stand, and writes results to
/// their destinations as if all at the end, so a result may replace the leaf it was computed from.
/// Shapes are checked here and never again. A plan belongs to one run: it is not `Sendable`.
public final class Plan {
  /// The bytes of all intermediate results, convolution scratch included.
  public let arenaBytes: Int
  /// The expressions' operations that are computed in each replay.
  public let operationCount: Int
  /// The kernel instructions that one replay runs.
  public var instructionCount: Int { code.count }

  /// The threads that a replay may use, the caller's included; 1 if the plan is too small for more.
  public let threads: Int

  private let path: KernelPath
  private let arena: UnsafeMutableRawPointer
  private let code: UnsafeMutableBufferPointer<SaddleInstruction>
  private let lines: UnsafeMutableBufferPointer<SaddleLine>
  private let slots: UnsafeMutableBufferPointer<UnsafeMutableRawPointer?>
  private let results: [Int: UnsafeMutableRawPointer]
  private let graph: Graph
  /// Keeps the destinations' memory alive.
  private let outputs: [Output]

  /// Compiles results with their destinations.
  ///
  /// - Parameters:
  ///   - outputs: what to compute; all of one graph.
  ///   - path: the kernels' vector instructions; all paths compute the same bits.
  ///   - fuses: whether elementwise operations are clustered; the bits are the same.
  ///   - threads: how many threads may share large instructions, from 1 to 64; the bits are the same.
  ///     Without it, what ``standardThreads()`` says.
  /// - Throws: the first mistake made in tracing, or a result that does not fit its destination.
  public convenience init(
    _ outputs: [Output], path: KernelPath = .widest, fuses: Bool = true, threads: Int? = nil
  ) throws(TensorError) {
    let count = if let threads { threads } else { try Self.standardThreads() }
    try self.init(
      outputs, path: path, fuses: fuses,
      sharing: Sharing(
        threads: min(max(count, 1), Int(SADDLE_THREAD_LIMIT)), grain: Sharing.standardGrain))
  }

  /// A plan whose instructions are cut into parts of so many nanoseconds, however small: for tests.
  package convenience init(
    _ outputs: [Output], path: KernelPath, threads: Int, grain: Double
  ) throws(TensorError) {
    try self.init(
      outputs, path: path, fuses: true, sharing: Sharing(threads: threads, grain: grain))
  }

  private init(
    _ outputs: [Output], path: KernelPath, fuses: Bool, sharing: Sharing
  ) throws(TensorError) {
    guard let graph = outputs.first?.tensor.graph else {
      throw TensorError(.invalidOutput, "a plan of no outputs", hint: "give it what to compute")
    }
    let staged = try Self.stage(outputs, in: graph)
    let schedule = Schedule(graph, computing: staged.map(\.tensor.id), fuses: fuses)
    let layout = Layout(graph, schedule, staged, sharing)
    let arena = UnsafeMutableRawPointer.allocate(
      byteCount: max(64, layout.arenaBytes), alignment: 64)
    let assembly = Assembly(graph, schedule, layout, sharing, arena)
    threads = assembly.isShared ? sharing.threads : 1
    self.graph = graph
    self.outputs = staged
    self.path = path.isAvailable ? path : .widest
    self.arena = arena
    arenaBytes = layout.arenaBytes
    operationCount = schedule.steps.reduce(0) { $0 + $1.count }
    (code, lines, slots) = assembly.frozen()
    results = Dictionary(
      zip(outputs.map(\.tensor.id), staged.map { assembly.result(of: $0) }),
      uniquingKeysWith: { first, _ in first })
  }

  /// Compiles tensors whose values are read with ``values(of:)``.
  public convenience init(
    _ tensors: [Tensor], path: KernelPath = .widest, fuses: Bool = true, threads: Int? = nil
  ) throws(TensorError) {
    try self.init(tensors.map { Output($0) }, path: path, fuses: fuses, threads: threads)
  }

  deinit {
    arena.deallocate()
    code.deallocate()
    lines.deallocate()
    slots.deallocate()
  }

  /// Computes all outputs once.
  public func run() {
    withExtendedLifetime(self) {
      saddle_run(path.code, code.baseAddress, Int64(code.count), Int32(threads))
    }
  }

  /// The numbers of an output after the last replay, row by row.
  ///
  /// - Precondition: `tensor` is one of the plan's outputs.
  public func values(of tensor: Tensor) -> [Double] {
    guard tensor.graph === graph, let address = results[tensor.id] else {
      preconditionFailure("values of \(tensor.account), which is not an output of this plan")
    }
    return switch tensor.type {
    case .float32:
      (0..<tensor.count).map { Double(address.assumingMemoryBound(to: Float.self)[$0]) }
    case .float64: (0..<tensor.count).map { address.assumingMemoryBound(to: Double.self)[$0] }
    }
  }

  /// Checks outputs, and puts a copy between any output that is a leaf, or is already an output, and its
  /// destination: so each output is computed by the plan and has one destination.
  private static func stage(
    _ outputs: [Output], in graph: Graph
  ) throws(TensorError) -> [Output] {
    try graph.check()
    let aliases = Aliases(graph)
    var taken: Set<Int> = []
    var regions: [Region] = []
    var staged: [Output] = []
    for output in outputs {
      guard output.tensor.graph === graph else {
        throw TensorError(
          .foreignTensor,
          "\(output.tensor.account) was traced in another graph than the plan's first output")
      }
      try output.check()
      if let destination = output.destination {
        let region = Region(
          destination.block, at: destination.offset, count: output.tensor.count)
        guard !regions.contains(where: region.overlaps) else {
          throw TensorError(
            .invalidOutput, "\(output.tensor.account) is written over another output")
        }
        regions.append(region)
      }
      let root = Tensor(
        graph: graph, id: aliases.root(output.tensor.id), origin: output.tensor.origin)
      let isComputed = root.storage == nil && taken.insert(root.id).inserted
      let tensor =
        isComputed
        ? output.tensor : output.tensor.applying(.copy, Double(graph.nodes.count))
      staged.append(Output(tensor, output.destination))
    }
    return staged
  }
}

extension Output {
  fileprivate init(_ tensor: Tensor, _ destination: Destination?) {
    self.tensor = tensor
    self.destination = destination
  }
}
