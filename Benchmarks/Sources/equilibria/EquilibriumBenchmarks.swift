import Foundation
import SaddleData
import SaddleEquilibrium
import SaddleGames
import SaddleNeuralGames
import SaddleTraining

/// What λ* and a gap estimate of a pair of networks with 100,000 parameters cost, on one thread.
///
/// Trains WGAN-GP 2-220-220 on 256 rows for 3,000 steps, writes rows and parameters to a folder as
/// 32-bit floats for `peers/equilibria_torch.py`, then measures and prints one line of JSON for each
/// answer. `equilibrium-benchmarks FOLDER [STEPS [CRITIC-STEPS]]`.
@main
enum EquilibriumBenchmarks {
  struct Line: Encodable {
    var name: String
    var seconds: Double
    var elapsed: Double
    var values: [String: Double]
    var words: String = ""
  }

  static let batch = 256
  static let trainingSteps = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 3_000
  static let criticSteps = CommandLine.arguments.dropFirst(3).first ?? "3"

  static func main() throws {
    let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")
    let rows = GivenRows(rowCount: batch)
    let data = Dataset(specification: "given rows", sampleShape: [5], source: rows)
    let game = try CompiledGame(
      GivenBatchGame(hidden: 220), data: data, options: .init(batchCount: batch))
    guard
      let method = MethodCatalog.entries.first(where: { $0.name == "alternating-gda" })
    else { return }
    var trainer = try Trainer(
      game: game,
      method: try method.method(settings: [
        "baseUpdate": "adam", "stepSize": "0.0001", "firstDecay": "0.5", "secondDecay": "0.9",
        "maximizerSteps": criticSteps,
      ]).method, seed: 3)
    let training = measure { for _ in 0..<trainingSteps { trainer.step() } }
    let z = trainer.state.profile
    let perStep = training.seconds / Double(trainingSteps)
    emit(
      .init(
        name: "training step", seconds: perStep, elapsed: training.elapsed / Double(trainingSteps),
        values: ["parameters": Double(z.shape.count)]))
    try write(z.values.map(Float.init), to: folder.appending(path: "parameters.f32"))
    var all: [Float] = []
    for row in 0..<batch {
      all += data.samples(rows: [row])
    }
    try write(all, to: folder.appending(path: "rows.f32"))
    guard
      let drawn = game.drawn(Draw(seed: 0, step: 0), state: []) as? any DifferentiableGame,
      let payoff = drawn.penalizedGame
    else { return }
    var u = z.values.indices.map { Double($0 % 7) - 3 }
    var product = u
    for _ in 0..<3 { payoff.hessianProduct(at: z, u, into: &product) }
    let products = measure { for _ in 0..<30 { payoff.hessianProduct(at: z, u, into: &product) } }
    u = product
    emit(
      .init(
        name: "Hessian product", seconds: products.seconds / 30, elapsed: products.elapsed / 30,
        values: ["norm": product.reduce(0) { $0 + $1 * $1 }.squareRoot()]))
    measureOrders(payoff, z)
    measureGaps(payoff, z, step: perStep)
  }

  /// λ* in both norms: as the pair is, then with a damping for which it is neither 0 nor ∞.
  ///
  /// Last all of `local`, which λ* is a part of.
  private static func measureOrders(_ game: any MinMaxGame, _ z: StrategyProfile) {
    let games: [any MinMaxGame] = [game, ParameterNormGame(game)]
    for game in games { measureOrder(game, z, damping: 0) }
    // f_yy − δI ≺ 0 and S_0 ≻ 0 ask for more damping, an f_xx + δI of both signs for less.
    var analyzer = analyzer
    let start = analyzer.analysis(at: z, in: game)
    let (bend, turn) = (
      start.maximizerCurvature.greatest.value, -start.minimizerCurvature.least.value
    )
    analyzer.damping = max(1.01 * bend, 0.9 * turn)
    guard analyzer.damping < turn,
      let least = analyzer.analysis(at: z, in: game).minimaxCurvature?.value
    else { return emit(.init(name: "no damping", seconds: 0, elapsed: 0, values: [:])) }
    analyzer.damping = (max(1.01 * bend, analyzer.damping - least) + turn) / 2
    for game in games { measureOrder(game, z, damping: analyzer.damping) }
    for game in games {
      var found = start
      let time = measure { found = analyzer.analysis(at: z, in: game) }
      emit(
        .init(
          name: "all of local, \(norm(game)) norm, damping \(analyzer.damping)",
          seconds: time.seconds, elapsed: time.elapsed,
          values: ["products": Double(found.productCount)].merging(
            figures(found.proximalOrder, found.proximalOrderError), uniquingKeysWith: { $1 }),
          words: found.isConverged ? "converged" : "not converged"))
    }
  }

  private static func norm(_ game: any MinMaxGame) -> String {
    game is ParameterNormGame ? "parameters" : "Sobolev"
  }

  private static func figures(_ order: Double?, _ error: Double) -> [String: Double] {
    order.map { ["order": $0.isFinite ? $0 : 1e300, "orderError": error] } ?? [:]
  }

  /// What f_xx's negative eigenvalues and the coupling leave for λ* is a ten-thousandth of the largest
  /// eigenvalue: signs are told apart to 10⁻⁸ of it.
  private static var analyzer: LocalAnalyzer {
    var analyzer = LocalAnalyzer()
    analyzer.krylovTolerance = 1e-8
    analyzer.orderTolerance = 0.01
    return analyzer
  }

  private static func measureOrder(
    _ game: any MinMaxGame, _ z: StrategyProfile, damping: Double
  ) {
    var analyzer = analyzer
    analyzer.damping = damping
    var found = analyzer.proximalOrder(at: z, in: game)
    let time = measure { found = analyzer.proximalOrder(at: z, in: game) }
    let values = [
      "damping": damping, "products": Double(found.productCount),
      "maximizerGreatest": found.maximizerGreatest.value,
    ]
    emit(
      .init(
        name: "λ*, \(norm(game)) norm, damping \(damping)", seconds: time.seconds,
        elapsed: time.elapsed,
        values: values.merging(figures(found.value, found.error), uniquingKeysWith: { $1 }),
        words: found.isConverged ? "converged" : "not converged"))
  }

  private static func measureGaps(
    _ game: any MinMaxGame, _ z: StrategyProfile, step: Double
  ) {
    var estimator = GapEstimator()
    estimator.domain = .share(0.1)
    estimator.evaluationLimit = 1_000
    for penalty in [1, Double.infinity] {
      var found: [GapEstimate] = []
      let time = measure {
        found = estimator.estimates(at: z, penalties: [penalty], in: GapData(game))
      }
      guard let first = found.first else { continue }
      emit(
        .init(
          name: "gap, λ = \(penalty)", seconds: time.seconds, elapsed: time.elapsed,
          values: [
            "value": first.value, "evaluations": Double(first.evaluationCount),
            "trainingSteps": time.seconds / step,
          ], words: first.isConverged ? "converged" : "ended by the limit"))
    }
  }

  static func measure(_ work: () -> Void) -> (seconds: Double, elapsed: Double) {
    let (begin, start) = (clock(), ContinuousClock.now)
    work()
    return (
      Double(clock() - begin) / Double(CLOCKS_PER_SEC), (ContinuousClock.now - start) / .seconds(1)
    )
  }

  private static func emit(_ line: Line) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(line) else { return }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }

  private static func write(_ values: [Float], to url: URL) throws {
    try values.withUnsafeBytes { try Data($0).write(to: url) }
  }
}
