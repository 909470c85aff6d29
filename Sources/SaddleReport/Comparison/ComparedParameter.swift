import SaddleRecording

/// One setting across the compared runs.
public struct ComparedParameter: Hashable, Sendable {
  /// What a setting belongs to, in the order of listings.
  public enum Group: String, CaseIterable, Sendable {
    /// The run itself: experiment, game, method, seed.
    case run
    /// A parameter of the game.
    case game
    /// A parameter of the method.
    case method
    /// A setting of the training.
    case training
    /// The recorder's version, the commit, the host.
    case environment
  }

  /// What the setting belongs to.
  public let group: Group
  /// Such as `stepSize`.
  public let name: String
  /// The text in each run; nil where a run has no such setting.
  public let values: [String?]

  /// Whether all runs have the same text.
  public var isShared: Bool { Set(values).count <= 1 }
  /// Whether two runs that both have the setting differ in it; else some runs only lack it.
  var isTelling: Bool { Set(values.compactMap(\.self)).count > 1 }

  /// The settings of the runs, grouped, each name once, in the order of first appearance.
  static func all(of runs: [RunDescription]) -> [Self] {
    Group.allCases.flatMap { group in
      let settings = runs.map { $0.settings(in: group) }
      var names: [String] = []
      for setting in settings.joined() where !names.contains(setting.name) {
        names.append(setting.name)
      }
      return names.map { name in
        let values = settings.map { $0.first { $0.name == name }?.value }
        return Self(group: group, name: name, values: values)
      }
    }
  }
}

extension RunDescription {
  fileprivate func settings(in group: ComparedParameter.Group) -> [RunParameter] {
    switch group {
    case .run:
      [
        RunParameter(name: "game", value: game), RunParameter(name: "method", value: method),
        RunParameter(name: "seed", value: String(seed)),
        RunParameter(name: "experiment", value: experiment),
      ]
    case .game: gameParameters
    case .method: methodParameters
    case .training: trainingParameters
    case .environment:
      [
        RunParameter(name: "version", value: environment.version),
        RunParameter(name: "commit", value: environment.gitCommit ?? "none"),
        RunParameter(name: "host", value: environment.host),
      ]
    }
  }
}
