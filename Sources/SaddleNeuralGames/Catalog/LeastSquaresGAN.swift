import SaddleGames

enum LeastSquaresGAN {
  /// `ls-gan` in the catalog.
  static let entry = GameEntry.adversarial(
    "ls-gan",
    summary: "squares instead of logarithms: gradients do not vanish far from the data",
    formula: "ℓᵧ = ½E(D(X) − 1)² + ½E D(G(Z))², ℓₓ = ½E(D(G(Z)) − 1)²",
    source: "Mao et al. 2017, arXiv:1611.04076",
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { _, architecture in AdversarialGame(loss: .leastSquares, architecture: architecture) }
}
