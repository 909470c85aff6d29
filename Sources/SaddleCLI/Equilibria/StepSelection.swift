import ArgumentParser
import SaddleRecording

/// `--step`, `--every`, `--last`: which recorded steps are measured.
struct StepSelection: ParsableArguments {
  @Option(parsing: .unconditional, help: "Measure this step.")
  var step: Int?

  @Option(parsing: .unconditional, help: "Measure every K-th step, and the last.")
  var every: Int?

  @Flag(help: "Measure the last step (the default).")
  var last = false

  /// The steps of a run, ascending.
  func steps(of run: Run) throws -> [Int] {
    guard [step != nil, every != nil, last].filter({ $0 }).count <= 1 else {
      throw Failure(.usage, "--step, --every and --last exclude one another", hint: "give one")
    }
    let lastStep = try Self.check(step, of: run)
    if let every {
      guard every >= 1 else {
        throw Failure(.usage, "--every cannot be \(every): give 1 or more")
      }
      let first = lastStep - run.stepCount + 1
      var steps = Array(stride(from: first, through: lastStep, by: every))
      if steps.last != lastStep { steps.append(lastStep) }
      return steps
    }
    return [lastStep]
  }

  /// A step that is recorded: the one given, or the last.
  static func check(_ step: Int?, of run: Run) throws -> Int {
    guard let last = run.lastStep else {
      throw Failure(.notFound, "run \(run.id) has no recorded step")
    }
    let first = last - run.stepCount + 1
    guard let step else { return last }
    guard (first...last).contains(step) else {
      throw Failure(
        .notFound, "step \(step) of run \(run.id) is not recorded",
        hint: "a step from \(first) to \(last)")
    }
    return step
  }
}

/// A list of λ, as `--lambda` takes it.
enum PenaltyList {
  /// Reads `0,0.1,inf`.
  static func parse(_ text: String) throws -> [Double] {
    let penalties = try text.split(separator: ",", omittingEmptySubsequences: false).map { field in
      guard let penalty = Double(field), !penalty.isNaN else {
        throw Failure(.usage, "--lambda cannot be '\(field)'", hint: "--lambda 0,0.1,1,10,inf")
      }
      guard penalty >= 0 else {
        throw Failure(
          .usage, "λ cannot be negative, and \(field) is",
          hint: "--lambda 0 is the Stackelberg gap, --lambda inf the Nash gap")
      }
      return penalty
    }
    guard Set(penalties).count == penalties.count else {
      throw Failure(.usage, "--lambda names a λ twice")
    }
    return penalties.sorted()
  }
}
