#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Data named by the path of a file or folder.
enum DataFile {
  /// What may follow the path.
  static let settings: [DataEntry.Setting] = [
    DataEntry.Setting("labels", "", "a file with one label per sample"),
    DataEntry.Setting("shape", "", "the shape of a sample, as 28x28 or 32x32x3"),
    DataEntry.Setting(
      "range", "",
      "the two values that become −1 and 1, as 0,255; so by default for bytes of images"),
    .padding, .part,
  ]

  /// Opens a file by what it holds, a folder by the files in it.
  static func open(
    _ path: String, _ settings: DataSettings, _ specification: String
  ) throws(DataError) -> Dataset {
    let part = try settings.part()
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
      return try folder(DataFolder(path: path), part: part, settings, specification)
    }
    guard part == "train" else {
      throw DataError(
        .invalidSpecification, "'\(path)' is one file and has no parts",
        hint: "name the folder, or the file of the part")
    }
    let bytes = try FileBytes(path: path)
    if IDXFile.isLikely(bytes) || GzipFile.isLikely(bytes) || path.hasSuffix("-ubyte") {
      return try images(path, labels: nil, classNames: nil, settings, specification)
    }
    if bytes.starts(with: NPYFile.magic) || path.lowercased().hasSuffix(".npy") {
      let array = try NPYFile.array(bytes, name: "'\(path)'")
      return try dataset(array, labels: nil, classNames: nil, settings, specification)
    }
    if path.hasSuffix(".bin") {
      return try cifar([path], settings, specification)
    }
    return try table(path, settings, specification)
  }

  private static func folder(
    _ folder: DataFolder, part: String, _ settings: DataSettings, _ specification: String
  ) throws(DataError) -> Dataset {
    if let files = folder.idxFiles(part: part) {
      return try images(
        files.images, labels: files.labels, classNames: nil, settings, specification)
    }
    let batches = folder.cifarBatches(part: part)
    guard !batches.isEmpty else {
      throw DataError(
        .missing,
        "folder '\(folder.path)' holds neither MNIST's files nor CIFAR-10's binary batches",
        hint: "name a file, or a folder with train-images-idx3-ubyte or data_batch_1.bin …")
    }
    return try cifar(batches, settings, specification)
  }

  private static func cifar(
    _ paths: [String], _ settings: DataSettings, _ specification: String
  ) throws(DataError) -> Dataset {
    for name in ["labels", "shape", "range"] where !settings.text(name).isEmpty {
      throw DataError(
        .invalidSpecification, "CIFAR-10's batches take no setting '\(name)'",
        hint: "they have their own labels, shape and range")
    }
    let source = try CIFARSource(paths: paths)
    return try Dataset(
      specification: specification, sampleShape: [32, 32, 3], source: source,
      labels: Labels(classNames: CIFARSource.classNames) { source.label(ofRow: $0) }
    ).padded(as: settings)
  }

  /// An IDX file, packed or not, and the labels beside it.
  static func images(
    _ path: String, labels: String?, classNames: [String]?, _ settings: DataSettings,
    _ specification: String
  ) throws(DataError) -> Dataset {
    let labels = labels ?? labelsBeside(path)
    return try dataset(
      try idx(path), labels: labels, classNames: classNames, settings, specification)
  }

  private static func labelsBeside(_ path: String) -> String? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    let other = name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    let labels = String(path[..<start]) + String(other)
    guard other != name, FileManager.default.fileExists(atPath: labels) else { return nil }
    return labels
  }

  private static func idx(_ path: String) throws(DataError) -> BinaryArray {
    let bytes = try FileBytes(path: path)
    let name = "'\(path)'"
    guard GzipFile.isLikely(bytes) else { return try IDXFile.array(bytes, name: name) }
    let unpacked = try UnpackedFile.bytes(of: GzipFile(bytes: bytes, name: name), path: path)
    return try IDXFile.array(unpacked, name: name)
  }

  private static func dataset(
    _ array: BinaryArray, labels: String?, classNames: [String]?, _ settings: DataSettings,
    _ specification: String
  ) throws(DataError) -> Dataset {
    let given = try array.sampleShape()
    let shape = try settings.shape(filling: given.reduce(1, *), of: array.name) ?? given
    let isImage = shape.count == 3 && array.element.kind == .uint8
    let range = try settings.range() ?? (isImage ? 0...255 : nil)
    let chosen = settings.text("labels").isEmpty ? labels : settings.text("labels")
    return try Dataset(
      specification: specification, sampleShape: shape,
      source: try BinarySource(array, range: range),
      labels: try chosen.map { path throws(DataError) in
        try self.labels(path, rowCount: array.shape[0], classNames: classNames)
      }
    ).padded(as: settings)
  }

  private static func table(
    _ path: String, _ settings: DataSettings, _ specification: String
  ) throws(DataError) -> Dataset {
    let table = try DataTable(csvFile: path)
    let shape = try settings.shape(filling: table.columnCount, of: "'\(path)'")
    let labels = settings.text("labels")
    return try Dataset(
      specification: specification, sampleShape: shape ?? [table.columnCount],
      source: TableSource(table, range: try settings.range()),
      labels: labels.isEmpty
        ? nil : try self.labels(labels, rowCount: table.rowCount, classNames: nil)
    ).padded(as: settings)
  }

  /// The labels in a file of any kind.
  private static func labels(
    _ path: String, rowCount: Int, classNames: [String]?
  ) throws(DataError) -> Labels {
    let bytes = try FileBytes(path: path)
    if IDXFile.isLikely(bytes) || GzipFile.isLikely(bytes) {
      return try idx(path).labels(rowCount: rowCount, classNames: classNames)
    }
    if bytes.starts(with: NPYFile.magic) {
      return try NPYFile.array(bytes, name: "'\(path)'")
        .labels(rowCount: rowCount, classNames: classNames)
    }
    return try Labels(
      table: try DataTable(csvFile: path), name: "'\(path)'", rowCount: rowCount)
  }
}

extension DataSettings {
  /// The shape that `shape` names, with one channel if it names none; nil if it is empty.
  ///
  /// - Throws: ``DataError`` unless it holds `count` values.
  func shape(filling count: Int, of file: String) throws(DataError) -> [Int]? {
    let text = text("shape")
    if text.isEmpty { return nil }
    let words = text.split(separator: "x", omittingEmptySubsequences: false)
    let sides = words.compactMap { Int($0) }
    guard sides.count == words.count, sides.allSatisfy({ (1...65_536).contains($0) }),
      (1...3).contains(sides.count)
    else { throw invalid("shape") }
    guard sides.reduce(1, *) == count else {
      throw DataError(
        .invalidSpecification,
        "samples of \(file) hold \(count) values, which do not fill \(text)",
        hint: "give a shape whose product is \(count)")
    }
    return sides.count == 2 ? sides + [1] : sides
  }

  /// The values that become −1 and 1; nil leaves the values as they are.
  func range() throws(DataError) -> ClosedRange<Double>? {
    let ends = try list("range")
    if ends.isEmpty { return nil }
    guard ends.count == 2, ends[0] < ends[1], (ends[1] - ends[0]).isFinite else {
      throw invalid("range")
    }
    return ends[0]...ends[1]
  }
}
