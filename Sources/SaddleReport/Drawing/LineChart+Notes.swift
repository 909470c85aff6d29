import SaddleRecording

extension LineChart {
  /// What the reader must know to read the drawing: the scale, and every point that is not a point
  /// of a line.
  func notes(areThinned: Bool) -> [String] {
    var notes = [scaleSentence]
    notes += missingPoints
    notes += sameLines
    if areThinned {
      notes.append(
        "Thinned to the first, least, greatest and last point of every half pixel: no spike is lost."
      )
    }
    return notes
  }

  private var scaleSentence: String {
    switch heights.kind {
    case .linear: "Linear scale."
    case .logarithmic: "Logarithmic scale."
    case .signedLogarithmic(let threshold):
      "Signed logarithmic scale, linear within ±\(NumberText.typographic(threshold))."
    }
  }

  /// Points that are no points of lines, the runs of each kind in one sentence.
  private var missingPoints: [String] {
    var notes: [String] = []
    for (kind, place) in [
      (Missing.below, "marked on the lower edge"), (.above, "marked on the upper edge"),
      (.undefined, "not drawn"),
    ] {
      let counts = lines.map { ($0, count(of: kind, in: $0)) }.filter { $0.1 > 0 }
      guard !counts.isEmpty else { continue }
      let parts = counts.prefix(3).map { points($1, of: $0, isAlone: counts.count == 1) }
      let rest = counts.count > 3 ? " and of \(counts.count - 3) more" : ""
      let verb = counts.count == 1 && counts[0].1 == 1 ? "is" : "are"
      notes.append(
        "\(parts.joined(separator: ", "))\(rest) \(verb) \(words(of: kind)): \(place).")
    }
    return notes
  }

  /// Why a point is no point of a line.
  private enum Missing {
    case below
    case above
    case undefined
  }

  private func count(of kind: Missing, in line: PlottedSeries) -> Int {
    let recorded = line.series.recorded
    switch kind {
    case .below:
      guard heights.kind == .logarithmic else { return recorded.negativeInfinities }
      let tiny = line.series.values.count { $0 > 0 && heights.isBelow($0) }
      return recorded.negativeInfinities + recorded.notPositive + tiny
    case .above: return recorded.positiveInfinities
    case .undefined: return recorded.nans
    }
  }

  private func hasTiny(_ line: PlottedSeries) -> Bool {
    line.series.values.contains { $0 > 0 && heights.isBelow($0) }
  }

  private func words(of kind: Missing) -> String {
    switch kind {
    case .above: "∞"
    case .undefined: "NaN"
    case .below:
      if heights.kind != .logarithmic {
        "−∞"
      } else if lines.contains(where: hasTiny) {
        "≤ 0 or less than 10⁻³⁰⁰"
      } else {
        "≤ 0"
      }
    }
  }

  private func points(_ count: Int, of line: PlottedSeries, isAlone: Bool) -> String {
    let isOne = count == 1
    let all = count == line.series.recorded.points && !isOne && isAlone ? "All " : ""
    return "\(all)\(NumberText.count(count)) point\(isOne ? "" : "s") of \(line.label)"
  }

  /// Which lines lie under others because they have the very same points.
  private var sameLines: [String] {
    lines.indices.compactMap { index in
      let twin = lines[(index + 1)...].first { $0.series == lines[index].series }
      return twin.map { "\(lines[index].label) lies under \($0.label): their values are the same." }
    }
  }
}
