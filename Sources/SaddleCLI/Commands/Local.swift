import ArgumentParser
import Foundation
import SaddleEquilibrium
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag local`: which kind of point a recorded step is.
struct Local: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell which kind of point a step is, by first and second derivatives, and record it.",
    discussion: """
      Strict local Nash, local minimax (and λ*, up to which it is λ-proximal), local maximin, stable under \
      GDA without being any of these, or not critical; with the numbers that decided it and what remains \
      uncertain. docs/equilibria.md explains them.
      """)

  @Argument(help: ArgumentHelp("The run: number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @OptionGroup var steps: StepSelection

  @Option(
    name: .customLong("lambda"), parsing: .unconditional,
    help: ArgumentHelp("The λ whose S_λ is shown.", valueName: "λ,λ,…"))
  var penalties = "0,0.1,1,10,inf"

  @Option(parsing: .unconditional, help: "‖z − Π(z − v)‖ up to which a step counts as stationary.")
  var tolerance = 1e-4

  @Option(parsing: .unconditional, help: "The most steps of each Lanczos or Arnoldi process.")
  var krylovSteps = 300

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Curvatures of f + (δ/2)(‖x‖² − ‖y‖²): those up to δ against a player count as none.",
      valueName: "δ"))
  var damping = 0.0

  @OptionGroup var norm: NormOption

  @Flag(help: "Where the payoff has kinks: analyse the smooth piece alone on which the step lies.")
  var withinPiece = false

  @Option(
    parsing: .unconditional,
    help:
      "Also record and show the path angle from this step to the one analysed (Berard et al. 2020)."
  )
  var from: Int?

  @Option(help: "Draw the path angle of --from into this SVG file.")
  var figure: String?

  @Option(help: "The data that the run was played on, if they have moved.")
  var data: String?

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard tolerance > 0, tolerance <= 1 else {
      throw Failure(
        .usage, "--tolerance cannot be \(tolerance): give a number > 0 and at most 1",
        hint: "it is the ‖z − Π(z − v)‖ up to which a step counts as stationary; 1e-4 is usual")
    }
    guard damping >= 0, damping.isFinite else {
      throw Failure(.usage, "--damping cannot be \(damping): give a number ≥ 0")
    }
    guard krylovSteps >= 2 else {
      throw Failure(.usage, "--krylov-steps cannot be \(krylovSteps): give 2 or more")
    }
    if let figure {
      guard from != nil else {
        throw Failure(
          .usage, "--figure draws the path angle, and --from does not say where it begins",
          hint: "--from 0 --figure \(figure)")
      }
      guard figure.hasSuffix(".svg") else {
        throw Failure(
          .usage, "--figure writes SVG, and '\(figure)' does not end in .svg",
          hint: "--figure angle.svg")
      }
    }
    let penalties = try PenaltyList.parse(self.penalties)
    let store = try storeOptions.openForReading()
    let measured = try MeasuredRun(store.run(matching: selection), in: store, data: data)
    var analyzer = LocalAnalyzer()
    analyzer.penalties = penalties
    analyzer.criticalTolerance = tolerance
    analyzer.krylovSteps = krylovSteps
    analyzer.damping = damping
    let steps = try self.steps.steps(of: measured.run)
    if let from, let last = steps.last {
      guard try StepSelection.check(from, of: measured.run) != last else {
        throw Failure(
          .usage, "the path angle needs two steps, and --from is the step analysed",
          hint: "--from \(max(0, last - 1))")
      }
    }
    Interruption.listen()
    var records: [LocalRecord] = []
    for step in steps where !Interruption.isRequested {
      records.append(try record(of: measured, at: step, analyzer))
    }
    try Store.open(at: storeOptions.path, for: .recording)
      .keep(analyses: records, of: measured.run.id)
    if records.count == 1, output.format == "table" {
      show(records[0])
    } else {
      tabulate(records)
    }
    if let from, let last = steps.last, !Interruption.isRequested {
      try keepAngles(of: measured, from: from, to: last)
    }
    try Interruption.exit()
  }

  private func record(
    of measured: MeasuredRun, at step: Int, _ analyzer: LocalAnalyzer
  ) throws -> LocalRecord {
    let profile = try measured.profile(at: step)
    let data = norm.applied(
      to: try measured.data(at: step, profile: profile, isPenalized: true))
    let hasKink = Differentiability(of: data.search, at: profile).hasKink
    guard withinPiece || !hasKink else {
      throw ExperimentError(
        .notAnalyzable,
        "the payoff of '\(measured.run.description.name)' has kinks near step \(step), as |·| has"
          + " at 0: second derivatives say nothing of it there",
        hint: "measure it with saddlebag gaps, train networks with a smooth activation"
          + " (--set activation=softplus), or ask with --within-piece for the smooth piece alone"
          + " on which the step lies")
    }
    return LocalRecord(
      analyzer.analysis(at: profile, in: data.search, data: data.searchDescription), step: step,
      hasKink: hasKink)
  }

  private func show(_ record: LocalRecord) {
    output.say("step \(record.step): \(record.sentence).")
    for uncertainty in record.uncertainties { output.say("  uncertain: \(uncertainty).") }
    var table = TabularText(columns: ["what", "value"])
    for name in LocalRecord.numberNames {
      guard let value = record.numbers[name] else { continue }
      table.rows.append([.text(name), .real(value)])
    }
    for curvature in record.curvatures {
      // S_λ is defined only where ỹ = y is a strict local answer.
      let missing =
        curvature.penalty == 0 ? "none: f_yy is not ≺ 0" : "none: λM − f_yy is not ≻ 0"
      table.rows.append([
        .text("least eigenvalue of S_λ, λ = \(curvature.penalty)"),
        curvature.least.map { .real($0) } ?? .text(missing),
      ])
    }
    output.print(table)
    output.say(
      "\(record.solver), \(record.productCount) Hessian products, \(record.data);"
        + " λ refers to the \(record.norm).")
  }

  private func tabulate(_ records: [LocalRecord]) {
    var table = TabularText(columns: [
      .init("step", isCount: true), "kind", "proximalOrder", "naturalResidual", "minimizerLeast",
      "maximizerGreatest", "leastReal", "rotationShare",
    ])
    for record in records {
      func cell(_ name: String) -> TabularText.Cell {
        record.numbers[name].map { .real($0) } ?? .null
      }
      table.rows.append([
        .integer(Int64(record.step)), .text(record.kind), cell("proximalOrder"),
        cell("naturalResidual"), cell("minimizerLeast"), cell("maximizerGreatest"),
        cell("leastReal"), cell("rotationShare"),
      ])
    }
    output.print(table)
  }

  /// Records, shows and draws the path angle between two steps, at α = 0, 0.025 … 1.5.
  private func keepAngles(of measured: MeasuredRun, from: Int, to: Int) throws {
    let end = try measured.profile(at: to)
    let game = try measured.data(at: to, profile: end, isPenalized: true).search
    let path = PathAngle(from: try measured.profile(at: from), to: end, in: game)
    let points = (0...60).map { index in
      let alpha = Double(index) / 40
      let reading = path.reading(at: alpha)
      return PathAngleRecord(
        alpha: alpha, cosine: reading.cosine, fieldNorm: reading.fieldNorm)
    }
    try Store.open(at: storeOptions.path, for: .recording)
      .keep(pathAngles: points, from: from, to: to, of: measured.run.id)
    if let figure {
      let title = "Path angle of \(measured.run.description.name), steps \(from) to \(to)"
      do {
        try Data(PathAngleFigure(points, title: title).svg.utf8).write(to: URL(filePath: figure))
      } catch {
        throw Failure(.inputOutput, "\(figure) cannot be written: \(error.localizedDescription)")
      }
    }
    output.say(
      "Path angle from step \(from) (α = 0) to step \(to) (α = 1): a change of sign at 1 tells"
        + " attraction, a bump without one rotation, both a spiral.")
    var table = TabularText(columns: ["alpha", "cosine", "fieldNorm"])
    for point in points.enumerated() where point.offset % 4 == 0 {
      table.rows.append([
        .real(point.element.alpha), .real(point.element.cosine), .real(point.element.fieldNorm),
      ])
    }
    output.print(table)
  }
}
