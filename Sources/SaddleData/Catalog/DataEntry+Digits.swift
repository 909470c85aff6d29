#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DataEntry {
  static let digits = DataEntry(
    name: "digits", summary: "1,797 handwritten digits of 8 × 8 pixels, in 10 classes",
    source: "Alpaydin & Kaynak 1998, doi:10.24432/C50P49; Examples/data of a checkout",
    settings: [.padding]
  ) { (settings, specification) throws(DataError) in
    guard let folder = checkoutData() else {
      throw DataError(
        .missing,
        "Examples/data/digits.csv is neither here nor in a folder above, nor beside the program",
        hint: "run inside a checkout of Saddlebag, or name the file:"
          + " PATH/digits.csv:shape=8x8:range=0,16:labels=PATH/digits-labels.csv")
    }
    let table = try DataTable(csvFile: folder + "/digits.csv")
    let labels = try DataTable(csvFile: folder + "/digits-labels.csv")
    guard table.columnCount == 64 else {
      throw DataError(
        .invalidData, "'\(folder)/digits.csv' has \(table.columnCount) columns, not 64",
        hint: "git checkout Examples/data")
    }
    return try Dataset(
      specification: specification, sampleShape: [8, 8, 1],
      source: TableSource(table, range: 0...16),
      labels: Labels(
        table: labels, name: "'\(folder)/digits-labels.csv'", rowCount: table.rowCount)
    ).padded(as: settings)
  }

  /// The folder Examples/data of the checkout that the user or the program stands in; nil if none.
  private static func checkoutData() -> String? {
    let manager = FileManager.default
    var starts = [manager.currentDirectoryPath]
    if let program = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      starts.append(program)
    } else if let program = CommandLine.arguments.first {
      starts.append(program)
    }
    for start in starts {
      var path = start[...]
      while true {
        let folder = path + "/Examples/data"
        if manager.fileExists(atPath: folder + "/digits.csv") { return String(folder) }
        guard let slash = path.lastIndex(of: "/") else { break }
        path = path[..<slash]
      }
    }
    return nil
  }
}

extension Labels {
  /// The labels that a table of one column lists: whole numbers 0 … 255.
  ///
  /// - Throws: ``DataError`` if it is no such table of `rowCount` rows.
  init(table: DataTable, name: String, rowCount: Int) throws(DataError) {
    guard table.columnCount == 1, table.rowCount == rowCount else {
      throw DataError(
        .invalidData,
        "\(name) holds \(table.rowCount) rows of \(table.columnCount) and should label"
          + " \(rowCount) samples",
        hint: "give one column with one label per sample")
    }
    let isClass = { (value: Double) in (0...255).contains(value) && value == value.rounded() }
    if let bad = table.values.firstIndex(where: { !isClass($0) }) {
      throw DataError(
        .invalidData, "label \(bad + 1) of \(name) is \(table.values[bad])",
        hint: "number the classes 0, 1, 2, … up to 255")
    }
    let classes = table.values.map { UInt8($0) }
    self.init(classes, classNames: (0...(classes.max() ?? 0)).map { "\($0)" })
  }
}
