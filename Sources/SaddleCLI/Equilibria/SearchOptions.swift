import ArgumentParser
import SaddleEquilibrium

/// How deviations are searched for where a game has no closed form.
struct SearchOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "K, the most steps of each search.")
  var innerSteps = 200

  @Option(parsing: .unconditional, help: "The most steps for the proximal response at each point.")
  var proximalSteps = 50

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sizes of perturbed starts, relative to the domain or the parameters; empty: none.",
      valueName: "σ,σ,…"))
  var perturb = "0.01,0.1,1"

  @Option(
    parsing: .unconditional,
    help:
      "Each player deviates within this distance (default: the game's own set, or for networks a tenth of their parameters' norm)."
  )
  var radius: Double?

  @Option(
    parsing: .unconditional,
    help:
      "The most payoffs and gradients for y′, and again for each λ (default for networks: 1000).")
  var evaluations: Int?

  @Option(
    parsing: .unconditional,
    help: "The most seconds for y′, and again for each λ; values then depend on the machine.")
  var seconds: Double?

  @Flag(name: .customLong("search"), help: "Search even where the game has a closed form.")
  var searchesAlways = false

  @Option(help: "The data that the run was played on, if they have moved.")
  var data: String?

  /// The estimator that the options say.
  func estimator() throws -> GapEstimator {
    func check(_ isFine: Bool, _ message: String) throws {
      if !isFine { throw Failure(.usage, message) }
    }
    try check(innerSteps >= 1, "--inner-steps cannot be \(innerSteps): give 1 or more")
    try check(proximalSteps >= 1, "--proximal-steps cannot be \(proximalSteps): give 1 or more")
    var estimator = GapEstimator()
    estimator.innerSteps = innerSteps
    estimator.proximalSteps = proximalSteps
    estimator.searchesAlways = searchesAlways
    if let evaluations {
      try check(evaluations >= 1, "--evaluations cannot be \(evaluations): give 1 or more")
    }
    if let seconds {
      try check(
        seconds > 0 && seconds.isFinite, "--seconds cannot be \(seconds): give a number > 0")
    }
    (estimator.evaluationLimit, estimator.secondsLimit) = (evaluations, seconds)
    if let radius {
      try check(radius > 0 && radius.isFinite, "--radius cannot be \(radius): give a number > 0")
      estimator.domain = .ball(radius: radius)
    }
    estimator.perturbations =
      perturb.isEmpty
      ? []
      : try perturb.split(separator: ",", omittingEmptySubsequences: false).map { field in
        guard let size = Double(field), size > 0, size.isFinite else {
          throw Failure(.usage, "--perturb cannot be '\(field)'", hint: "--perturb 0.01,0.1,1")
        }
        return size
      }
    return estimator
  }
}
