import ArgumentParser
import SaddleRecording

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
