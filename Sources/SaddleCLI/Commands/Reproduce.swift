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
      farnia-ozdaglar-2020: where GANs have Nash equilibria, where they have none, and what proximal equilibria \
      there are instead. Claims 1 to 3 are analytic and take less than a minute; claims 4 to 6 train networks, and \
      how long that takes is measured and said before it begins. A reproduction that was stopped or killed goes \
      on where it was, to the same report; SOURCE_DATE_EPOCH dates it.
      """)

  @Argument(help: ArgumentHelp("The paper.", valueName: "paper"))
  var paper: String

  @Option(name: .shortAndLong, help: "The report to write, .html (default: PAPER.html).")
  var output: String?

  @Option(help: ArgumentHelp("Only these claims (default: all).", valueName: "n,n,…"))
  var claims: String?

  @Flag(help: "Smaller networks, fewer steps and seeds: less than ten minutes on two cores.")
  var quick = false

  @Flag(help: "Every step of the way in seconds, on networks too small for a verdict.")
  var rehearse = false

  @Flag(name: .customLong("quiet"), help: "Do not say what is being measured.")
  var quiet = false

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    guard paper == PaperReproduction.name else {
      throw Failure(
        .usage, "there is no reproduction of '\(paper)'",
        hint: "saddlebag reproduce \(PaperReproduction.name)")
    }
    guard !(quick && rehearse) else {
      throw Failure(.usage, "--quick and --rehearse exclude one another", hint: "give one")
    }
    let path = output ?? "\(paper).html"
    let numbers = try self.numbers
    let store = try Store.open(at: storeOptions.path, for: .recording)
    Interruption.listen()
    let findings = try PaperReproduction(
      recorder: StoreClaimRecorder(store: store, isQuiet: quiet),
      size: rehearse ? .rehearsal : quick ? .quick : .full, claims: numbers
    ).findings()
    let report = ClaimReport(
      findings, title: "Do GANs always have Nash equilibria?",
      source:
        "Farnia & Ozdaglar, ICML 2020 (arXiv:2002.09124), and for claim 6 Sidheekh, Aimen & Krishnan 2021"
        + " (arXiv:2105.04801). The analytic claims are derived again and tested; figures of the papers' own"
        + " experiments could not be sourced and are not quoted: claims 4 to 6 are reproduced in kind.",
      storePath: storeOptions.path, generatedAt: .instant, version: Saddlebag.version)
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

  private var numbers: Set<Int> {
    get throws {
      guard let claims else { return Set(PaperReproduction.numbers) }
      return Set(
        try claims.split(separator: ",", omittingEmptySubsequences: false).map { field in
          guard let number = Int(field), PaperReproduction.numbers.contains(number) else {
            throw Failure(.usage, "there is no claim '\(field)'", hint: "--claims 1,2,3,4,5,6")
          }
          return number
        })
    }
  }
}
