import ArgumentParser
import SaddleRecording
import SaddleStore

/// The options of `saddlebag train` that say how it is recorded.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Whose parameters are kept: raw (every step), compressed (every step, in fewer bytes), keyframes:K \
      (the whole state of every K-th step, from which the others are played again), off (only what \
      resuming needs), or auto: raw for small games, keyframes:1000 for networks (default: auto).
      """, valueName: "raw|compressed|keyframes:K|off|auto"))
  var parameters: String?

  @Option(
    help: ArgumentHelp(
      """
      What an acknowledged step survives: full, a power cut; normal, a killed process only (default: full).
      """, valueName: "full|normal"))
  var durability: String?

  @Option(
    help: ArgumentHelp(
      "Look at processor, memory and disk every so many seconds while recording; 0: never (default: 10).",
      valueName: "seconds"))
  var systemEvery: Double?

  @Flag(
    name: .customLong("no-environment"),
    help: "Attach neither a description of the machine nor git's uncommitted changes to the run.")
  var isBare = false

  /// How the store records.
  var storeOptions: Store.Options {
    get throws {
      var options = Store.Options()
      guard let systemEvery else { return options }
      guard systemEvery >= 0, systemEvery.isFinite else {
        throw Failure(
          .usage, "the machine cannot be looked at every \(systemEvery) seconds",
          hint: "--system-every 10, or 0 for never")
      }
      options.systemSampleSeconds = systemEvery
      return options
    }
  }

  /// The durability that was asked for; nil for none.
  var chosenDurability: Durability? {
    get throws {
      guard let durability else { return nil }
      guard let chosen = Durability(rawValue: durability) else {
        throw Failure(
          .usage, "a run cannot be '\(durability)' durable", hint: "--durability full or normal")
      }
      return chosen
    }
  }

  /// The policy that was asked for; nil for auto.
  var parameterPolicy: ParameterPolicy? {
    get throws {
      guard let parameters, parameters != "auto" else { return nil }
      guard let policy = ParameterPolicy(parameters) else {
        throw Failure(
          .usage, "parameters cannot be kept as '\(parameters)'",
          hint: "--parameters raw, compressed, keyframes:K with K ≥ 1, off, or auto")
      }
      return policy
    }
  }

  /// Refuses what a resumed run cannot change.
  func checkResuming(_ run: Run) throws {
    guard systemEvery == nil else {
      throw Failure(
        .usage, "run \(run.id) is looked at as often as when it began",
        hint: "saddlebag train --resume \(run.id), without --system-every")
    }
    guard durability == nil else {
      throw Failure(
        .usage, "run \(run.id) is as durable as it began: \(run.description.durability.rawValue)",
        hint: "saddlebag train --resume \(run.id), without --durability")
    }
    guard parameters == nil else {
      throw Failure(
        .usage,
        "run \(run.id) keeps its parameters as it began: \(run.description.parameterPolicy)",
        hint: "saddlebag train --resume \(run.id), without --parameters")
    }
  }
}
