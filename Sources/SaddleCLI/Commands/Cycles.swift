import ArgumentParser
import Foundation
import SaddleCycles
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag cycles`: what the recorded parameters do.
struct Cycles: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say of each run whether it converges, cycles, diverges, drifts or is noise.",
    discussion: """
      The verdict is read off every recorded step's parameters, of many a sketch, else losses and \
      gradient norms; docs/cycles.md says how, and how often it is right. It is recorded in the \
      store, in place of the last one for the same players and first step.
      """)

  @OptionGroup var selection: RunSelection

  @Option(parsing: .unconditional, help: "Leave out the steps before this one.")
  var from = 0

  @Option(help: "Whose parameters: both, minimizer or maximizer.")
  var players = JudgedPlayers.both

  @Flag(name: .customLong("no-record"), help: "Print the verdicts; do not record them.")
  var isPrintOnly = false

  @Option(
    help: ArgumentHelp(
      "Draw phase portrait, envelope, periodogram and recurrences to FILE.svg (one run) or FILE.html.",
      valueName: "file"))
  var figure: String?

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard from >= 0 else { throw Failure(.usage, "--from cannot be \(from): give a step ≥ 0") }
    if let figure, !figure.hasSuffix(".svg"), !figure.hasSuffix(".html") {
      throw Failure(
        .usage, "--figure writes SVG or HTML, and '\(figure)' is neither", hint: "--figure run.svg")
    }
    let store = try storeOptions.openForReading()
    let found = try selection.resolve(in: store)
    var judged: [JudgedRun] = []
    for run in found {
      judged.append(
        try JudgedRun(
          ChannelReading(store: store, run: run, players: players.recorded, from: from),
          keepsAnalysis: figure != nil))
    }
    if let figure { try draw(judged, to: figure) }
    if !isPrintOnly { try record(judged) }
    try VerdictText(judged).print(output)
  }

  private func draw(_ judged: [JudgedRun], to path: String) throws {
    let figures = judged.compactMap(\.figures)
    guard let first = figures.first else {
      throw Failure(
        .usage, "there are too few steps to draw", hint: "a run of at least 64 finite steps")
    }
    guard path.hasSuffix(".html") || judged.count == 1 else {
      throw Failure(
        .usage, "an SVG file shows one run, and \(judged.count) are judged",
        hint: "--figure runs.html")
    }
    let text =
      path.hasSuffix(".svg")
      ? first.svg : CyclePage(figures, version: Saddlebag.version).text
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      throw Failure(.inputOutput, "\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  private func record(_ judged: [JudgedRun]) throws {
    do {
      let store = try Store.open(at: storeOptions.path, for: .recording)
      try store.keep(
        judged.map { ($0.run.id, $0.recorded) }, version: Saddlebag.version)
    } catch {
      guard error.code == .readOnly else { throw error }
      throw Failure(
        .permission, "\(storeOptions.path) cannot be written, so the verdicts cannot be recorded",
        hint: "saddlebag cycles --no-record, which only prints them")
    }
  }
}

/// Whose parameters a verdict looks at, as an option.
enum JudgedPlayers: String, CaseIterable, ExpressibleByArgument {
  case both
  case minimizer
  case maximizer

  var recorded: RunVerdict.Players {
    switch self {
    case .both: .both
    case .minimizer: .minimizer
    case .maximizer: .maximizer
    }
  }
}
