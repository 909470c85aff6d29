import Foundation
import SaddleExchange
import SaddleRecording
import SaddleStore

/// A file or folder of another program, told by what it is.
struct ImportedFile {
  let path: String

  /// Its runs.
  func runs() throws -> [ExchangedRun] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.notFound, "there is no file '\(path)'", hint: "saddlebag import --help")
    }
    let url = URL(filePath: path)
    if isFolder.boolValue {
      let events = try eventFiles(in: url)
      return events.isEmpty ? try MLflowFiles.read(url) : try events.map(eventRun)
    }
    switch url.pathExtension.lowercased() {
    case "csv": return try CSVExchange.read(text(of: url), name: stem(of: url))
    case "jsonl", "ndjson": return try JSONLinesExchange.read(text(of: url), name: stem(of: url))
    default: break
    }
    if url.lastPathComponent.contains("tfevents") { return [try eventRun(url)] }
    return try MLflowStore.runs(at: path).map { run in
      let setting = { (name: String) in run.settings.first { $0.name == name }?.value }
      return ExchangedRun(
        key: run.id, name: run.name, experiment: run.experiment, game: setting("game"),
        method: setting("method"), seed: setting("seed").flatMap { UInt64($0) },
        settings: run.settings, series: run.series)
    }
  }

  private func text(of url: URL) throws -> String {
    do {
      return try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw Failure(.invalidData, "'\(path)' is no text in UTF-8", hint: "a file of numbers")
    }
  }

  private func stem(of url: URL) -> String { url.deletingPathExtension().lastPathComponent }

  private func eventFiles(in folder: URL) throws -> [URL] {
    let found = FileManager.default.enumerator(atPath: folder.path)
    var files: [URL] = []
    while let name = found?.nextObject() as? String {
      if name.contains("tfevents") { files.append(folder.appending(path: name)) }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// A run is called like its folder.
  private func eventRun(_ url: URL) throws -> ExchangedRun {
    let name = url.deletingLastPathComponent().lastPathComponent
    return try TensorBoardExchange.read([UInt8](Data(contentsOf: url)), name: name)
  }
}
