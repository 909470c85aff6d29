public import Foundation
import SaddleRecording

/// The runs of MLflow's file store, a folder `mlruns`.
public enum MLflowFiles {
  /// Reads every run below a folder: of each experiment a folder, in it a folder for each run with
  /// `meta.yaml`, and `metrics/`, `params/` and `tags/` with a file for each name.
  ///
  /// - Throws: ``ExchangeError`` for a folder without runs, or a metric that is not lines of
  ///   `timestamp value step`.
  public static func read(_ folder: URL) throws -> [ExchangedRun] {
    var runs: [ExchangedRun] = []
    for experiment in try folders(in: folder) {
      let meta = fields(of: experiment.appending(path: "meta.yaml"))
      for run in try folders(in: experiment)
      where FileManager.default.fileExists(atPath: run.appending(path: "meta.yaml").path) {
        runs.append(try self.run(run, experiment: meta["name"]))
      }
    }
    guard !runs.isEmpty else {
      throw ExchangeError(
        "there are no runs of MLflow in '\(folder.lastPathComponent)'",
        hint: "the folder mlruns, or MLflow's SQLite file")
    }
    return runs
  }

  private static func run(_ folder: URL, experiment: String?) throws -> ExchangedRun {
    let meta = fields(of: folder.appending(path: "meta.yaml"))
    let id = meta["run_id"] ?? folder.lastPathComponent
    var run = ExchangedRun(
      key: id, name: meta["run_name"] ?? id, experiment: experiment,
      settings: try files(in: folder.appending(path: "params")).map { name, file in
        RunParameter(name: name, value: try String(contentsOf: file, encoding: .utf8))
      })
    for (name, file) in try files(in: folder.appending(path: "metrics")) {
      var collector = SeriesCollector()
      let text = try String(contentsOf: file, encoding: .utf8)
      for (index, line) in text.split(separator: "\n").enumerated() {
        let words = line.split(separator: " ")
        guard words.count >= 2, let value = ExchangeNumber.value(words[1]) else {
          throw ExchangeError("line \(index + 1) of the metric '\(name)' of run \(id) is '\(line)'")
        }
        let step = words.count > 2 ? Int(words[2]) ?? index : index
        collector.add(name, step: max(0, step), value: value)
      }
      run.series += collector.series
    }
    run.game = run.settings.first { $0.name == "game" }?.value
    run.method = run.settings.first { $0.name == "method" }?.value
    return run
  }

  private static func folders(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: [.skipsHiddenFiles]
    ).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true }
      .sorted { $0.path < $1.path }
  }

  /// The files of a folder and of those in it, by their names below it.
  private static func files(in folder: URL) throws -> [(name: String, file: URL)] {
    let found = FileManager.default.enumerator(atPath: folder.path)
    var files: [(name: String, file: URL)] = []
    while let path = found?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let file = folder.appending(path: path)
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      if !isFolder.boolValue { files.append((path, file)) }
    }
    return files.sorted { $0.name < $1.name }
  }

  /// `name: value` line by line, quotes taken off: all that these YAML files hold.
  private static func fields(of file: URL) -> [String: String] {
    var fields: [String: String] = [:]
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"), line.first != " " else { continue }
      var value = String(line[line.index(after: colon)...]).trimmingCharacters(in: .whitespaces)
      if value.count > 1, let quote = value.first, quote == value.last, "'\"".contains(quote) {
        value = String(value.dropFirst().dropLast())
      }
      fields[String(line[..<colon])] = value
    }
    return fields
  }
}
