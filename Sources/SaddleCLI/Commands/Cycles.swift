import ArgumentParser
import Foundation
import SaddleCycles
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag cycles`: what the recorded parameters do.
struct Cycles: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say of each run whether it converges, cycles, diverges, drifts or is noise.",
    discussion: """
      The verdict is read off every recorded step's parameters of both players; docs/cycles.md says how,
      and how often it is right. It is printed, not recorded.
      """)

  @OptionGroup var selection: RunSelection

  @Option(parsing: .unconditional, help: "Leave out the steps before this one.")
  var from = 0

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard from >= 0 else { throw Failure(.usage, "--from cannot be \(from): give a step ≥ 0") }
    let store = try storeOptions.openForReading()
    let found = try selection.resolve(in: store)
    var table = TabularText(columns: [
      "run", "verdict", "confidence", .init("sinceStep", isCount: true), "period", "periodError",
      "rate", "evidence",
    ])
    for run in found {
      let history = try store.history(of: run.id, maximumTrajectoryPoints: .max)
      let verdict = try Self.verdict(on: history, from: from)
      table.rows.append([
        .integer(run.id.rawValue), .text(verdict.kind.words), .real(verdict.confidence),
        .integer(Int64(verdict.sinceStep + from)), Self.cell(verdict.period),
        Self.cell(verdict.rotation?.periodError), Self.cell(verdict.rate),
        .text(verdict.evidence),
      ])
    }
    output.print(table)
  }

  private static func cell(_ value: Double?) -> TabularText.Cell {
    value.map { .real($0) } ?? .null
  }

  /// Judges the steps from `first` on, each player's parameters on a scale of their own.
  private static func verdict(on history: RunHistory, from first: Int) throws -> Verdict {
    let path = history.trajectory
    let start = path.steps.firstIndex { $0 >= first } ?? path.steps.count
    let rows = zip(path.minimizers, path.maximizers).dropFirst(start).map { $0 + $1 }
    let count = history.run.description.minimizerCount
    let players = [0..<count, count..<(count + history.run.description.maximizerCount)]
    let norms = history.series.first { $0.name == BuiltInMetric.fieldNorm.rawValue }?.values
    let fitting = norms.flatMap { $0.count == path.steps.count ? Array($0.dropFirst(start)) : nil }
    return try CycleAnalysis(
      Trajectory(rows: rows), players: rows.isEmpty ? nil : players, gradientNorms: fitting
    ).verdict()
  }
}
