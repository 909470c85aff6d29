import SaddleData
import SaddleGames

enum TransportGAN {
  /// `w2-gan` in the catalog.
  static let entry = GameEntry(
    name: "w2-gan",
    summary: "the Wasserstein-2 GAN with a c-concave discriminator, sampled",
    formula: "V = E D(X) − E Dᶜ(G(Z)), Dᶜ(y) = max_x D(x) − ½‖x − y‖²",
    source: "Feizi, Farnia, Ginart & Tse 2020, arXiv:1710.10793; Farnia & Ozdaglar 2020",
    parameters: [
      ParameterDescription(
        "discriminator", default: TransportGame.Potential.quadratic.rawValue,
        choices: TransportGame.Potential.allCases.map(\.rawValue),
        "D(x) = ½xᵀAx + bᵀx, or ½‖x‖² less an input-convex network"),
      ParameterDescription(
        "generator", default: "linear", choices: ["linear", "network"],
        "G(z) = zW + u, or what architecture says"),
      ParameterDescription(
        "conjugateSteps", default: .integer(10),
        "≥ 1, ascent steps that find Dᶜ of a convex network", range: 1...1_000),
      ParameterDescription(
        "conjugateStepSize", default: .real(0.5), "> 0, their step size",
        range: ParameterDescription.positive),
    ] + NetworkParameters.networks + NetworkParameters.compilation,
    suggestion: MethodSuggestion(
      "alternating-gda", ["baseUpdate": "adam", "stepSize": "0.001", "firstDecay": "0.5"])
  ) { (values, data) throws(GameError) in
    let architecture = try NetworkParameters.architecture(values, for: data)
    guard values.choice("discriminator") == "convex" || data.valueCount <= 64 else {
      throw GameError(
        .invalidParameter,
        "the quadratic discriminator of 'w2-gan' takes at most 64 coordinates, and samples of"
          + " '\(data.specification)' have \(data.valueCount)",
        hint: "set discriminator=convex")
    }
    let game = TransportGame(
      potential: TransportGame.Potential(rawValue: values.choice("discriminator")) ?? .quadratic,
      generator: values.choice("generator") == "linear" ? .linear : .network(architecture),
      hidden: architecture.hidden, conjugateSteps: values.integer("conjugateSteps"),
      conjugateStepSize: values.real("conjugateStepSize"))
    return try NetworkParameters.compile(game, values, on: data)
  }
}
