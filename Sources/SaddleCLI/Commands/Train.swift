import ArgumentParser
import Foundation
import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore
import SaddleTraining

/// `saddlebag train`: plays a game and records every step.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a game with a method and record every step.",
    discussion: """
      saddlebag games and saddlebag methods list the names and parameters. Divergence and NaN are \
      recorded outcomes. Ctrl-C ends a run cleanly; --resume RUN continues it to the same bits as if \
      it had never stopped; --from RUN@STEP starts another one at its state.
      """)

  @Argument(help: "The game to play.")
  var game: String?

  @OptionGroup var plan: PlanOptions
  @OptionGroup var recording: RecordingOptions

  @OptionGroup var samples: SampleOptions
  @OptionGroup var alerts: AlertOptions

  @OptionGroup var measures: MeasureOptions

  @Option(help: "Continue this run (number, UUID prefix or name) instead of starting one.")
  var resume: String?

  @Option(
    help: ArgumentHelp(
      """
      Start a run at the whole state of this run's step (default: its last), with the settings that are \
      given changed and all others kept.
      """, valueName: "run@step"))
  var from: String?

  @Option(help: "What to call the run (default: game and method).")
  var name: String?

  @Option(help: "The question that the run belongs to (default: default).")
  var experiment: String?

  @OptionGroup var storeOptions: StoreOptions

  @Option(help: "auto: a line on a terminal, else nothing; lines: one line per commit; none.")
  var progress = TrainingProgress.Style.auto

  @Flag(name: .shortAndLong, help: "Print neither progress nor summary.")
  var quiet = false

  func run() throws {
    try alerts.check()
    if let from {
      try forkRun(from)
    } else if let resume {
      try continueRun(resume)
    } else if let game {
      try startRun(of: game)
    } else {
      throw Failure(.usage, "no game is named", hint: "saddlebag games lists them")
    }
  }

  private func startRun(of game: String) throws {
    let gameEntry = try PlayableGames.entry(named: game)
    let methodEntry = try MethodCatalog.entry(named: plan.methodName(for: gameEntry))
    var plan = try self.plan.plan(game: gameEntry, method: methodEntry)
    plan.parameterPolicy = try recording.parameterPolicy
    plan.durability = try recording.chosenDurability ?? plan.durability
    samples.adjust(&plan)
    try measures.adjust(&plan)
    let data = try plan.dataSpecification.map(Dataset.init(specification:))
    let session = try TrainingSession(plan, data: data)
    let description = session.describe(
      name: name ?? "\(game) \(plan.method)", experiment: experiment ?? "default",
      environment: .here())
    let observers = try observers(of: session, data)
    try begin(session, description, observers)
  }

  /// Begins the record of a run, attaches what it was made with, and plays it.
  func begin(
    _ session: TrainingSession, _ description: RunDescription, _ observers: [any StepObserver]
  ) throws {
    let store = try Store.open(
      at: storeOptions.path, for: .recording, options: try recording.storeOptions)
    let recorder = try store.begin(description)
    if !recording.isBare { try RunProvenance.attach(to: recorder) }
    try play(session, into: recorder, description, observers)
  }

  private func continueRun(_ text: String) throws {
    if let game {
      throw Failure(
        .usage, "--resume continues the game of the run, and '\(game)' was named too",
        hint: "saddlebag train --resume \(text)")
    }
    let run = try storeOptions.openForReading().run(matching: text)
    var plan = try TrainingPlan(recorded: run.description)
    try self.plan.adjust(&plan, toResume: run)
    let data = try plan.dataSpecification.map(Dataset.init(specification:))
    let store = try Store.open(at: storeOptions.path, for: .recording)
    try recording.checkResuming(run)
    try samples.checkResuming(run)
    try measures.checkResuming(run)
    // All that can be refused is refused before the run is reopened, so that it stays as it ended.
    let session = try TrainingSession(
      resuming: try store.checkpoint(of: run.id), plan: plan, data: data)
    let observers = try observers(of: session, data)
    let (recorder, checkpoint) = try store.resume(run.id)
    guard checkpoint.recordedStep == session.step else {
      throw Failure(
        .temporary, "run \(run.id) was continued by another process just now",
        hint: "saddlebag show \(run.id)")
    }
    try observers.alertObserver?.replay(run, upTo: session.step, from: store)
    try play(session, into: recorder, run.description, observers)
  }

  func observers(
    of session: TrainingSession, _ data: Dataset?
  ) throws -> [any StepObserver] {
    let samplers = session.sampleObservers(data: data) {
      guard !quiet else { return }
      FileHandle.standardError.write(
        Data("Training the classifier that measures these images, once …\n".utf8))
    }
    return try samplers + session.projectionObservers + alerts.observers(of: session)
  }

  func play(
    _ session: TrainingSession, into recorder: any RunRecorder, _ description: RunDescription,
    _ observers: [any StepObserver]
  ) throws {
    var session = session
    let watch = observers.alertObserver
    var told = watch.map {
      AlertDisplay($0, recorder: recorder, command: alerts.onAlert, isQuiet: quiet)
    }
    let style = quiet ? .none : progress
    var display = TrainingProgress(
      style: style, recorder: recorder, startStep: session.step, stepLimit: session.plan.steps)
    let measure = MeasureOptions.observer(of: session.plan, storePath: storeOptions.path)
    if let measure { display.measuringSeconds = { measure.seconds } }
    let observers = observers + [measure].compactMap { $0 }
    Interruption.listen()
    let outcome = try session.play(
      into: recorder, observers: observers, isInterrupted: { Interruption.isRequested },
      observe: {
        display.observe($0)
        told?.update()
      })
    display.finish()
    told?.finish()
    if !quiet {
      print(
        TrainingSummary(
          runID: recorder.runID, run: description, outcome: outcome, display: display,
          storePath: storeOptions.path, stop: watch?.stop
        ).text)
    }
    // A stop that was asked for by --stop-on is no failure.
    if outcome == .interrupted, watch?.stop == nil {
      throw ExitCode(Failure.Status.interrupted.rawValue)
    }
  }
}
