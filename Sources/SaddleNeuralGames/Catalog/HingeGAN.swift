import SaddleGames

enum HingeGAN {
  /// `hinge-gan` in the catalog.
  static let entry = GameEntry.adversarial(
    "hinge-gan",
    summary: "the discriminator stops at a margin of 1",
    formula: "ℓᵧ = E max(0, 1 − D(X)) + E max(0, 1 + D(G(Z))), ℓₓ = −E D(G(Z))",
    source: "Lim & Ye 2017, arXiv:1705.02894",
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { _, architecture in AdversarialGame(loss: .hinge, architecture: architecture) }
}
