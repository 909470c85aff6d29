import SaddleRecording
import SaddleStatistics

extension RunGroups {
  /// One row per group: what its runs agree in, how many there are, how they ended, and the mean of
  /// each metric's last value with its 95 % interval; the best group of each metric is marked.
  public var table: TabularText {
    let metrics = comparison.summaryMetrics
    var table = TabularText(columns: names.map { TabularText.Column($0) } + ["runs", "ended"])
    table.columns += metrics.map { TabularText.Column("\($0.shortTitle) ± 95 %") }
    for (row, group) in groups.enumerated() {
      var cells = group.values.map(TabularText.Cell.text)
      cells += [.integer(Int64(group.runs.count)), .text(endings(of: group))]
      for (column, metric) in metrics.enumerated() {
        cells.append(.text(Self.words(sample(of: metric, in: group))))
        if best(in: metric) == row {
          table.marks.insert(.init(row: row, column: names.count + 2 + column))
        }
      }
      table.rows.append(cells)
    }
    return table
  }

  /// The same in numbers, a row per group and metric: mean, half interval, standard deviation, least
  /// and greatest value, and how many values are not finite.
  public var numberTable: TabularText {
    var table = TabularText(columns: names.map { TabularText.Column($0) })
    table.columns += [
      "metric", "runs", "mean", "half95", "stddev", "least", "greatest", "nonfinite",
    ]
    for group in groups {
      for metric in comparison.summaryMetrics {
        let sample = sample(of: metric, in: group)
        let values = sample.values.map(\.value)
        let numbers = [
          sample.mean, sample.halfInterval, sample.variance?.squareRoot(), values.min(),
          values.max(),
        ]
        table.rows.append(
          group.values.map(TabularText.Cell.text)
            + [.text(metric.shortTitle), .integer(Int64(values.count))]
            + numbers.map { $0.map { .real($0) } ?? .null }
            + [.integer(Int64(sample.nonfiniteCount))])
      }
    }
    return table
  }

  /// One row per metric and group: the mean with its interval and, of a ranked metric, how far it is
  /// from the best group's and whether seeds explain that.
  public var testTable: TabularText {
    var table = TabularText(columns: [
      "metric", "group", "last ± 95 %", "from best", "p", "test", "seed noise",
    ])
    for metric in comparison.summaryMetrics {
      let best = best(in: metric)
      let reference = best.map { sample(of: metric, in: groups[$0]) }
      for (index, group) in groups.enumerated() {
        let sample = sample(of: metric, in: group)
        if sample.values.isEmpty, sample.nonfiniteCount == 0 { continue }
        if index == best { table.marks.insert(.init(row: table.rows.count, column: 2)) }
        let test = index == best ? nil : reference.flatMap { MeanTest($0, sample) }
        table.rows.append([
          .text(metric.shortTitle), .text(label(of: group)), .text(Self.words(sample)),
          test.map { .real($0.difference) } ?? .null, test.map { .real($0.p) } ?? .null,
          test.map { .text($0.kind.rawValue) } ?? .null,
          test.map { .text($0.isSeedNoise ? "within" : "beyond") } ?? .null,
        ])
      }
    }
    return table
  }

  /// The comparison of the groups for a terminal.
  ///
  /// - Parameters:
  ///   - width: the terminal's columns; nil for any width.
  ///   - emphasis: how the best values stand out.
  /// - Returns: the text, its last line ended by a line feed.
  public func text(width: Int? = nil, emphasis: TerminalEmphasis = .plain) -> String {
    let format = TableFormat.table(width: width, emphasis: emphasis)
    let lead =
      "\(comparison.runs.count) runs in \(groups.count) group\(groups.count == 1 ? "" : "s")"
      + (names.isEmpty ? "" : " by \(names.joined(separator: ", "))")
      + ". Means of the last values, ± half the 95 % interval of Student’s t."
    var overview = table
    overview.columns = Array(overview.columns.prefix(names.count + 2))
    overview.marks = []
    var tests = testTable
    for row in tests.rows.indices.dropFirst().reversed()
    where tests.rows[row][0] == tests.rows[row - 1][0] { tests.rows[row][0] = .null }
    let isTested = tests.rows.contains { $0[4] != .null }
    if !isTested { tests.columns = Array(tests.columns.prefix(3)) }
    var parts = [
      LineFilling.filled(lead, width: width) + "\n", overview.render(as: format),
      tests.render(as: format),
    ]
    if !tests.marks.isEmpty {
      parts.append("\(emphasis == .plain ? "*" : "bold"): best mean of the groups (nearest to 0)\n")
    }
    if isTested {
      parts.append(
        LineFilling.filled(
          "p is the chance of such a difference from the best group, were there none; above 0.05 it is "
            + "within seed noise. No correction for many comparisons is made.",
          width: width) + "\n")
    } else if groups.count > 1 {
      parts.append("One run a group tells nothing of seed noise: repeat them with other seeds.\n")
    }
    return parts.joined(separator: "\n")
  }

  /// `0.12 ± 0.03`; the values that are not finite are told.
  static func words(_ sample: SeedSample) -> String {
    let lost =
      sample.nonfiniteCount > 0 ? " (\(NumberText.count(sample.nonfiniteCount)) not finite)" : ""
    guard let mean = sample.mean else { return lost.isEmpty ? "" : "–" + lost }
    let interval = sample.halfInterval.map { " ± \(NumberText.typographic($0, digits: 2))" } ?? ""
    return NumberText.typographic(mean) + interval + lost
  }

  private func endings(of group: Group) -> String {
    var counts: [(word: String, count: Int)] = []
    for index in group.runs {
      let word: String =
        switch comparison.runs[index].run.status {
        case .running: "running"
        case .crashed: "crashed"
        case .ended(let outcome): outcome.rawValue
        }
      if let place = counts.firstIndex(where: { $0.word == word }) {
        counts[place].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    if let only = counts.first, counts.count == 1 { return only.word }
    return counts.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
  }
}
