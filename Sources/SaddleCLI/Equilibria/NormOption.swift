import ArgumentParser
import SaddleEquilibrium

/// `--norm`: how ‖ỹ − y‖ of the proximal term is measured.
struct NormOption: ParsableArguments {
  enum Norm: String, CaseIterable, ExpressibleByArgument {
    /// The game's own: for GANs the Sobolev norm on real data.
    case sobolev
    /// The Euclidean norm of the maximizer's parameters.
    case parameters
  }

  @Option(
    help: ArgumentHelp(
      "The norm of (λ/2)‖ỹ − y‖²: sobolev is the game's own, E‖∇D̃(X) − ∇D(X)‖² for GANs.",
      valueName: "sobolev|parameters"))
  var norm = Norm.sobolev

  /// The data with that norm.
  func applied(to data: GapData) -> GapData {
    norm == .parameters ? data.inParameterNorm : data
  }
}
