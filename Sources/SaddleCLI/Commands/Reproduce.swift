import ArgumentParser
import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag reproduce`: a paper's claims, tested, recorded and reported.
struct Reproduce: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Test a paper's claims in order, record every run, and write one report.",
    discussion: """
      farnia-ozdaglar-2020: where GANs have Nash equilibria, where they have none, and what proximal equilibria
      there are instead. This version tests the analytic claims, 1 to 3, in under a minute; the experiments on
      image networks stand in the report as not tested. A reproduction that was stopped goes on where it was.
      """)

  @Argument(help: ArgumentHelp("The paper.", valueName: "paper"))
  var paper: String

  @Option(name: .shortAndLong, help: "The report to write, .html (default: PAPER.html).")
  var output: String?

  @Flag(help: "Keep to what takes less than ten minutes; at present that is everything.")
  var quick = false

  @Flag(name: .customLong("quiet"), help: "Do not say what is being measured.")
  var quiet = false

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    guard paper == PaperReproduction.name else {
      throw Failure(
        .usage, "there is no reproduction of '\(paper)'",
        hint: "saddlebag reproduce \(PaperReproduction.name)")
    }
    let path = output ?? "\(paper).html"
    let store = try Store.open(at: storeOptions.path, for: .recording)
    if !quiet { print("Six claims; the three that are tested take less than a minute.") }
    let recorder = StoreClaimRecorder(store: store, isQuiet: quiet)
    let findings = try PaperReproduction(recorder: recorder).findings()
    let report = ClaimReport(
      findings, title: "Do GANs always have Nash equilibria?",
      source:
        "Farnia & Ozdaglar, ICML 2020 (arXiv:2002.09124). The analytic claims are derived again and"
        + " tested; figures of the paper's own experiments could not be sourced and are not quoted.",
      storePath: storeOptions.path, generatedAt: .now, version: Saddlebag.version)
    do {
      try Data(report.text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Failure(
        .inputOutput, "'\(path)' cannot be written: \(error.localizedDescription)",
        hint: "--output FILE.html in a folder that you may write to")
    }
    for finding in findings {
      print("\(finding.number). \(finding.title): \(finding.verdict.words)")
      for reason in finding.reasons { print("   \(reason)") }
    }
    print("wrote \(path): open it in a browser")
  }
}

/// Records the runs of a reproduction into a store.
struct StoreClaimRecorder: ClaimRecorder {
  let store: Store
  let isQuiet: Bool

  var environment: RunEnvironment { .here() }

  func finishedRun(named name: String, in experiment: String) throws -> Run.ID? {
    let own = try store.runs().filter {
      $0.description.name == name && $0.description.experiment == experiment
    }
    var finished: Run.ID?
    for run in own {
      if case .ended(let outcome) = run.status, outcome != .interrupted {
        finished = finished ?? run.id
      } else if run.status == .crashed {
        _ = try store.delete([run.id])
      }
    }
    return finished
  }

  func begin(_ run: RunDescription) throws -> any RunRecorder { try store.begin(run) }

  func keep(gaps: [GapRecord], analyses: [LocalRecord], of run: Run.ID) throws {
    try store.keep(gaps: gaps, analyses: analyses, of: run)
  }

  func say(_ line: String) {
    guard !isQuiet else { return }
    FileHandle.standardError.write(Data("  \(line)\n".utf8))
  }
}
