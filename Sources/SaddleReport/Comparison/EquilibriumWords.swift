import SaddleRecording

/// What a known equilibrium is, in words.
enum EquilibriumWords {
  /// The kind with its λ*: `λ-proximal up to λ* = 1.97, no Nash equilibrium`.
  static func kind(of equilibrium: RecordedEquilibrium) -> String {
    switch equilibrium.kind {
    case "nash": return "Nash equilibrium, so λ-proximal for every λ"
    case "proximal":
      let order = equilibrium.proximalOrder.map { "λ* = \(NumberText.typographic($0))" }
      return "λ-proximal up to \(order ?? "an unrecorded λ*"), no Nash equilibrium"
    case "stationary":
      return "stationary point (v = 0), neither Nash nor λ-proximal: a warning, not a goal"
    default: return equilibrium.kind
    }
  }

  /// The point: `(0, 0)` for one coordinate each, else `x = (0, 1, …), y = (0.5)`, at most four
  /// coordinates of each player.
  static func profile(of equilibrium: RecordedEquilibrium, minimizerCount: Int) -> String {
    let x = equilibrium.profile.prefix(minimizerCount)
    let y = equilibrium.profile.dropFirst(minimizerCount)
    if x.count == 1, y.count == 1 { return tuple(equilibrium.profile) }
    return "x = \(tuple(x)), y = \(tuple(y))"
  }

  private static func tuple(_ values: some Collection<Double>) -> String {
    let shown = values.prefix(4).map { NumberText.typographic($0) }
    return "(" + (shown + (values.count > 4 ? ["…"] : [])).joined(separator: ", ") + ")"
  }
}
