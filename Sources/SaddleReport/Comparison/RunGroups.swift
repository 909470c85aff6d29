import SaddleRecording
import SaddleStatistics

/// Why runs cannot be grouped.
public struct GroupingError: Error, Hashable, Sendable {
  /// One sentence without a full stop.
  public let message: String
  /// What runs can be grouped by.
  public let hint: String
}

/// Runs that agree in some settings, as one: what their metrics are over the seeds.
///
///     let groups = try RunGroups(comparison, by: ["method", "stepSize"])
///     print(groups.text(width: 100))
public struct RunGroups: Hashable, Sendable {
  /// Runs that agree.
  struct Group: Hashable {
    /// What they agree in, one text for each name of ``RunGroups/names``.
    let values: [String]
    /// Their places in the comparison.
    let runs: [Int]
  }

  /// The settings by which runs are grouped.
  public let names: [String]
  let comparison: RunComparison
  let groups: [Group]

  /// Groups the runs of a comparison.
  ///
  /// - Parameters:
  ///   - comparison: the runs.
  ///   - names: `game`, `method`, `seed`, `experiment`, `version`, `commit`, `host`, or any setting of a
  ///     game, method or training.
  /// - Throws: ``GroupingError`` for a name that no run has.
  public init(_ comparison: RunComparison, by names: [String]) throws(GroupingError) {
    let all = comparison.differences + comparison.sharedParameters
    var parameters: [ComparedParameter] = []
    for name in names {
      guard let found = all.first(where: { $0.name == name }) else {
        throw GroupingError(
          message: "no run has a setting '\(name)' to group by",
          hint: all.map(\.name).joined(separator: ", "))
      }
      parameters.append(found)
    }
    var groups: [Group] = []
    for index in comparison.runs.indices {
      let values = parameters.map { $0.values[index] ?? "–" }
      if let place = groups.firstIndex(where: { $0.values == values }) {
        groups[place] = Group(values: values, runs: groups[place].runs + [index])
      } else {
        groups.append(Group(values: values, runs: [index]))
      }
    }
    self.names = names
    self.comparison = comparison
    self.groups = groups
  }

  /// The groups of runs that differ by their seeds only, where at least one has several runs.
  init?(seedsOf comparison: RunComparison) {
    let names = comparison.differences.filter {
      $0.name != "seed" && $0.group != .environment
    }.map(\.name)
    guard let groups = try? Self(comparison, by: names),
      groups.groups.contains(where: { $0.runs.count > 1 })
    else { return nil }
    self = groups
  }

  /// A group's name: what its runs agree in, or `all runs`.
  func label(of group: Group) -> String {
    let words = zip(names, group.values).map { name, value in
      ["game", "method", "experiment"].contains(name) ? value : "\(name) \(value)"
    }
    return words.isEmpty ? "all runs" : words.joined(separator: ", ")
  }

  /// The last values of a metric over a group's runs.
  func sample(of metric: ReportedMetric, in group: Group) -> SeedSample {
    SeedSample(
      group.runs.compactMap { index in
        comparison.runs[index][metric]?.last.map {
          (comparison.runs[index].run.description.seed, $0.value)
        }
      })
  }

  /// The group whose mean is nearest to 0, if that is what is best of the metric and it can be named.
  func best(in metric: ReportedMetric) -> Int? {
    guard comparison.isSameGame, metric.isBetterSmaller else { return nil }
    let means = groups.map { group -> Double? in
      let sample = sample(of: metric, in: group)
      return sample.nonfiniteCount > 0 ? nil : sample.mean?.magnitude
    }
    guard let least = means.compactMap(\.self).min(),
      means.contains(where: { ($0 ?? .infinity) > least })
    else { return nil }
    return means.firstIndex(of: least)
  }
}
