import SaddleGames

enum DRAGAN {
  /// `dragan` in the catalog.
  static let entry = GameEntry.adversarial(
    "dragan",
    summary: "the vanilla GAN with a penalty on slopes other than 1 around the data",
    formula: "ℓᵧ = −V + γE(‖∇D(X + δ)‖ − 1)², ℓₓ = −E log σ(D(G(Z)))",
    source: "Kodali et al. 2017, arXiv:1705.07215",
    parameters: [.penaltyWeight(10, "γ ≥ 0, of (‖∇D‖ − 1)² around real samples")],
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { values, architecture in
    AdversarialGame(
      loss: .nonSaturating, penalty: .perturbed(weight: values.real("penaltyWeight")),
      architecture: architecture)
  }
}
