import Foundation
import PackagePlugin

/// Puts every `.sql` file of a target's folder, subfolders included, into the binary.
///
/// A build-tool plugin on the folder's own target is the one form that SwiftPM rebuilds after a
/// file is added, renamed or deleted; resources would leave the binary unable to move.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }
      .sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "\(target.name).generated.swift")
    return [
      .buildCommand(
        displayName: "Embed \(files.count) SQL files of \(target.name)",
        executable: try context.tool(named: "embed-sql").url,
        arguments: [output.path, namespace(of: target), elementType(of: target), folder.path]
          + files,
        inputFiles: files.map { folder.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  /// `SaddleQueries` → `Queries`.
  private func namespace(of target: any Target) -> String {
    String(target.name.trimmingPrefix("Saddle"))
  }

  /// The type of one file, which the target's own Swift file declares.
  private func elementType(of target: any Target) -> String {
    target.name == "SaddleMigrations" ? "Migration" : "NamedQuery"
  }
}
