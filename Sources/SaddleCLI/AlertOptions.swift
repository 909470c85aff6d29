import ArgumentParser
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore

/// The options of `saddlebag train` that say what it is to notice.
struct AlertOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record and print an alert when the run cycles or diverges: cycle,diverging[:confidence].",
      valueName: "kinds"))
  var alert: String?

  @Option(
    help: ArgumentHelp(
      "End the run at such an alert: cycle[:confidence] (it can be resumed), diverging.",
      valueName: "kinds"))
  var stopOn: String?

  @Option(
    help: ArgumentHelp(
      "A shell command to run at each alert, once it is recorded; {run}, {kind} and {step} are filled in.",
      valueName: "command"))
  var onAlert: String?

  /// Throws if the options make no sense, before anything is recorded.
  func check() throws { _ = try policy() }

  /// What watches a training; nothing if nothing is asked for.
  func observers(of session: TrainingSession) throws -> [any StepObserver] {
    let policy = try policy()
    return policy.isEmpty ? [] : [AlertObserver(policy, shape: session.game.shape)]
  }

  /// What the options ask for.
  private func policy() throws -> AlertPolicy {
    var policy = AlertPolicy()
    if let alert { policy.leastConfidence = try Self.kinds(alert, of: "--alert") }
    if let stopOn {
      let stops = try Self.kinds(stopOn, of: "--stop-on")
      policy.stops = Set(stops.keys)
      policy.leastConfidence.merge(stops) { min($0, $1) }
    }
    if onAlert != nil, policy.isEmpty {
      throw Failure(
        .usage, "--on-alert has nothing to wait for", hint: "--alert cycle --on-alert 'echo {run}'")
    }
    return policy
  }

  /// `cycle,diverging:0.95`: kinds, each with the confidence that it needs.
  private static func kinds(
    _ text: String, of option: String
  ) throws -> [RunAlert.Kind: Double] {
    var kinds: [RunAlert.Kind: Double] = [:]
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let kind = RunAlert.Kind(rawValue: String(parts[0])) else {
        throw Failure(
          .usage, "\(option) knows no '\(parts[0])'", hint: "\(option) cycle,diverging")
      }
      var confidence = AlertPolicy.usualConfidence
      if parts.count > 1 {
        guard let given = Double(parts[1]), (0...1).contains(given) else {
          throw Failure(
            .usage, "\(option): '\(parts[1])' is no confidence between 0 and 1",
            hint: "\(option) \(kind.rawValue):0.95")
        }
        confidence = given
      }
      kinds[kind] = confidence
    }
    return kinds
  }
}

extension [any StepObserver] {
  /// The one that watches for alerts.
  var alertObserver: AlertObserver? { lazy.compactMap { $0 as? AlertObserver }.first }
}

extension AlertObserver {
  /// Sees what a run has recorded, so that it goes on to notice what it would have without a stop.
  ///
  /// Of a run whose iterates are neither stored nor soon played again it sees nothing, and watches anew.
  func replay(_ run: Run, upTo last: Int, from store: Store) throws {
    let first = last - run.stepCount + 1
    guard first >= 0, first <= last else { return }
    var next = first
    try ParameterSource(run, reader: store).forEachIterate(in: first...last) { step, x, y in
      guard step == next else { return }
      replay(StrategyProfile(minimizer: x, maximizer: y), step: step)
      next += 1
    }
    if next != last + 1 { startAnew() }
  }
}
