import ArgumentParser
import SaddleData

/// `saddlebag data`: what games on data can be played on.
struct DataSets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List the data sets, or open one and describe it.",
    discussion: """
      A data set is named as --data names it: a name of the list or the path of a file or folder, \
      and its settings after colons, as in ring:modes=8:deviation=0.05. docs/data.md describes the files that are read.
      """)

  @Argument(
    help: ArgumentHelp("The data to describe (default: list the names).", valueName: "spec"))
  var specification: String?

  func run() throws {
    guard let specification else {
      for entry in DataCatalog.entries {
        print(
          CatalogText.line(entry.name, entry.summary, "settings: \(Self.names(entry.settings))"))
      }
      print(
        CatalogText.line(
          "PATH", "a file: CSV, NPY, IDX (MNIST and its like) or CIFAR-10's binary batches",
          "settings: \(Self.names(DataCatalog.fileSettings))"))
      print("\nsaddlebag data SPEC describes one; saddlebag train GAME --data SPEC plays on it.")
      return
    }
    let name = String(specification.prefix { $0 != ":" })
    let entry = DataCatalog.entries.first { $0.name == name }
    let data = try Dataset(specification: specification)
    if let entry {
      print("\(entry.name): \(entry.summary)\n  source      \(entry.source)")
    } else {
      print(specification)
    }
    Self.describe(data)
    let settings = entry?.settings ?? DataCatalog.fileSettings
    let width = settings.map(\.name.count).max() ?? 0
    for (index, setting) in settings.enumerated() {
      let padding = String(repeating: " ", count: width - setting.name.count)
      let fallback = setting.defaultText.isEmpty ? "" : "; default \(setting.defaultText)"
      print(
        "  \(index == 0 ? "settings  " : "          ")  \(setting.name)\(padding)"
          + "  \(setting.summary)\(fallback)")
    }
  }

  private static func names(_ settings: [DataEntry.Setting]) -> String {
    settings.map(\.name).joined(separator: ", ")
  }

  private static func describe(_ data: Dataset) {
    let shape = data.sampleShape.map { "\($0)" }.joined(separator: " × ")
    let sampled = data.samples(rows: Array(0..<min(data.rowCount, 1_000)))
    let least = sampled.min() ?? 0
    let largest = sampled.max() ?? 0
    print("  samples     \(data.rowCount) of shape \(shape)")
    print("  values      \(least) to \(largest) in the first \(min(data.rowCount, 1_000)) samples")
    if let labels = data.labels {
      let names = labels.classNames.prefix(10).joined(separator: ", ")
      print("  classes     \(labels.classCount): \(names)\(labels.classCount > 10 ? ", …" : "")")
    }
    print("  digest      \(data.digest)")
  }
}
