import SaddleTensor

/// C = A·B in Float32, A of 256 × 128, B of 128 × 128.
struct ProductWork: Work {
  private let plan: Plan
  private let result: Tensor

  init(threads: Int) throws {
    let graph = Graph()
    var numbers = PeerNumbers()
    let a = graph.leaf([256, 128], .float32)
    let b = graph.leaf([128, 128], .float32)
    numbers.fill(a)
    numbers.fill(b)
    result = a.matmul(b)
    plan = try Plan([result], threads: threads)
  }

  var arenaBytes: Int { plan.arenaBytes }
  func step() { plan.run() }

  func check() -> [Double] {
    step()
    let values = plan.values(of: result)
    return [values[0], values[values.count - 1]]
  }
}
