import SaddleRecording

/// Short names that tell the runs of one report apart: `#3 extragradient`, `#4 stepSize 0.1`.
enum RunLabels {
  /// One label per run: its number and as many of its differing settings as are needed to tell it
  /// from the others, at most three.
  ///
  /// A single run is labelled by its method; runs with the same settings by their names, if these
  /// differ. Long words are cut.
  static func labels(of runs: [Run], parameters: [ComparedParameter]) -> [String] {
    guard runs.count > 1 else { return runs.map { "#\($0.id) \($0.description.method)" } }
    var aspects = [[String]](repeating: [], count: runs.count)
    let candidates = parameters.filter { !$0.isShared && $0.group != .environment }
    for parameter in candidates.sorted(by: { rank($0) < rank($1) }) {
      let before = Set(aspects).count
      if before == runs.count || (aspects.map(\.count).max() ?? 0) == 3 { break }
      let extended = zip(aspects, parameter.values).map { $0 + [aspect($1, of: parameter)] }
      if Set(extended).count > before { aspects = extended }
    }
    let names = runs.map(\.description.name)
    if Set(aspects).count == 1, Set(names).count > 1 { aspects = names.map { [$0] } }
    return zip(runs, aspects).map { run, aspects in
      (["#\(run.id)"] + aspects.filter { !$0.isEmpty }.map { DisplayWidth.elide($0, to: 40) })
        .joined(separator: " ")
    }
  }

  private static func aspect(_ value: String?, of parameter: ComparedParameter) -> String {
    guard let value else { return "" }
    let isName = parameter.group == .run && parameter.name != "seed"
    return isName ? value : "\(parameter.name) \(value)"
  }

  /// Methods first, as that is what most comparisons are about; then games, settings, seeds.
  private static func rank(_ parameter: ComparedParameter) -> Int {
    switch (parameter.group, parameter.name) {
    case (.run, "method"): 0
    case (.run, "game"): 1
    case (.game, _): 2
    case (.method, _): 3
    case (.training, _): 4
    case (.run, _): 5
    case (.environment, _): 6
    }
  }
}
