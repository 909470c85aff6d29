import SaddleRecording

/// What theory knows of a game that runs of a report play, said once for all of them.
struct KnownGame: Hashable {
  /// The game's name.
  let game: String
  /// Its parameters but for the start, as the user could type them.
  let parameters: [RunParameter]
  /// The number of x's coordinates.
  let minimizerCount: Int
  /// Its known equilibria.
  let equilibria: [RecordedEquilibrium]
  /// The set that gaps refer to, in words.
  let gapDomain: String?

  /// The game of a run.
  init(_ description: RunDescription) {
    game = description.game
    parameters = description.rules
    minimizerCount = description.minimizerCount
    equilibria = description.knownEquilibria
    gapDomain = description.gapDomain
  }

  /// Each different game of the runs once, in the order of first appearance.
  static func all(of runs: [Run]) -> [Self] {
    var games: [Self] = []
    for game in runs.map({ Self($0.description) }) where !games.contains(game) {
      games.append(game)
    }
    return games
  }

  /// `bilinear (payoffScale 1.5)`: the name with its parameters.
  var name: String {
    guard !parameters.isEmpty else { return game }
    return "\(game) (\(parameters.map { "\($0.name) \($0.value)" }.joined(separator: ", ")))"
  }

  /// One line per known equilibrium: the point, what it is, and the record's note.
  var lines: [String] {
    let lines = equilibria.map { equilibrium in
      let point = EquilibriumWords.profile(of: equilibrium, minimizerCount: minimizerCount)
      let note = equilibrium.note.isEmpty ? "" : " (\(equilibrium.note))"
      return "\(point): \(EquilibriumWords.kind(of: equilibrium))\(note)"
    }
    return lines.isEmpty ? ["none that theory gives or the record holds"] : lines
  }

  /// One sentence on the set that gaps refer to.
  var gapSentence: String {
    gapDomain.map { "Gaps refer to \($0)." } ?? "No set for gaps is recorded."
  }
}

extension RunDescription {
  /// The settings that make two runs the same game: its parameters and data, but not where a run
  /// starts.
  var rules: [RunParameter] {
    gameParameters.filter { $0.name != "start" } + trainingParameters.filter { $0.name == "data" }
  }
}
