import ArgumentParser
import SaddleExperiments
import SaddleRecording

/// The options of `saddlebag train` that say how often a generator's samples are drawn and measured.
struct SampleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Record a picture of a GAN's samples every K steps; 0: none (default: ten per run).",
      valueName: "K"))
  var samplesEvery: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measure a GAN's samples against the data every K steps; 0: never (default: 20 per run).",
      valueName: "K"))
  var qualityEvery: Int?

  /// Says the cadences in a plan; those that the user left open follow from the game.
  func adjust(_ plan: inout TrainingPlan) {
    plan.samplesEvery = samplesEvery
    plan.qualityEvery = qualityEvery
  }

  /// A resumed run keeps its cadences.
  func checkResuming(_ run: Run) throws {
    guard samplesEvery == nil, qualityEvery == nil else {
      throw Failure(
        .usage, "a resumed run draws and measures as often as before",
        hint: "saddlebag train --resume \(run.id)")
    }
  }
}
