import ArgumentParser
import SaddleGames

/// `saddlebag games`: what can be played.
struct Games: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the games, or describe one with its parameters and defaults.")

  @Argument(help: "The game to describe (default: list them all).")
  var name: String?

  func run() throws {
    guard let name else {
      for entry in GameCatalog.entries {
        print(CatalogText.line(entry.name, entry.formula, entry.summary))
      }
      print("\nsaddlebag games NAME describes one; saddlebag train NAME plays it.")
      return
    }
    let entry = try GameCatalog.entry(named: name)
    print(
      CatalogText.page(
        entry.name, entry.formula, entry.summary, source: entry.source,
        parameters: entry.parameters))
    if entry.needsData {
      print("  data         --data NAME or --data FILE; saddlebag data lists the names")
    }
  }
}
