import SaddleGames

enum SpectralGAN {
  /// `sn-gan` in the catalog.
  static let entry = GameEntry.adversarial(
    "sn-gan",
    summary: "every weight of the discriminator divided by its largest singular value",
    formula: "D with W/‖W‖₂ for W, by hinge, vanilla or Wasserstein loss",
    source: "Miyato et al. 2018, arXiv:1802.05957",
    parameters: [
      ParameterDescription(
        "loss", default: "hinge", choices: ["hinge", "vanilla", "wasserstein"],
        "what both pay for D's values")
    ],
    isSpectrallyNormalized: true,
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { values, architecture in
    let loss: AdversarialLoss =
      switch values.choice("loss") {
      case "vanilla": .nonSaturating
      case "wasserstein": .wasserstein
      default: .hinge
      }
    return AdversarialGame(loss: loss, architecture: architecture)
  }
}
