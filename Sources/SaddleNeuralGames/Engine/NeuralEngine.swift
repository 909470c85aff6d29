import SaddleData
import SaddleGames
import SaddleTensor
import Synchronization

/// The blocks and plans of one compiled game, and what they hold at the moment.
///
/// Unchecked `Sendable`, because blocks and plans are plain memory: every access goes through `lock`,
/// and no reference to them leaves the methods here. Results depend on the arguments alone; what the
/// blocks still hold from the last call only saves work, such as the field that the probe has measured
/// and the step then needs. Plans are compiled at first use: a Jacobian product costs memory that most
/// runs never need.
final class NeuralEngine: @unchecked Sendable {
  let declarations: Declarations
  let shape: ProfileShape
  private let lock = Mutex(())
  private let trace: EngineTrace
  private let data: Dataset?
  // What the blocks hold.
  private var loadedDraw: Draw?
  private var loadedValues: [Double]
  private var loadedState: [Double]
  /// The purposes whose results are those of what is loaded.
  private var current: Set<EngineTrace.Purpose> = []
  private var floats: [Float] = []

  init(_ trace: EngineTrace, data: Dataset?) {
    self.trace = trace
    self.data = data
    declarations = trace.declarations
    shape = ProfileShape(
      minimizerCount: declarations.parameterCount(of: .minimizer),
      maximizerCount: declarations.parameterCount(of: .maximizer))
    loadedValues = [Double](repeating: .nan, count: shape.count)
    loadedState = [Double](repeating: .nan, count: declarations.stateCount)
  }

  /// What the game measures, in order.
  var measureNames: [String] { trace.measureNames }
  /// The extents of one sample; empty if the game generates none.
  var sampledShape: [Int] { trace.sampler?.shape ?? [] }
  /// The number of rows of its data; nil if it draws none.
  var dataRowCount: Int? {
    trace.batches.contains { $0.declaration.source == .data } ? data?.rowCount : nil
  }
  /// Whether the game has a proximal norm of its own.
  var hasProximalFeatures: Bool { trace.hasProximalFeatures }
  /// The bytes of all plans compiled so far.
  var arenaBytes: Int { lock.withLock { _ in trace.arenaBytes } }

  /// One evaluation's arguments.
  struct Point {
    let z: StrategyProfile
    let draw: Draw
    let state: ArraySlice<Double>
  }

  /// Writes v(z), or one player's block of it.
  func field(of player: Player?, at point: Point, into v: inout [Double]) {
    lock.withLock { _ in
      load(point)
      let wanted: EngineTrace.Purpose = player.map { .field(of: $0) } ?? .field
      if !current.contains(.field) && !current.contains(wanted) { run(wanted) }
      let range = player.map { shape.range(of: $0) } ?? 0..<shape.count
      trace.field.read(range, into: &v, at: range.lowerBound)
    }
  }

  /// Payoff, losses and measures, in this order.
  func scores(at point: Point) -> [Double] {
    lock.withLock { _ in
      load(point)
      if !current.contains(.field) && !current.contains(.scores) { run(.scores) }
      return trace.scores.values
    }
  }

  /// Writes J·u, Jᵀ·u or ∇²f·u, as the purpose says.
  func product(
    _ purpose: EngineTrace.Purpose, at point: Point, _ u: [Double], into product: inout [Double]
  ) {
    lock.withLock { _ in
      load(point)
      trace.direction.write(u[...], at: 0)
      run(purpose)
      trace.product.read(0..<shape.count, into: &product, at: 0)
    }
  }

  /// Writes what the state becomes after a step that ended at z.
  func nextState(at point: Point, into state: inout [Double]) {
    guard declarations.stateCount > 0 else { return }
    lock.withLock { _ in
      load(point)
      run(.state)
      trace.nextState.read(0..<declarations.stateCount, into: &state, at: 0)
    }
  }

  /// ½‖ỹ − y‖² in the game's proximal norm with y the maximizer's part of the point, and its gradient
  /// in ỹ.
  func proximalTerm(
    of response: [Double], at point: Point, into gradient: inout [Double]
  ) -> Double {
    lock.withLock { _ in
      var moved = point.z
      moved[.maximizer] = response[...]
      load(Point(z: moved, draw: point.draw, state: point.state))
      trace.anchor.write(point.z[.maximizer], at: 0)
      run(.proximal)
      trace.proximalGradient.read(0..<shape.maximizerCount, into: &gradient, at: 0)
      return trace.distance[0]
    }
  }

  /// Writes M(y)·u, for u and the product of the maximizer's parameters.
  func proximalMetricProduct(at point: Point, _ u: [Double], into product: inout [Double]) {
    lock.withLock { _ in
      load(point)
      trace.direction.write(u[...], at: shape.minimizerCount)
      run(.proximalMetric)
      trace.product.read(shape.range(of: .maximizer), into: &product, at: 0)
    }
  }

