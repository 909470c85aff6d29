import ArgumentParser
import SaddleData
import SaddleExperiments
import SaddleGames

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
      "Measure a GAN's samples against the data every K steps; 0: never (default: 20 times per run).",
      valueName: "K"))
  var qualityEvery: Int?

  /// Fills the cadences that the user left open: for games that generate samples alone.
  func adjust(_ plan: inout TrainingPlan, for game: any VariationalInequality) throws {
    let isGenerative = game is any GenerativeGame
    for (name, given) in [("--samples-every", samplesEvery), ("--quality-every", qualityEvery)] {
      guard let given else { continue }
      guard given >= 0 else {
        throw Failure(.usage, "\(name) cannot be \(given)", hint: "\(name) 500, or 0 for never")
      }
      guard isGenerative || given == 0 else {
        throw Failure(
          .usage, "game '\(plan.game)' generates no samples, so \(name) means nothing",
          hint: "leave it out")
      }
    }
    plan.samplesEvery = samplesEvery ?? (isGenerative ? max(1, plan.steps / 10) : 0)
    plan.qualityEvery = qualityEvery ?? (isGenerative ? max(1, plan.steps / 20) : 0)
  }
}
