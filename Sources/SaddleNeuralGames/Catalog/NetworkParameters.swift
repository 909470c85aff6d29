import SaddleData
import SaddleGames
import SaddleTensor

/// The parameters that all neural games of the catalog share, and what they make.
enum NetworkParameters {
  /// How a game is compiled, whatever its networks.
  static let compilation = [
    ParameterDescription(
      "batch", default: .integer(64), "≥ 1, samples per batch", range: 1...1_000_000),
    ParameterDescription(
      "averaging", default: .real(0),
      "β in [0, 1): samples come from the average x̄ ← βx̄ + (1 − β)x; 0: from x",
      range: 0...(1 - Double.ulpOfOne)),
    ParameterDescription(
      "precision", default: "float32", choices: ["float32", "float64"],
      "the numbers of the networks"),
  ]

  /// The networks' sizes and layers.
  static let networks = [
    ParameterDescription(
      "architecture", default: "mlp", choices: Architecture.Kind.allCases.map(\.rawValue),
      "multilayer perceptrons, or convolutions for images with sides that are multiples of 4"),
    ParameterDescription(
      "hidden", default: .integer(0),
      "width of hidden layers, channels of the first maps; 0: 64, or 32 for dcgan",
      range: 0...65_536),
    ParameterDescription(
      "layers", default: .integer(2), "≥ 1, hidden layers of an mlp", range: 1...64),
    ParameterDescription(
      "latent", default: .integer(0), "coordinates of the noise; 0: 2 for points, else 64",
      range: 0...65_536),
    ParameterDescription(
      "activation", default: "leakyReLU", choices: Activation.allCases.map(\.rawValue),
      "between the layers of an mlp"),
    ParameterDescription(
      "batchNorm", default: "auto", choices: ["auto", "on", "off"],
      "batch normalization in the generator; auto: in a dcgan"),
  ]

  /// Whether the discriminator is spectrally normalized, where the game leaves that open.
  static let spectralNorm = ParameterDescription(
    "spectralNorm", default: .flag(false), "spectral normalization in the discriminator")

  /// The networks that the values say, for data of a shape.
  ///
  /// - Throws: `GameError` if the architecture does not fit the data.
  static func architecture(
    _ values: ParameterValues, for data: Dataset
  ) throws(GameError) -> Architecture {
    var architecture = Architecture()
    architecture.kind = Architecture.Kind(rawValue: values.choice("architecture")) ?? .mlp
    let isConvolutional = architecture.kind == .dcgan
    let shape = data.sampleShape
    if isConvolutional {
      guard data.holdsImages, shape[0] % 4 == 0, shape[1] % 4 == 0 else {
        throw GameError(
          .invalidParameter,
          "architecture=dcgan needs images with sides that are multiples of 4, and samples of"
            + " '\(data.specification)' are \(shape.map(String.init).joined(separator: " × "))",
          hint: "set architecture=mlp, or choose images, such as --data fashion-mnist")
      }
    }
    let hidden = values.integer("hidden")
    architecture.hidden = hidden > 0 ? hidden : isConvolutional ? 32 : 64
    architecture.layers = values.integer("layers")
    let latent = values.integer("latent")
    architecture.latent = latent > 0 ? latent : shape == [2] ? 2 : 64
    architecture.activation = Activation(rawValue: values.choice("activation")) ?? .leakyReLU
    architecture.isBatchNormalized =
      values.choice("batchNorm") == "on"
      || values.choice("batchNorm") == "auto" && isConvolutional
    return architecture
  }

  /// Compiles a game as the values say.
  ///
  /// - Throws: `GameError` with the engine's sentence if an expression does not fit.
  static func compile(
    _ game: any NeuralGame, _ values: ParameterValues, on data: Dataset
  ) throws(GameError) -> CompiledGame {
    let options = CompiledGame.Options(
      batchCount: values.integer("batch"),
      type: values.choice("precision") == "float64" ? .float64 : .float32,
      averaging: values.real("averaging"))
    do {
      return try CompiledGame(game, data: data, options: options)
    } catch {
      throw GameError(.invalidParameter, error.message, hint: error.hint)
    }
  }
}

extension GameEntry {
  /// An entry whose game is a generator against a discriminator.
  ///
  /// - Parameters:
  ///   - name: what users type.
  ///   - summary: what the game shows.
  ///   - formula: its payoff.
  ///   - source: its paper.
  ///   - parameters: its own, before those of the networks.
  ///   - isSpectrallyNormalized: whether D is so by the game's definition.
  ///   - suggestion: how its paper trains it.
  ///   - make: the game for the networks.
  /// - Returns: the entry.
  static func adversarial(
    _ name: String, summary: String, formula: String, source: String,
    parameters: [ParameterDescription] = [], isSpectrallyNormalized: Bool = false,
    suggestion: MethodSuggestion,
    _ make: @escaping @Sendable (ParameterValues, Architecture) -> AdversarialGame
  ) -> GameEntry {
    GameEntry(
      name: name, summary: summary, formula: formula, source: source,
      parameters: parameters + NetworkParameters.networks
        + (isSpectrallyNormalized ? [] : [NetworkParameters.spectralNorm])
        + NetworkParameters.compilation,
      suggestion: suggestion
    ) { (values, data) throws(GameError) in
      var architecture = try NetworkParameters.architecture(values, for: data)
      architecture.isSpectrallyNormalized =
        isSpectrallyNormalized || values.flag("spectralNorm")
      return try NetworkParameters.compile(make(values, architecture), values, on: data)
    }
  }
}

extension ParameterDescription {
  /// γ of a penalty.
  static func penaltyWeight(_ value: Double, _ summary: String) -> ParameterDescription {
    ParameterDescription(
      "penaltyWeight", default: .real(value), summary, range: ParameterDescription.nonnegative)
  }
}
