import SaddleTensor

/// A derivative's product with a direction, on the networks of WGAN-GP, by forward over reverse mode.
struct FieldDerivativeWork: Work {
  /// What is differentiated.
  enum Subject {
    /// The field (∇ᴳ loss, ∇ᴰ loss): J·u.
    case field
    /// The gradient of the payoff E D(real) − E D(fake) in both players' parameters: ∇²f·u.
    case payoffGradient
  }

  private let networks: WassersteinNetworks
  private let plan: Plan
  private let result: [Block]

  init(_ subject: Subject, hidden: Int, batch: Int, threads: Int) throws {
    networks = WassersteinNetworks(hidden: hidden, batch: batch)
    let fake = networks.fake
    let players = [networks.generator.tensors, networks.critic.tensors]
    let parameters = players[0] + players[1]
    let derivatives =
      switch subject {
      case .field:
        gradient(of: networks.generatorLoss, with: players[0])
          + gradient(of: networks.criticLoss(fake), with: players[1])
      case .payoffGradient:
        gradient(
          of: networks.scores(networks.real).mean() - networks.scores(fake).mean(),
          with: parameters)
      }
    // Every direction's number is 0.01 times the parameter's index in its tensor, modulo 7, less 3.
    let direction = parameters.map { leaf in
      leaf.graph.leaf(
        (0..<leaf.count).map { 0.01 * Double($0 % 7 - 3) }, shape: leaf.shape, .float32)
    }
    let product = jacobianVectorProduct(of: derivatives, with: parameters, along: direction)
    let result = [networks.generator.block, networks.critic.block].map {
      Block(.float32, count: $0.count)
    }
    var outputs: [Output] = []
    for (k, block) in result.enumerated() {
      var offset = 0
      for part in product[(k * 6)..<(k * 6 + 6)] {
        outputs.append(Output(part, in: block, at: offset))
        offset += part.count
      }
    }
    plan = try Plan(outputs, threads: threads)
    self.result = result
  }

  var arenaBytes: Int { plan.arenaBytes }
  func step() { plan.run() }

  func check() -> [Double] {
    step()
    return result.map { block in block.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  }
}
