import SaddleGames
import SaddleTensor

/// The Wasserstein-2 GAN in its c-concave form: f = E D(X) − E Dᶜ(G(Z)), zero-sum (Feizi, Farnia,
/// Ginart & Tse 2020, arXiv:1710.10793; Farnia & Ozdaglar 2020).
///
/// Dᶜ(y) = max_x D(x) − ½‖x − y‖², and D(x) = ½‖x‖² − φ(x) with φ convex, so that D is c-concave and
/// max_D f = ½W₂²(P_X, P_G) over all such D. ∇φ is the transport map from data to samples.
public struct TransportGame: NeuralGame {
  /// The family of discriminators.
  public enum Potential: String, CaseIterable, Sendable {
    /// D(x) = ½xᵀAx + bᵀx with symmetric A ≺ I: exact between Gaussians. Dᶜ is in closed form, through
    /// (I − A)⁻¹; where A leaves its domain the payoff means nothing.
    case quadratic
    /// φ an input-convex network (Amos, Xu & Kolter 2017, arXiv:1609.07152) plus (1/20 + a²/2)‖x‖².
    /// Dᶜ comes from K steps of gradient ascent: a lower bound, so that the payoff is one from above,
    /// tight as they converge. Derivatives hold the maximizer fixed: the field is then exact by the
    /// envelope theorem, J·u lacks how the maximizer moves.
    case convex
  }

  /// The generator.
  public enum Generator: Hashable, Sendable {
    /// G(z) = zW + u with as many latent coordinates as data, starting at W = I/2, u = 0.
    case linear
    /// A network.
    case network(Architecture)
  }

  /// The family of discriminators.
  public var potential: Potential
  /// The generator.
  public var generator: Generator
  /// The width of the convex network's two hidden layers.
  public var hidden: Int
  /// K: ascent steps of its conjugate.
  public var conjugateSteps: Int
  /// Their step size.
  public var conjugateStepSize: Double

  /// Describes a game.
  public init(
    potential: Potential = .quadratic, generator: Generator = .linear, hidden: Int = 32,
    conjugateSteps: Int = 10, conjugateStepSize: Double = 0.5
  ) {
    self.potential = potential
    self.generator = generator
    self.hidden = hidden
    self.conjugateSteps = conjugateSteps
    self.conjugateStepSize = conjugateStepSize
  }

  /// Generator, potential, one batch of data, one of noise.
  public func trace(in scope: GameScope) -> Objectives {
    let count = scope.sampleShape.reduce(1, *)
    let real = scope.data().reshaped(to: [scope.batchCount, count])
    let (samples, noise): (Network, Int) =
      switch generator {
      case .linear: (Self.linear(count, in: scope), count)
      case .network(let architecture): (architecture.generator(in: scope), architecture.latent)
      }
    let fake = samples(scope.normal([noise]))
    let y = fake.reshaped(to: [scope.batchCount, count])
    let (function, conjugate) =
      potential == .quadratic
      ? Self.quadratic(count, in: scope) : convex(count, in: scope)
    let payoff = function(real).mean() - conjugate(y).mean()
    return Objectives(
      zeroSum: payoff, samples: fake.reshaped(to: [scope.batchCount] + scope.sampleShape),
      proximalFeatures: scope.slope(of: function, at: real))
  }

  private static func linear(_ count: Int, in scope: GameScope) -> Network {
    let diagonal = (0..<count * count).map { $0 % (count + 1) == 0 ? 0.5 : 0 }
    let weight = scope.parameter(
      [count, count], of: .minimizer, name: "W", start: .values(diagonal))
    let offset = scope.parameter([count], of: .minimizer, name: "u", start: .constant(0))
    return Network { $0.matmul(weight) + offset }
  }

