import SaddleTensor

/// f(x, y) = ½x² + 2xy − ½y² in Float64, by simultaneous gradient descent-ascent.
struct ScalarQuadraticWork: Work {
  private let plan: Plan
  private let x: Tensor
  private let y: Tensor

  init() throws {
    let graph = Graph()
    x = graph.leaf([1], shape: [])
    y = graph.leaf([1], shape: [])
    let payoff = 0.5 * x.squared() + 2 * x * y - 0.5 * y.squared()
    let gradients = gradient(of: payoff, with: [x, y])
    plan = try Plan(
      [
        Output(x - 0.01 * gradients[0], into: x), Output(y + 0.01 * gradients[1], into: y),
      ], threads: 1)
  }

  var arenaBytes: Int { plan.arenaBytes }
  func step() { plan.run() }

  func check() -> [Double] {
    for _ in 0..<3 { step() }
    return x.values + y.values
  }
}
