/// How a game is best played when the user names no method: that of its paper.
public struct MethodSuggestion: Hashable, Sendable {
  /// The method's name in the catalog.
  public let method: String
  /// Parameter name → text of the method; what the user sets goes before it.
  public let settings: [String: String]

  /// Suggests a method.
  public init(_ method: String, _ settings: [String: String] = [:]) {
    self.method = method
    self.settings = settings
  }

  /// Alternating steps with Adam, the usual way to train a GAN.
  public static func adam(
    stepSize: String, firstDecay: String, secondDecay: String, maximizerSteps: Int = 1
  ) -> MethodSuggestion {
    MethodSuggestion(
      "alternating-gda",
      [
        "baseUpdate": "adam", "stepSize": stepSize, "firstDecay": firstDecay,
        "secondDecay": secondDecay, "maximizerSteps": "\(maximizerSteps)",
      ])
  }
}
