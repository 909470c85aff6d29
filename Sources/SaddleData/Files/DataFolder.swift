#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Folders that hold a data set as it is published.
struct DataFolder {
  let path: String

  /// The first of some names that is a file of this folder; nil if none is.
  private func file(_ names: [String]) -> String? {
    names.map { "\(path)/\($0)" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// MNIST's images and labels, or those of its like, packed or not; nil if no images are here.
  func idxFiles(part: String) -> (images: String, labels: String?)? {
    let prefix = part == "test" ? "t10k" : "train"
    // Some copies are named train-images.idx3-ubyte.
    func names(_ kind: String, _ axes: String) -> [String] {
      ["-", "."].flatMap { mark in
        ["", ".gz"].map { "\(prefix)-\(kind)\(mark)\(axes)-ubyte\($0)" }
      }
    }
    return file(names("images", "idx3")).map { ($0, file(names("labels", "idx1"))) }
  }

  /// CIFAR-10's binary batches; empty if they are not here.
  func cifarBatches(part: String) -> [String] {
    for folder in [path, path + "/cifar-10-batches-bin"] {
      let names = part == "test" ? ["test_batch"] : (1...5).map { "data_batch_\($0)" }
      let batches = names.map { "\(folder)/\($0).bin" }
        .filter { FileManager.default.fileExists(atPath: $0) }
      if batches.count == names.count { return batches }
    }
    return []
  }
}

extension DataSettings {
  /// `train` or `test`.
  func part() throws(DataError) -> String {
    guard ["train", "test"].contains(text("part")) else { throw invalid("part") }
    return text("part")
  }
}

extension DataEntry.Setting {
  static let part = DataEntry.Setting("part", "train", "train or test")
}
