import ArgumentParser
import Foundation
import SaddleEquilibrium
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag gaps`: how far recorded steps are from each kind of equilibrium.
struct Gaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how far steps are from Nash, proximal and minimax play, and record it.",
    discussion: """
      Exact where the game has a closed form; elsewhere the best deviations are searched for, and each \
      value says which bound it is and whether the search came to rest. docs/equilibria.md tells how to \
      read the figures. With --summary nothing is measured: what is recorded is summed up by run and λ.
      """)

  @OptionGroup var selection: RunSelection

  @OptionGroup var steps: StepSelection

  @Option(
    name: .customLong("lambda"), parsing: .unconditional,
    help: ArgumentHelp(
      "The λ to measure; 0 is the minimax gap, inf the Nash gap.", valueName: "λ,λ,…"))
  var penalties = "0,0.1,1,10,inf"

  @OptionGroup var search: SearchOptions
  @OptionGroup var norm: NormOption

  @Flag(help: "Sum up what is recorded instead of measuring.")
  var summary = false

  @Option(parsing: .unconditional, help: "The gap up to which a step counts as an equilibrium.")
  var tolerance = 0.01

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw Failure(.usage, "--tolerance cannot be \(tolerance): give a number ≥ 0")
    }
    let store = try storeOptions.openForReading()
    let runs = try selection.resolve(in: store)
    if summary { return try summarize(runs, in: store) }
    let penalties = try PenaltyList.parse(self.penalties)
    let estimator = try search.estimator()
    Interruption.listen()
    for run in runs where !Interruption.isRequested {
      let measured = try MeasuredRun(run, in: store, data: search.data)
      var records: [GapRecord] = []
      for step in try steps.steps(of: run) where !Interruption.isRequested {
        let profile = try measured.profile(at: step)
        let data = norm.applied(
          to: try measured.data(at: step, profile: profile, isPenalized: true))
        records += estimator.estimates(at: profile, penalties: penalties, in: data)
          .map { GapRecord($0, step: step) }
      }
      try Store.open(at: storeOptions.path, for: .recording).keep(gaps: records, of: run.id)
      if runs.count > 1 { output.say("run \(run.id) (\(run.description.name))") }
      show(records)
    }
    try Interruption.exit()
  }

  private func show(_ records: [GapRecord]) {
    var table = TabularText(columns: [
      .init("step", isCount: true), "gap", "value", "error", "bound", "found", "search",
      .init("evaluations", isCount: true), .init("seconds"),
    ])
    for record in records {
      table.rows.append([
        .integer(Int64(record.step)), .text(record.name), .real(record.value),
        record.standardError.map { .real($0) } ?? .null, .text(record.bound),
        .text(record.source), .text(record.searchWords), .integer(Int64(record.evaluationCount)),
        .real(record.seconds),
      ])
    }
    output.print(table)
    guard let last = records.last else { return }
    if records.contains(where: \.isAtEdge) {
      output.say(
        "at the edge: a best deviation lies as far away as the radius lets it; the gap grows with it."
      )
    }
    output.say("Deviations range over: \(last.domain).")
    output.say("λ/2 times the square of the \(last.norm); \(last.data).")
  }

  private func summarize(_ runs: [Run], in store: Store) throws {
    var table = TabularText(columns: [
      "run", "λ", .init("steps", isCount: true), .init("firstBelow", isCount: true), "best",
      .init("bestStep", isCount: true), "last", "mean", "trendPer1000", "trendError",
    ])
    var sentences: [String] = []
    for run in runs {
      let readings = try store.gapReadings(of: run.id)
      guard !readings.isEmpty else {
        throw Failure(
          .notFound, "no gap of run \(run.id) was measured",
          hint: "saddlebag gaps \(run.id) --every \(max(1, (run.lastStep ?? 1) / 20))")
      }
      let summaries = Dictionary(grouping: readings, by: \.penalty)
        .compactMap { GapSummary($0.value, tolerance: tolerance) }
        .sorted { $0.penalty < $1.penalty }
      for summary in summaries {
        table.rows.append([
          .integer(run.id.rawValue), .real(summary.penalty), .integer(Int64(summary.count)),
          summary.firstBelow.map { .integer(Int64($0)) } ?? .null, .real(summary.best.value),
          .integer(Int64(summary.best.step)), .real(summary.last.value), .real(summary.mean),
          summary.trend.map { .real($0) } ?? .null, summary.trendError.map { .real($0) } ?? .null,
        ])
      }
      sentences.append("run \(run.id): \(summaries.sentence(tolerance: tolerance))")
    }
    output.print(table)
    for sentence in sentences { output.say(sentence) }
  }
}

extension GapRecord {
  /// How the search ended: `converged`, `ended by the limit` (of evaluations or seconds) or `not converged`,
  /// with `, at the edge` where a larger radius may hold more; nothing for a closed form.
  fileprivate var searchWords: String {
    guard innerSteps > 0 else { return "" }
    let end = isConverged ? "converged" : isLimited ? "ended by the limit" : "not converged"
    return isAtEdge ? "\(end), at the edge" : end
  }
}
