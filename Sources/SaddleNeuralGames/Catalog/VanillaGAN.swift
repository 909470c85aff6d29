import SaddleGames

enum VanillaGAN {
  /// `vanilla-gan` in the catalog.
  static let entry = GameEntry.adversarial(
    "vanilla-gan",
    summary: "the first GAN; collapses to a few modes of a mixture",
    formula: "V = E log σ(D(X)) + E log(1 − σ(D(G(Z))))",
    source: "Goodfellow et al. 2014, arXiv:1406.2661",
    parameters: [
      ParameterDescription(
        "saturating", default: .flag(false),
        "true: the generator descends V, a zero-sum game; false: −E log σ(D(G(Z)))")
    ],
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { values, architecture in
    AdversarialGame(
      loss: values.flag("saturating") ? .saturating : .nonSaturating, architecture: architecture)
  }
}
