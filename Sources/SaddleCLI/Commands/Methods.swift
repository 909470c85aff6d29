import ArgumentParser
import SaddleTraining

/// `saddlebag methods`: how it can be trained.
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the methods, or describe one with its parameters and defaults.")

  @Argument(help: "The method to describe (default: list them all).")
  var name: String?

  func run() throws {
    guard let name else {
      for entry in MethodCatalog.entries {
        print(CatalogText.line(entry.name, entry.formula, entry.summary))
      }
      print("\nsaddlebag methods NAME describes one; saddlebag train GAME --method NAME uses it.")
      return
    }
    let entry = try MethodCatalog.entry(named: name)
    print(
      CatalogText.page(
        entry.name, entry.formula, entry.summary, source: entry.source,
        parameters: entry.parameters))
  }
}
