import SaddleRecording

extension HTMLReport {
  /// What theory knows of each game played.
  var equilibriumSection: Markup {
    let games = KnownGame.all(of: comparison.runs.map(\.run))
    let blocks = games.map { game -> Markup in
      let heading: Markup = games.count > 1 ? "<h3>\(game.name)</h3>\n" : ""
      return heading + list(of: game) + "<p class=\"notes\">\(game.gapSentence)</p>\n"
    }
    return """
      <section id="equilibria">
      <h2>Known equilibria\(games.count == 1 ? " of \(games.first?.name ?? "")" : "")</h2>
      \(blocks.joined())\
      \(fold(FigureSQL.equilibria(of: comparison.runs.map(\.run.id)), of: "list"))</section>

      """
  }

  private func list(of game: KnownGame) -> Markup {
    guard !game.equilibria.isEmpty else {
      return "<p>Theory gives none, or none is recorded.</p>\n"
    }
    let most = 12
    let items = game.equilibria.prefix(most).map { equilibrium -> Markup in
      let sign = Markup(trusted: PhasePortrait.legendSign(of: equilibrium.kind))
      let point = EquilibriumWords.profile(of: equilibrium, minimizerCount: game.minimizerCount)
      let note: Markup =
        equilibrium.note.isEmpty ? "" : " <span class=\"soft\">\(equilibrium.note)</span>"
      return "<li>\(sign)\(point): \(EquilibriumWords.kind(of: equilibrium)).\(note)</li>\n"
    }
    let surplus = game.equilibria.count - most
    let rest: Markup = surplus > 0 ? "<li>… and \(NumberText.count(surplus)) more.</li>\n" : ""
    return "<ul class=\"known-list\">\n\(items.joined())\(rest)</ul>\n"
  }
}
