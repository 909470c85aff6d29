import ArgumentParser
import Foundation
import SaddleEquilibrium
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag probe`: freezes the maximizer at a step and goes on minimising.
struct Probe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Freeze the maximizer at a step and go on minimising: is it an equilibrium?",
    discussion: """
      The paper's tests (Farnia & Ozdaglar 2020): the minimizer descends V against the frozen maximizer, then \
      V^λ, in which the maximizer answers within its proximal term, for each λ. What falls is no equilibrium \
      of its kind. Every curve is recorded as a run of its own, with pictures of the samples before and after \
      where there are samples; Ctrl-C ends cleanly with what was recorded. docs/equilibria.md tells how to \
      read them.
      """)

  @Argument(help: ArgumentHelp("The run: number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @Option(parsing: .unconditional, help: "The step to start from (default: the last).")
  var step: Int?

  @Option(
    name: .customLong("lambda"), parsing: .unconditional,
    help: ArgumentHelp("The λ to test; inf is V itself.", valueName: "λ,λ,…"))
  var penalties = "0.1,1,10,inf"

  @Option(parsing: .unconditional, help: "How many steps to go on.")
  var steps = 400

  @Option(
    parsing: .unconditional, help: "The step size (default: the run's own, or 0.05).")
  var stepSize: Double?

  @Option(parsing: .unconditional, help: "The start's perturbation, relative to the parameters.")
  var perturb = 1e-3

  @Option(parsing: .unconditional, help: "The most steps for the proximal response at each point.")
  var proximalSteps = 50

  @Option(help: "The data that the run was played on, if they have moved.")
  var data: String?

  @Option(name: .shortAndLong, help: "Draw the curves on this page (.html).")
  var output: String?

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let penalties = try PenaltyList.parse(self.penalties)
    guard !penalties.contains(0) else {
      throw Failure(
        .usage, "λ = 0 tests nothing: every y is proximal then", hint: "--lambda 0.1,1,10,inf")
    }
    let store = try storeOptions.openForReading()
    let run = try store.run(matching: selection)
    let probe = try probe(of: run.description)
    let measured = try MeasuredRun(run, in: store, data: data)
    let step = try StepSelection.check(step, of: run)
    let profile = try measured.profile(at: step)
    let data = try measured.data(at: step, profile: profile)
    let target = try Store.open(at: storeOptions.path, for: .recording)
    var curves: [FrozenMaximizerProbe.Curve] = []
    var children: [Run.ID] = []
    Interruption.listen()
    for penalty in penalties.reversed() where !Interruption.isRequested {
      let child = ProbeRun(of: run.description, step: step, penalty: penalty, probe: probe)
      let recorder = try target.begin(child.describe(environment: .here()))
      let curve = try child.play(
        from: profile, in: data, into: recorder,
        observers: child.sampleObservers(of: data, dataset: measured.dataset),
        isInterrupted: { Interruption.isRequested })
      var edit = RunEdit()
      edit.note = [curve].sentence
      edit.addedTags = ["probe"]
      try target.edit([recorder.runID], edit)
      curves.append(curve)
      children.append(recorder.runID)
      print("run \(recorder.runID): \([curve].sentence)")
    }
    print("step \(step) of run \(run.id): \(curves.sentence).")
    try draw(children)
    try Interruption.exit()
  }

  private func probe(of run: RunDescription) throws -> FrozenMaximizerProbe {
    func check(_ isFine: Bool, _ message: String) throws {
      if !isFine { throw Failure(.usage, message) }
    }
    try check(steps >= 1, "--steps cannot be \(steps): give 1 or more")
    try check(
      perturb >= 0 && perturb.isFinite, "--perturb cannot be \(perturb): give a number ≥ 0")
    try check(proximalSteps >= 1, "--proximal-steps cannot be \(proximalSteps): give 1 or more")
    var probe = FrozenMaximizerProbe(as: run)
    probe.steps = steps
    probe.stepSize = stepSize ?? probe.stepSize
    try check(
      probe.stepSize > 0 && probe.stepSize.isFinite,
      "--step-size cannot be \(probe.stepSize): give a number > 0")
    probe.perturbation = perturb
    probe.proximalSteps = proximalSteps
    return probe
  }

  private func draw(_ children: [Run.ID]) throws {
    let names = children.map(\.description).joined(separator: " ")
    guard let output else {
      print("To see the curves: saddlebag report \(names) --output probe.html")
      return
    }
    let store = try storeOptions.openForReading()
    let histories = try store.plotHistories(of: children, maximumTrajectoryPoints: 0).map {
      try storeOptions.withTrajectory($0, store, maximumCoordinates: 8)
    }
    let page = HTMLReport(
      histories, title: "Frozen maximizer: \(selection)", storePath: storeOptions.path,
      generatedAt: .instant, version: Saddlebag.version,
      supplement: try storeOptions.supplement(to: histories, newestOnly: false))
    do {
      try Data(page.text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw Failure(
        .inputOutput, "'\(output)' cannot be written: \(error.localizedDescription)",
        hint: "a folder that exists and that you may write to")
    }
    print("wrote \(output): open it in a browser")
  }
}
