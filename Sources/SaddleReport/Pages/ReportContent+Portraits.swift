import SaddleRecording

extension ReportContent {
  /// A phase portrait per run that has a path.
  var portraitSection: ReportSection? {
    let paths = comparison.runs.enumerated().compactMap { PhasePath(of: $1, run: $0) }
    guard !paths.isEmpty else { return nil }
    let frames = frames(of: paths)
    let figures = zip(paths, frames).map { path, frame in
      let run = comparison.runs[path.run].run
      return ReportFigure(
        "portrait-\(run.id)", path.label, run: path.run,
        PhasePortrait(path, frame: frame).figure,
        sql: FigureSQL.path(of: comparison.runs[path.run].history, isWhole: path.plane != nil))
    }
    return ReportSection(
      id: "portraits", heading: "Phase portraits", layout: paths.count > 1 ? .triples : .pairs,
      blocks: [
        .prose(prose(of: paths, frames: frames)), .legend(legend(of: paths)), .figures(figures),
      ])
  }

  /// The frames of the paths: the same for runs of one game whose paths are about as large, so that
  /// they compare at a glance, else one each.
  private func frames(of paths: [PhasePath]) -> [PhaseFrame] {
    let own = paths.map { PhaseFrame(covering: $0.extent) }
    guard comparison.isSameGame, paths.allSatisfy({ $0.plane == nil }), let first = own.first,
      paths.count > 1
    else { return own }
    let union = PhaseFrame(covering: paths.flatMap(\.extent))
    let isNear = own.allSatisfy { $0.isEqual == first.isEqual && $0.size * 4 >= union.size }
    return isNear ? own.map { _ in union } : own
  }

  private func prose(of paths: [PhasePath], frames: [PhaseFrame]) -> String {
    let flat = paths.filter { $0.plane == nil }
    let counts = Set(flat.map { [$0.minimizerCount, $0.maximizerCount] })
    var text = flat.isEmpty ? "" : "The minimizer’s parameter runs across, the maximizer’s up."
    if !flat.isEmpty, counts != [[1, 1]] {
      let games = counts.sorted { $0.lexicographicallyPrecedes($1) }
        .map { "\($0[0]) + \($0[1])" }.joined(separator: ", ")
      text =
        "The first of the minimizer’s parameters (x₁) runs across, the first of the maximizer’s "
        + "(y₁) up; there are \(games) parameters in all."
    }
    if flat.count < paths.count {
      text +=
        "\(text.isEmpty ? "" : " ")Paths of more than two parameters are drawn in their principal plane: the "
        + "two directions of both players’ parameters in which the run moved most."
    }
    text += " Lines grow stronger from start to end, arrows point onward."
    if frames.count > 1 {
      text +=
        Set(frames).count == 1
        ? " All portraits show the same part of the plane."
        : " The portraits show different parts of the plane."
    }
    return text
  }

  private func legend(of paths: [PhasePath]) -> [(kind: String, words: String)] {
    let kinds = Set(paths.flatMap { $0.equilibria.map(\.kind) })
    let known = [
      (kind: "nash", words: "Nash equilibrium"), (kind: "proximal", words: "λ-proximal, not Nash"),
      (kind: "stationary", words: "stationary only"),
    ].filter { kinds.contains($0.kind) }
    return [(kind: "start", words: "start"), (kind: "end", words: "end")] + known
  }
}