  /// Writes ∇f of the payoff, or of −ℓᵧ.
  func payoffGradient(at point: Point, isPenalized: Bool, into gradient: inout [Double]) {
    lock.withLock { _ in
      load(point)
      let purpose: EngineTrace.Purpose = isPenalized ? .penalizedGradient : .payoffGradient
      if !current.contains(purpose) { run(purpose) }
      (isPenalized ? trace.penalizedGradient : trace.payoffGradient)
        .read(0..<shape.count, into: &gradient, at: 0)
    }
  }

  /// Generates samples by the minimizer's part of z.
  func samples(
    _ count: Int, at z: StrategyProfile, state: ArraySlice<Double>, seed: UInt64
  ) -> [Float] {
    lock.withLock { _ in
      guard let sampler = trace.sampler else { return [] }
      loadParameters(z)
      loadState(state)
      var result: [Float] = []
      let total = count * sampler.shape.reduce(1, *)
      result.reserveCapacity(total)
      var chunk = 0
      while result.count < total {
        let draw = Draw(seed: seed, step: chunk, index: -1)
        for (ordinal, batch) in sampler.batches.enumerated() {
          fill(batch, ordinal: ordinal, draw)
        }
        sampler.append(to: &result, limit: total)
        chunk += 1
      }
      return result
    }
  }
}

// What the public calls are made of; the lock is held.
extension NeuralEngine {
  private func load(_ point: Point) {
    if loadedDraw != point.draw {
      for (ordinal, batch) in trace.batches.enumerated() {
        fill(batch, ordinal: ordinal, point.draw)
      }
      loadedDraw = point.draw
      current = []
    }
    loadParameters(point.z)
    loadState(point.state)
  }

  private func loadParameters(_ z: StrategyProfile) {
    for player in Player.allCases {
      let range = shape.range(of: player)
      let isSame = loadedValues.withUnsafeBufferPointer { loaded in
        z.values.withUnsafeBufferPointer { given in
          range.allSatisfy { loaded[$0].bitPattern == given[$0].bitPattern }
        }
      }
      if isSame { continue }
      loadedValues.replaceSubrange(range, with: z.values[range])
      trace.parameters(of: player).write(z.values[range], at: 0)
      current = []
    }
  }

  private func loadState(_ state: ArraySlice<Double>) {
    guard !state.elementsEqual(loadedState, by: { $0.bitPattern == $1.bitPattern }) else { return }
    for (offset, value) in state.enumerated() { loadedState[offset] = value }
    trace.states.write(state, at: 0)
    current = []
  }

  private func run(_ purpose: EngineTrace.Purpose) {
    trace.plan(for: purpose).run()
    // A product, a distance or a next state also depends on an argument that is not kept.
    if purpose.isKept { current.insert(purpose) }
  }

  /// Draws one batch: the numbers depend on the draw and the batch's place alone.
  private func fill(_ batch: EngineTrace.Batch, ordinal: Int, _ draw: Draw) {
    // Streams below 1,000 belong to starts and states.
    let stream = 1_000 &+ UInt64(bitPattern: Int64(draw.index + 1)) &* 1_024 &+ UInt64(ordinal)
    let noise = Noise(seed: draw.seed, stream: stream, step: draw.step)
    switch batch.declaration.source {
    case .normal: noise.fill(batch.leaf, normalWithDeviation: 1)
    case .uniform: noise.fill(batch.leaf, uniformIn: 0...1)
    case .data:
      guard let data, let storage = batch.leaf.storage else { return }
      // Each batch within a step goes through the data in an order of its own, once per epoch.
      let share = RowShare(draw.rows, of: data.rowCount)
      let order = ShuffledRows(
        count: share.count, seed: draw.seed &+ stream &* 0x9E37_79B9_7F4A_7C15)
      let rows = order.batch(draw.step, size: batch.declaration.shape[0]).map(share.row)
      if floats.count != batch.leaf.count {
        floats = [Float](repeating: 0, count: batch.leaf.count)
      }
      floats.withUnsafeMutableBufferPointer { data.read(rows: rows, into: $0) }
      storage.block.write(floats, at: storage.offset)
    }
  }
}

/// A share of a data set's rows, counted from 0.
private struct RowShare {
  let count: Int
  private let first: Int
  private let stride: Int

  init(_ rows: Draw.Rows, of total: Int) {
    // A single row cannot be shared.
    if rows == .all || total < 2 {
      (count, first, stride) = (total, 0, 1)
    } else {
      first = rows == .even ? 0 : 1
      stride = 2
      count = (total - first + 1) / 2
    }
  }

  func row(_ index: Int) -> Int { first + stride * index }
}
