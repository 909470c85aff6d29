import SaddleGames

enum FGAN {
  /// `f-gan` in the catalog.
  static let entry = GameEntry.adversarial(
    "f-gan",
    summary: "minimizes an f-divergence of choice: KL, reverse KL, χ², Hellinger, Jensen–Shannon",
    formula: "V = E g(D(X)) − E f*(g(D(G(Z))))",
    source: "Nowozin, Cseke & Tomioka 2016, arXiv:1606.00709",
    parameters: [
      ParameterDescription(
        "divergence", default: FDivergence.jensenShannon.rawValue,
        choices: FDivergence.allCases.map(\.rawValue), "which f")
    ],
    suggestion: .adam(stepSize: "0.0002", firstDecay: "0.5", secondDecay: "0.999")
  ) { values, architecture in
    let divergence = FDivergence(rawValue: values.choice("divergence")) ?? .jensenShannon
    return AdversarialGame(loss: .fGAN(divergence), architecture: architecture)
  }
}
