import struct FoundationEssentials.Data

extension HTMLReport {
  /// A section: in a grid its words before its figures are one cell, those after them another.
  func markup(_ section: ReportSection) -> Markup {
    let heading: Markup = "<h2>\(section.heading)</h2>\n"
    let name = Self.classes(of: section)
    guard let name else {
      let blocks = section.blocks.map { markup($0, isInGrid: false) }
      return "<section id=\"\(section.id)\">\n\(heading)\(blocks.joined())</section>\n"
    }
    let isWide = section.layout == .pairsBelow
    let first = section.blocks.firstIndex { if case .figures = $0 { true } else { false } }
    let split = first ?? section.blocks.endIndex
    let words = section.blocks[..<split].map { markup($0, isInGrid: true) }
    let rest = section.blocks[split...].map { markup($0, isInGrid: true) }
    return """
      <section id="\(section.id)" class="\(name)">
      <div class="\(isWide ? "say wide" : "say")">
      \(heading)\(words.joined())</div>
      \(rest.joined())</section>

      """
  }

  private static func classes(of section: ReportSection) -> String? {
    switch section.layout {
    case .plain: nil
    case .pairs, .pairsBelow: "group"
    case .triples: "group portraits"
    }
  }

  private func markup(_ block: ReportSection.Block, isInGrid: Bool) -> Markup {
    switch block {
    case .heading(let words, let run):
      return "<h3>\(run.map(swatch) ?? "")\(words)</h3>\n"
    case .prose(let words): return "<p>\(words)</p>\n"
    case .note(let words): return "<p class=\"notes\">\(words)</p>\n"
    case .story(let items, let fold): return story(items, fold: fold)
    case .equilibria(let items):
      let all = items.map { kind, words, remark -> Markup in
        let remark: Markup = remark.isEmpty ? "" : " <span class=\"soft\">\(remark)</span>"
        return "<li>\(sign(of: kind))\(words)\(remark)</li>\n"
      }
      return "<ul class=\"known-list\">\n\(all.joined())</ul>\n"
    case .legend(let items):
      let all = items.map { kind, words -> Markup in "<li>\(sign(of: kind))\(words)</li>\n" }
      return "<ul class=\"legend\">\n\(all.joined())</ul>\n"
    case .table(let table): return markup(table)
    case .figures(let figures, let fold):
      let all = figures.map(markup).joined()
      let group: Markup =
        isInGrid || figures.count < 2 ? all : "<div class=\"group\">\n\(all)</div>\n"
      return fold.map { "<details><summary>\($0)</summary>\n\(group)</details>\n" } ?? group
    case .sql(let sql, let what): return fold(sql, of: what)
    }
  }

  private func sign(of kind: String) -> Markup {
    Markup(trusted: PhasePortrait.legendSign(of: kind))
  }

  private func story(
    _ items: [(run: Int, label: String, words: String)], fold: String?
  ) -> Markup {
    let all = items.map { run, label, words -> Markup in
      "<li class=\"\(Palette.style(of: run))\"><b>\(label)</b>\(words)</li>\n"
    }
    let list: Markup = "<ul class=\"story\">\n\(all.joined())</ul>\n"
    return fold.map { "<details>\n<summary>\($0)</summary>\n\(list)</details>\n" } ?? list
  }

  private func markup(_ table: ReportTable) -> Markup {
    let isByColumn = table.style == .byColumn
    let heads = table.columns.enumerated().map { place, column -> Markup in
      if isByColumn, place == 0 { return "<td></td>" }
      let name: Markup = column.isNumber ? " class=\"number\"" : ""
      return "<th scope=\"col\"\(name)>\(column.run.map(swatch) ?? "")\(column.name)</th>"
    }
    let rows = table.rows.map { row -> Markup in
      let cells = row.enumerated().map { place, cell -> Markup in
        if isByColumn, place == 0 { return "<th scope=\"row\">\(cell.text)</th>" }
        return markup(cell, isNumber: !isByColumn && table.columns[place].isNumber)
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let notes = table.notes.map { note -> Markup in "<p class=\"notes\">\(note)</p>\n" }
    let all: Markup = """
      <div class="scroll"><table class="\(isByColumn ? "summary" : "sortable \(table.style.rawValue)")">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      \(notes.joined())\(fold(table.sql, of: "table"))
      """
    return table.fold.map { "<details><summary>\($0)</summary>\n\(all)</details>\n" } ?? all
  }

  private func markup(_ cell: ReportTable.Cell, isNumber: Bool) -> Markup {
    let isLong = cell.text.split(separator: " ").contains { $0.count > 24 }
    let name = isNumber ? "number" : cell.run != nil ? "run" : isLong ? "long" : nil
    var attributes: Markup = name.map { " class=\"\($0)\"" } ?? ""
    if isNumber, let number = cell.number { attributes += " data-value=\"\(number.description)\"" }
    if let hint = cell.hint { attributes += " title=\"\(hint)\"" }
    let words: Markup = cell.isBest ? "<strong>\(cell.text)</strong>" : "\(cell.text)"
    return "<td\(attributes)>\(cell.run.map(swatch) ?? "")\(words)</td>"
  }

  private func markup(_ figure: ReportFigure) -> Markup {
    let content: Markup
    switch figure.content {
    case .drawing(let drawing): content = Markup(trusted: drawing)
    case .picture(let mediaType, let bytes):
      let data = Data(bytes).base64EncodedString()
      content = "<img alt=\"\(figure.title)\" src=\"data:\(mediaType);base64,\(data)\"/>\n"
    case .nothing: content = ""
    }
    let owner: Markup = figure.run.map { " class=\"n\(String($0))\"" } ?? ""
    let notes: Markup =
      figure.notes.isEmpty
      ? "" : "<p class=\"notes\">\(figure.notes.joined(separator: " "))</p>\n"
    return """
      <figure\(owner)>
      <figcaption>\(figure.run.map(swatch) ?? "")\(figure.title)</figcaption>
      \(content)\(notes)\(figure.sql.map { fold($0, of: "figure") } ?? "")</figure>

      """
  }

  /// The SQL of a figure or a table, folded.
  private func fold(_ sql: String, of what: String) -> Markup {
    """
    <details><summary>SQL of \(what.hasSuffix("s") ? "these" : "this") \(what)</summary>
    <pre>\(sql)</pre>
    </details>

    """
  }
}
