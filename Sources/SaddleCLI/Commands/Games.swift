import ArgumentParser
import SaddleExperiments
import SaddleGames

/// `saddlebag games`: what can be played.
struct Games: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the games, or describe one with its parameters and defaults.")

  @Argument(help: "The game to describe (default: list them all).")
  var name: String?

  func run() throws {
    guard let name else {
      for entry in PlayableGames.entries {
        print(CatalogText.line(entry.name, entry.formula, entry.summary))
      }
      print("\nsaddlebag games NAME describes one; saddlebag train NAME plays it.")
      return
    }
    let entry = try PlayableGames.entry(named: name)
    print(
      CatalogText.page(
        entry.name, entry.formula, entry.summary, source: entry.source,
        parameters: entry.parameters))
    if entry.needsData {
      print("  data         --data NAME or --data FILE; saddlebag data lists the names")
    }
    if let suggestion = entry.suggestion {
      let settings = suggestion.settings.sorted { $0.key < $1.key }
        .map { " --set \($0.key)=\($0.value)" }.joined()
      print("  by default   --method \(suggestion.method)\(settings)")
    }
  }
}
