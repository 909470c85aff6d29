import SaddleRecording

extension LineChart {
  /// What the reader must know to read the drawing: the scale, and every point that is not a point
  /// of a line.
  func notes(areThinned: Bool) -> [String] {
    var notes = [scaleSentence]
    for line in lines { notes += missingPoints(of: line) }
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

  private func missingPoints(of line: PlottedSeries) -> [String] {
    let values = line.series.values
    var notes: [String] = []
    let recorded = line.series.recorded
    let above = recorded.positiveInfinities
    let tiny = values.count { $0 > 0 && heights.isBelow($0) }
    let below =
      recorded.negativeInfinities
      + (heights.kind == .logarithmic ? recorded.notPositive + tiny : 0)
    let missing = recorded.nans
    if below > 0 {
      notes.append("\(points(below, of: line)) \(belowWords(values)): marked on the lower edge.")
    }
    if above > 0 { notes.append("\(points(above, of: line)) ∞: marked on the upper edge.") }
    if missing > 0 { notes.append("\(points(missing, of: line)) NaN: not drawn.") }
    return notes
  }

  private func belowWords(_ values: [Double]) -> String {
    guard heights.kind == .logarithmic else { return "−∞" }
    return values.contains { $0 > 0 && heights.isBelow($0) } ? "≤ 0 or less than 10⁻³⁰⁰" : "≤ 0"
  }

  private func points(_ count: Int, of line: PlottedSeries) -> String {
    let isOne = count == 1
    let all = count == line.series.recorded.points && !isOne ? "All " : ""
    return "\(all)\(NumberText.count(count)) point\(isOne ? "" : "s") of \(line.label)"
      + (isOne ? " is" : " are")
  }

  /// Which lines lie under others because they have the very same points.
  private var sameLines: [String] {
    lines.indices.compactMap { index in
      let twin = lines[(index + 1)...].first { $0.series == lines[index].series }
      return twin.map { "\(lines[index].label) lies under \($0.label): their values are the same." }
    }
  }
}
