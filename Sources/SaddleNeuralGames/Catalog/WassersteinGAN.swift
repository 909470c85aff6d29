import SaddleGames

enum WassersteinGAN {
  /// `wgan-wc` in the catalog.
  static let clippedEntry = GameEntry.adversarial(
    "wgan-wc",
    summary: "the Wasserstein-1 GAN with the critic's weights kept in a box",
    formula: "V = E D(X) − E D(G(Z)), D's parameters in [−c, c]",
    source: "Arjovsky, Chintala & Bottou 2017, arXiv:1701.07875",
    parameters: [
      ParameterDescription(
        "weightBound", default: .real(0.01), "c > 0", range: ParameterDescription.positive)
    ],
    suggestion: MethodSuggestion(
      "alternating-gda",
      [
        "baseUpdate": "rmsprop", "stepSize": "0.00005", "secondDecay": "0.99",
        "maximizerSteps": "5",
      ])
  ) { values, architecture in
    AdversarialGame(
      loss: .wasserstein, architecture: architecture, weightBound: values.real("weightBound"))
  }

  /// `wgan-gp` in the catalog.
  static let penalizedEntry = GameEntry.adversarial(
    "wgan-gp",
    summary: "the Wasserstein-1 GAN with a penalty on slopes other than 1",
    formula: "V = E D(X) − E D(G(Z)), ℓᵧ = −V + γE(‖∇D(X̂)‖ − 1)²",
    source: "Gulrajani et al. 2017, arXiv:1704.00028",
    parameters: [.penaltyWeight(10, "γ ≥ 0, of (‖∇D‖ − 1)² between real and generated samples")],
    suggestion: .adam(
      stepSize: "0.0001", firstDecay: "0", secondDecay: "0.9", maximizerSteps: 5)
  ) { values, architecture in
    AdversarialGame(
      loss: .wasserstein, penalty: .interpolated(weight: values.real("penaltyWeight")),
      architecture: architecture)
  }
}
