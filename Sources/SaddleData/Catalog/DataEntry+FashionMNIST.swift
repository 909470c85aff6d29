#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DataEntry {
  static let fashionMNIST = DataEntry(
    name: "fashion-mnist",
    summary: "60,000 gray images of clothes, 28 × 28 pixels, in 10 classes",
    source: "Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747; Debian's dataset-fashion-mnist",
    settings: [.part, .padding]
  ) { (settings, specification) throws(DataError) in
    let part = try settings.part()
    for folder in sharedDataFolders() {
      if let files = DataFolder(path: folder + "/datasets/fashion-mnist").idxFiles(part: part) {
        return try DataFile.images(
          files.images, labels: files.labels, classNames: fashionNames, settings, specification)
      }
    }
    throw DataError(
      .missing, "Fashion-MNIST is not installed",
      hint: "apt-get install dataset-fashion-mnist; or name the folder that holds its four files")
  }

  private static let fashionNames = [
    "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
    "ankle boot",
  ]

  /// Where packages put shared data: `$XDG_DATA_DIRS`, by default what freedesktop.org says.
  private static func sharedDataFolders() -> [String] {
    let given = ProcessInfo.processInfo.environment["XDG_DATA_DIRS", default: ""]
    let list = given.isEmpty ? "/usr/local/share:/usr/share" : given
    return list.split(separator: ":").map(String.init)
  }
}
