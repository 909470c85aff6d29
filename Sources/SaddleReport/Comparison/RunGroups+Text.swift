import SaddleRecording

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

  /// One row per ranked metric and group but the best: how far its mean is from the best one, and
  /// whether seeds explain that.
  public var testTable: TabularText {
    var table = TabularText(columns: [
      "metric", "group", "from best", "test", "p", "so the difference is",
    ])
    for metric in comparison.summaryMetrics {
      guard let best = best(in: metric) else { continue }
      let reference = sample(of: metric, in: groups[best])
      for (index, group) in groups.enumerated() where index != best {
        guard let test = MeanTest(reference, sample(of: metric, in: group)) else { continue }
        table.rows.append([
          .text(metric.shortTitle), .text(label(of: group)), .real(test.difference),
          .text(test.kind.rawValue), .real(test.p),
          .text(test.isSeedNoise ? "within seed noise" : "more than seed noise"),
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
    var parts = [LineFilling.filled(lead, width: width) + "\n", table.render(as: format)]
    if !table.marks.isEmpty {
      parts.append("\(emphasis == .plain ? "*" : "bold"): best mean of the groups (nearest to 0)\n")
    }
    let tests = testTable
    if !tests.rows.isEmpty {
      parts.append(tests.render(as: format))
      parts.append(
        LineFilling.filled(
          "p is the chance of such a difference from the best group, were there none; "
            + "seeds explain what is above 0.05. No correction for many comparisons is made.",
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
