#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Dataset {
  /// Opens the data that a text names: a data set of the catalog or the path of a file or folder, and
  /// after colons its settings.
  ///
  ///     ring:modes=8:deviation=0.05
  ///     gaussian:covariance=1,0.8;0.8,1
  ///     digits
  ///     faces.npy:range=0,255:pad=32
  ///
  /// - Throws: ``DataError``.
  public init(specification: String) throws(DataError) {
    let fields = specification.split(separator: ":", omittingEmptySubsequences: false)
    let name = String(fields.first ?? "")
    if let entry = DataCatalog.entries.first(where: { $0.name == name }) {
      let settings = try DataSettings(
        Array(fields.dropFirst()), subject: name, known: entry.settings)
      self = try entry.open(settings, specification)
      return
    }
    // A path may hold colons itself.
    let isPath = FileManager.default.fileExists(atPath: specification)
    let path = isPath ? specification : name
    guard isPath || FileManager.default.fileExists(atPath: path) else {
      throw Self.missing(path)
    }
    let settings = try DataSettings(
      isPath ? [] : Array(fields.dropFirst()), subject: path, known: DataFile.settings)
    self = try DataFile.open(path, settings, specification)
  }

  private static func missing(_ path: String) -> DataError {
    let names = DataCatalog.entries.map(\.name)
    guard path.contains(where: { $0 == "/" || $0 == "." }) else {
      return DataError(
        .invalidSpecification, "there is no data set '\(path)'",
        hint: "\(names.joined(separator: ", ")), or the path of a file")
    }
    return DataError(
      .missing, "there is no file '\(path)'",
      hint: "check the path, or name one of \(names.joined(separator: ", "))")
  }
}
