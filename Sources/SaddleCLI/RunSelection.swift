import ArgumentParser
import SaddleFilters
import SaddleRecording
import SaddleStore

/// The runs that a command is about: named one by one, or those that a filter lets pass.
struct RunSelection: ParsableArguments {
  @Argument(help: "The runs: numbers, UUID prefixes or names.")
  var runs: [String] = []

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Instead of naming runs: all that this filter lets pass (docs/filters.md).",
      valueName: "filter"))
  var filter: String?

  /// The runs in the order named, or the filter's by number; at least one.
  func resolve(in store: Store) throws -> [Run] {
    guard let filter else {
      guard !runs.isEmpty else {
        throw Failure(
          .usage, "no run is named",
          hint: "a run of saddlebag list, or --where \"game = 'bilinear'\"")
      }
      return try runs.map { try store.run(matching: $0) }
    }
    guard runs.isEmpty else {
      throw Failure(
        .usage, "runs are named, and a filter is given, too",
        hint: "one of both: id in (\(runs.joined(separator: ", "))) names runs in a filter")
    }
    let found = try store.runs(where: Filter(parsing: filter))
    guard !found.isEmpty else {
      throw Failure(
        .notFound, "no run of \(store.path) is let pass by this filter",
        hint: "saddlebag list --where … with less of it")
    }
    return found
  }
}
