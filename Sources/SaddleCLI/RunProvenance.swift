import Foundation
import SaddleRecording

/// What a run is made with and its record does not say otherwise, as files attached to it:
/// `environment.json`, the machine and the variables that concern this program, and `git.diff`, what was
/// changed since the commit, at most 1 MiB.
enum RunProvenance {
  private struct Machine: Encodable {
    let system: String
    let processors: Int
    let memoryBytes: UInt64
    let folder: String
    let variables: [String: String]

    static var here: Machine {
      let process = ProcessInfo.processInfo
      return Machine(
        system: process.operatingSystemVersionString, processors: process.processorCount,
        memoryBytes: process.physicalMemory, folder: FileManager.default.currentDirectoryPath,
        // No others: variables hold secrets.
        variables: process.environment.filter { $0.key.hasPrefix("SADDLEBAG_") })
    }
  }

  /// Attaches both; no diff where nothing is changed, or there is no repository.
  static func attach(to recorder: any RunRecorder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try recorder.attach(
      name: "environment.json", mediaType: "application/json",
      data: [UInt8](try encoder.encode(Machine.here)), step: nil)
    guard let diff = GitOutput(["diff", "HEAD", "--no-color", "--no-ext-diff"]),
      !diff.bytes.isEmpty
    else { return }
    let end = diff.isCut ? "\n… cut here: more than 1 MiB is changed since the commit\n" : ""
    try recorder.attach(
      name: "git.diff", mediaType: "text/x-diff", data: [UInt8](diff.bytes) + Array(end.utf8),
      step: nil)
  }
}
