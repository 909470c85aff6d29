import ArgumentParser
import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// `saddlebag samples`: the pictures of what a generator made.
struct Samples: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the pictures of a run's samples, or write one or all of them as PNG files.",
    discussion: """
      saddlebag train records them every --samples-every steps. With --all, --output names a folder, \
      and the files in it are called samples-STEP.png.
      """)

  @Argument(help: ArgumentHelp("The run: its number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @Option(
    parsing: .unconditional,
    help: "The picture of this step, or the last before it (default: the last).")
  var step: Int?

  @Flag(help: "Write every picture.")
  var all = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write (default: list them only).", valueName: "path"))
  var output: String?

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    guard !all || (step == nil && output != nil) else {
      throw Failure(
        .usage, "--all writes every picture and needs a folder",
        hint: "saddlebag samples \(selection) --all --output FOLDER")
    }
    let store = try storeOptions.openForReading()
    let run = try store.run(matching: selection)
    let pictures = try store.artifacts(of: run.id)
      .filter { $0.name == SampleObserver.artifactName && $0.step != nil }
    guard !pictures.isEmpty else {
      throw Failure(
        .notFound, "run \(run.id) has no pictures of samples",
        hint: "saddlebag train GAME --samples-every K, for a game that generates samples")
    }
    if all, let output {
      try writing(to: output) {
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
      }
      let digits = "\(pictures.compactMap(\.step).max() ?? 0)".count
      for picture in pictures {
        let step = "\(picture.step ?? 0)"
        let name = "samples-\(String(repeating: "0", count: digits - step.count))\(step).png"
        try write(picture, of: store, to: "\(output)/\(name)")
      }
      print("wrote \(pictures.count) pictures to \(output)")
    } else if let output {
      let picture = try chosen(of: pictures, run)
      try write(picture, of: store, to: output)
      print("wrote \(output): step \(picture.step ?? 0)")
    } else {
      for picture in step == nil ? pictures : [try chosen(of: pictures, run)] {
        print("step \(picture.step ?? 0): \(picture.byteCount) bytes")
      }
      print("\nsaddlebag samples \(run.id) --output grid.png writes the last.")
    }
  }

  /// The last picture at or before ``step``.
  private func chosen(of pictures: [Artifact], _ run: Run) throws -> Artifact {
    let limit = step ?? .max
    guard let picture = pictures.last(where: { ($0.step ?? 0) <= limit }) else {
      throw Failure(
        .notFound,
        "run \(run.id) has no picture at step \(limit) or before; its first is of step"
          + " \(pictures.first?.step ?? 0)",
        hint: "saddlebag samples \(run.id)")
    }
    return picture
  }

  private func write(_ picture: Artifact, of store: Store, to path: String) throws {
    let bytes = try store.content(of: picture)
    try writing(to: path) { try Data(bytes).write(to: URL(filePath: path), options: .atomic) }
  }

  private func writing(to path: String, _ write: () throws -> Void) throws {
    do {
      try write()
    } catch {
      throw Failure(
        .inputOutput, "'\(path)' cannot be written: \(error.localizedDescription)",
        hint: "a folder that exists and that you may write to")
    }
  }
}