  /// D and Dᶜ(y) = ½(y + b)ᵀ(I − A)⁻¹(y + b) − ½‖y‖² of rows, with A = (S + Sᵀ)/2.
  private static func quadratic(_ count: Int, in scope: GameScope) -> (Network, Network) {
    let square = scope.parameter(
      [count, count], of: .maximizer, name: "A", start: .constant(0))
    let b = scope.parameter([count], of: .maximizer, name: "b", start: .constant(0))
    let a = 0.5 * (square + square.transposed())
    let function = Network { x in
      0.5 * (x.matmul(a) * x).sum(over: [1]) + (x * b).sum(over: [1])
    }
    let conjugate = Network { y in
      let shifted = y + b
      // (I − A)s = (y + b)ᵀ, one column per row of the batch.
      let solution = solve(identityMinus: a, shifted.transposed()).transposed()
      return 0.5 * (shifted * solution).sum(over: [1]) - 0.5 * y.squared().sum(over: [1])
    }
    return (function, conjugate)
  }

  /// (I − A)⁻¹B by Gauss–Jordan elimination without pivoting, which a positive definite I − A needs
  /// none of.
  private static func solve(identityMinus a: Tensor, _ right: Tensor) -> Tensor {
    let count = a.shape[0]
    func unit(_ index: Int) -> Tensor {
      a.graph.constant(1, [1, 1], a.type)
        .padded(before: [index, 0], after: [count - 1 - index, 0])
    }
    let identity = Tensor.concatenated((0..<count).map(unit), axis: 1)
    var rows = Tensor.concatenated([identity - a, right], axis: 1)
    for pivot in 0..<count {
      let row = rows.sliced(axis: 0, pivot..<(pivot + 1))
      let scaled = row / row.sliced(axis: 1, pivot..<(pivot + 1))
      // Subtracting (column − unit)·scaled clears the column and leaves the scaled row in its place.
      rows =
        rows - (rows.sliced(axis: 1, pivot..<(pivot + 1)) - unit(pivot)).matmul(scaled)
    }
    return rows.sliced(axis: 1, count..<rows.shape[1])
  }
}

extension TransportGame {
  /// D and Dᶜ of rows for φ(x) = (1/20 + a²/2)‖x‖² + an input-convex network.
  private func convex(_ count: Int, in scope: GameScope) -> (Network, Network) {
    let network = inputConvex(count, in: scope)
    // a² + 1/10 = 1 at the start: D is near 0.
    let a = scope.parameter(
      [1], of: .maximizer, name: "a", start: .constant(0.9.squareRoot()))
    let phi = Network { x in
      (0.5 * a.squared() + 0.05) * x.squared().sum(over: [1]) + network(x)
    }
    let function = Network { x in 0.5 * x.squared().sum(over: [1]) - phi(x) }
    let conjugate = Network { [conjugateSteps, conjugateStepSize] y in
      var x = y.stopped()
      for _ in 0..<conjugateSteps {
        x = (x + conjugateStepSize * (y - scope.slope(of: phi, at: x))).stopped()
      }
      return (x * y).sum(over: [1]) - phi(x) - 0.5 * y.squared().sum(over: [1])
    }
    return (function, conjugate)
  }

  /// Convex in x: weights between hidden layers are softplus of parameters, activations are convex and
  /// increasing.
  private func inputConvex(_ count: Int, in scope: GameScope) -> Network {
    func positive(_ rows: Int, _ columns: Int, _ name: String) -> Tensor {
      // softplus(−4) ≈ 0.018: small at the start.
      let free = scope.parameter(
        [rows, columns], of: .maximizer, name: name, start: .constant(-4))
      return free.softplus()
    }
    let first = scope.dense(count, hidden, of: .maximizer, name: "potential1")
    let second = scope.dense(count, hidden, of: .maximizer, name: "potential2")
    let last = scope.dense(
      count, 1, of: .maximizer, name: "potential3", start: .constant(0))
    let (between, out) = (positive(hidden, hidden, "inner2"), positive(hidden, 1, "inner3"))
    return Network { x in
      let low = first(x).softplus()
      let high = (low.matmul(between) + second(x)).softplus()
      return (high.matmul(out) + last(x)).sum(over: [1])
    }
  }
}
