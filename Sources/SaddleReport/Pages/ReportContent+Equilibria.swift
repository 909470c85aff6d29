import SaddleRecording

extension ReportContent {
  /// The most equilibria of a game that are listed.
  private static let most = 12

  /// What theory knows of each game played; games of which it knows nothing are named together.
  var equilibriumSection: ReportSection? {
    let games = KnownGame.all(of: comparison.runs.map(\.run))
    let known = games.filter { !$0.equilibria.isEmpty }
    var blocks: [ReportSection.Block] = []
    for game in known {
      if games.count > 1 { blocks.append(.heading(game.name, run: nil)) }
      blocks.append(.equilibria(Self.items(of: game)))
      let surplus = game.equilibria.count - Self.most
      if surplus > 0 { blocks.append(.prose("… and \(NumberText.count(surplus)) more.")) }
      blocks.append(.note(game.gapSentence))
    }
    let unknown = games.filter(\.equilibria.isEmpty)
    if !unknown.isEmpty {
      var names: [String] = []
      for game in unknown where !names.contains(game.game) { names.append(game.game) }
      blocks.append(
        .prose("Of \(names.joined(separator: ", ")) theory gives none, or none is recorded."))
      blocks += unknown.compactMap(\.gapDomain).first.map { [.note("Gaps refer to \($0).")] } ?? []
    }
    if !known.isEmpty { blocks.append(.sql(FigureSQL.equilibria(of: ids), of: "list")) }
    let name = games.count == 1 ? " of \(games.first?.name ?? "")" : ""
    return ReportSection(id: "equilibria", heading: "Known equilibria\(name)", blocks: blocks)
  }

  private static func items(
    of game: KnownGame
  ) -> [(kind: String, words: String, remark: String)] {
    game.equilibria.prefix(most).map { equilibrium in
      let point = EquilibriumWords.profile(of: equilibrium, minimizerCount: game.minimizerCount)
      return (
        kind: equilibrium.kind, words: "\(point): \(EquilibriumWords.kind(of: equilibrium)).",
        remark: equilibrium.note
      )
    }
  }
}
