import ArgumentParser
import Foundation
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag parameters`: one step's parameters, stored or played again.
struct Parameters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write both players' parameters at any recorded step to a file.",
    discussion: """
      Where the run keeps only keyframes, the step is played again from the one before it, and proved by \
      the digests that were recorded of every step.
      """)

  @Argument(help: ArgumentHelp("The run's number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @Option(parsing: .unconditional, help: "The step (default: the last one).")
  var step: Int?

  /// A player, as the command line names it.
  enum Side: String, CaseIterable, ExpressibleByArgument {
    case minimizer
    case maximizer

    var player: Player { self == .minimizer ? .minimizer : .maximizer }
  }

  @Option(help: "minimizer or maximizer (default: both).")
  var player: Side?

  @Option(
    name: .shortAndLong,
    help: "The file to write: .npy, .npz, .csv or .safetensors (default: CSV to standard output).")
  var output: String?

  @Option(help: "Where the data of the run are, if not where they were.")
  var data: String?

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let format = try self.format
    let store = try storeOptions.openForReading()
    let run = try store.run(matching: selection)
    let source = ParameterSource(run, reader: store, dataSpecification: data)
    guard let step = step ?? run.lastStep else {
      throw Failure(.notFound, "run \(run.id) has no recorded step", hint: "saddlebag list")
    }
    guard run.description.minimizerCount + run.description.maximizerCount > 0 else {
      throw Failure(
        .notFound, "run \(run.id) records no parameters",
        hint: "saddlebag export \(run.id) --output metrics.csv, for what it records")
    }
    guard source.steps?.contains(step) == true else {
      throw Failure(
        .notFound, "run \(run.id) has no step \(step)",
        hint: source.steps.map { "--step \($0.lowerBound) to \($0.upperBound)" })
    }
    let profile = try source.profile(at: step)
    let file = ParameterFile(
      (player.map { [$0] } ?? Side.allCases).map {
        ParameterFile.Vector(name: $0.rawValue, values: Array(profile[$0.player]))
      }, numbers: run.description.parameterFormat,
      metadata: [
        (key: "run", value: run.description.uuid.uuidString.lowercased()),
        (key: "name", value: run.description.name), (key: "step", value: "\(step)"),
      ])
    try write(file.bytes(as: format), step, of: run)
  }

  private var format: ParameterFile.Format {
    get throws {
      guard let output else { return .csv }
      let suffix = URL(filePath: output).pathExtension.lowercased()
      guard let format = ParameterFile.Format(rawValue: suffix) else {
        throw Failure(
          .usage, "parameters are written as .npy, .npz, .csv or .safetensors, not '\(output)'",
          hint: "--output parameters.npz")
      }
      return format
    }
  }

  private func write(_ bytes: [UInt8], _ step: Int, of run: Run) throws {
    guard let output else {
      FileHandle.standardOutput.write(Data(bytes))
      return
    }
    do {
      try Data(bytes).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw Failure(
        .inputOutput, "'\(output)' cannot be written: \(error.localizedDescription)",
        hint: "a folder that exists and that you may write to")
    }
    print("wrote \(output): the parameters of run \(run.id) at step \(step)")
  }
}
