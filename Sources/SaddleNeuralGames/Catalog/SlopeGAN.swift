import SaddleGames

enum SlopeGAN {
  /// `r1-gan` in the catalog.
  static let realEntry = entry(
    "r1-gan", "at the data", formula: "ℓᵧ = −V + (γ/2)E‖∇D(X)‖², ℓₓ = −E log σ(D(G(Z)))"
  ) { .real(weight: $0) }

  /// `r2-gan` in the catalog.
  static let generatedEntry = entry(
    "r2-gan", "at generated samples",
    formula: "ℓᵧ = −V + (γ/2)E‖∇D(G(Z))‖², ℓₓ = −E log σ(D(G(Z)))"
  ) { .generated(weight: $0) }

  private static func entry(
    _ name: String, _ place: String, formula: String,
    _ penalty: @escaping @Sendable (Double) -> GradientPenalty
  ) -> GameEntry {
    .adversarial(
      name, summary: "the vanilla GAN with a penalty on all slopes \(place); locally convergent",
      formula: formula, source: "Mescheder, Geiger & Nowozin 2018, arXiv:1801.04406",
      parameters: [.penaltyWeight(1, "γ ≥ 0, of ½‖∇D‖² \(place)")],
      suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
    ) { values, architecture in
      AdversarialGame(
        loss: .nonSaturating, penalty: penalty(values.real("penaltyWeight")),
        architecture: architecture)
    }
  }
}
