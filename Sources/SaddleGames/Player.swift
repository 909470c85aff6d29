/// One of the two players of a min-max game, in the order of every argument list: x, then y.
public enum Player: Int, CaseIterable, Sendable {
  /// The player of x, who pays f(x, y). In a GAN: the generator.
  case minimizer = 0
  /// The player of y, who receives f(x, y). In a GAN: the discriminator.
  case maximizer = 1

  /// The other player.
  public var opponent: Player { self == .minimizer ? .maximizer : .minimizer }

  /// +1 for the minimizer and −1 for the maximizer: v = (∇ₓf, −∇ᵧf) is `sign` times the gradient.
  public var sign: Double { self == .minimizer ? 1 : -1 }
}
