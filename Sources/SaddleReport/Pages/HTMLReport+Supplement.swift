import SaddleRecording

import struct FoundationEssentials.Data

extension HTMLReport {
  /// What each run took; nothing where that is not known.
  var costSection: Markup {
    let rows = comparison.runs.enumerated().compactMap { index, run -> Markup? in
      guard let cost = supplement.costs[run.run.id] else { return nil }
      let steps = run.run.stepCount
      let perStep = cost.wallSeconds.flatMap { seconds in
        run.run.lastStep.flatMap { $0 > 0 ? seconds / Double($0) * 1e6 : nil }
      }
      let megabytes = cost.storedBytes.map { Double($0) / 1_048_576 }
      return """
        <tr><td class="run">\(swatch(index))\(run.label)</td>\
        <td class="number" data-value="\(String(steps))">\(NumberText.count(steps))</td>\
        \(cell(cost.wallSeconds))\(cell(perStep))\(cell(megabytes))</tr>

        """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section id="cost">
      <h2>Time and storage</h2>
      <div class="scroll"><table class="sortable">
      <thead><tr><th scope="col">run</th><th scope="col" class="number">steps</th>\
      <th scope="col" class="number">seconds</th><th scope="col" class="number">µs per step</th>\
      <th scope="col" class="number">MiB, about</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      \(fold(FigureSQL.costs(of: comparison.runs.map(\.run.id)), of: "table"))</section>

      """
  }

  private func cell(_ value: Double?) -> Markup {
    guard let value else { return "<td class=\"number\">–</td>" }
    return
      "<td class=\"number\" data-value=\"\(value.description)\">\(NumberText.typographic(value, digits: 3))</td>"
  }

  /// The pictures that runs recorded, such as grids of samples.
  var pictureSection: Markup {
    guard !supplement.pictures.isEmpty else { return "" }
    let figures = supplement.pictures.map { picture -> Markup in
      let index = comparison.runs.firstIndex { $0.run.id == picture.run } ?? 0
      let label = comparison.runs.isEmpty ? "" : comparison.runs[index].label
      let step = picture.step.map { ", step \(NumberText.count($0))" } ?? ""
      let data = Data(picture.bytes).base64EncodedString()
      return """
        <figure>
        <figcaption>\(swatch(index))\(label): \(picture.name)\(step)</figcaption>
        <img alt="\(picture.name) of \(label)" src="data:\(picture.mediaType);base64,\(data)"/>
        \(fold(FigureSQL.picture(picture), of: "picture"))</figure>

        """
    }
    return """
      <section id="samples" class="group portraits">
      <div class="say">
      <h2>Samples</h2>
      <p>The last picture of each name that the runs recorded.</p></div>
      \(figures.joined())</section>

      """
  }

  /// The runs with their colors: a legend, which the script makes a row of switches.
  var runLegend: Markup {
    guard comparison.runs.count > 1 else { return "" }
    let chips = comparison.runs.enumerated().map { index, run -> Markup in
      "<span class=\"chip\" data-style=\"\(Palette.style(of: index))\">\(swatch(index))\(run.label)</span>\n"
    }
    return "<nav class=\"runs\" aria-label=\"Runs\">\n\(chips.joined())</nav>\n"
  }

  /// The sentences that the page begins with, each linked to what shows it.
  var leadParagraph: Markup {
    let sentences = RunStory(comparison).leadSentences(supplement)
    guard !sentences.isEmpty else { return "\(RunStory(comparison).lead)" }
    return sentences.map { sentence -> Markup in
      "\(sentence.text) <a href=\"#\(sentence.anchor)\">\(sentence.link)</a>"
    }.joined(separator: "\n")
  }
}
