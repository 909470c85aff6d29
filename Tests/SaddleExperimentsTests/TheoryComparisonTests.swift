import RealModule
import SaddleCycles
import SaddleEquilibrium
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleTraining
import TestSupport
import Testing

@Suite("A verdict beside theory")
struct TheoryComparisonTests {
  /// Plays a plan and judges it.
  private func judge(
    _ game: String, _ method: String, _ settings: [String: String] = [:],
    gameSettings: [String: String] = [:], steps: Int = 1000, noise: Double = 0
  ) throws -> (verdict: Verdict, run: RunDescription, last: [Double]) {
    var plan = TrainingPlan(game: game, method: method)
    plan.methodSettings = settings
    plan.gameSettings = gameSettings
    plan.steps = steps
    plan.noiseDeviation = noise
    plan.seed = 5
    plan.proximalPenalties = []
    plan.divergenceLimit = 1e90
    var session = try TrainingSession(plan)
    let run = session.describe(name: "r", experiment: "e", environment: .test)
    let recorder = MemoryRecorder()
    _ = try session.play(into: recorder)
    let rows = recorder.steps.map { ($0.minimizer ?? []) + ($0.maximizer ?? []) }
    let count = run.minimizerCount
    let players = [0..<count, count..<(count + run.maximizerCount)]
    let verdict = try CycleAnalysis(Trajectory(rows: rows), players: players).verdict()
    return (verdict, run, rows.last ?? [])
  }

  @Test(
    "Simultaneous descent ascent must spiral out, and the measured rate and period say the same")
  func agreement() throws {
    let (verdict, run, last) = try judge("bilinear", "simultaneous-gda", ["stepSize": "0.1"])
    let theory = try #require(TheoryComparison(verdict, of: run, near: last))
    #expect(theory.isKnown && theory.point == [0, 0])
    #expect(abs(theory.rate - 1.01.squareRoot()) < 1e-12)
    let period = 2 * Double.pi / Double.atan(0.1)
    #expect(abs((theory.period ?? 0) - period) < 1e-9)
    #expect(abs(Double.exp(verdict.rate ?? 0) - theory.rate) < 1e-6)
    #expect(
      theory.sentence.contains("it must spiral out, turning once in 63.041 steps, as it does"))
    // Extragradient: √(1 − h² + h⁴); optimistic: smaller still.
    let suggestion = try #require(theory.suggestion)
    #expect(suggestion.hasPrefix("optimistic-gda at the same step size contracts by 0.99494"))
  }

  @Test("What converges gets no suggestion, and agrees")
  func convergence() throws {
    let (verdict, run, last) = try judge("bilinear", "extragradient", ["stepSize": "0.1"])
    let theory = try #require(TheoryComparison(verdict, of: run, near: last))
    #expect(theory.rate < 1 && theory.suggestion == nil)
    #expect(theory.sentence.contains("it must spiral in") && theory.sentence.contains("as it does"))
  }

  @Test("A run that goes round an attracting point disagrees, and gets no suggestion")
  func disagreement() throws {
    let (verdict, run, _) = try judge(
      "forsaken", "simultaneous-gda", ["stepSize": "0.05"], steps: 3000)
    #expect(verdict.kind == .cycling)
    let theory = try #require(TheoryComparison(verdict, of: run, near: [0.08, 0.41]))
    #expect(theory.rate < 1 && theory.suggestion == nil)
    #expect(theory.sentence.contains("another attractor"))
  }

  @Test("Where nothing else contracts at this step size, a smaller one of the same method may")
  func smallerStep() throws {
    // Convex–concave: gradient steps contract once they are small enough. I − η[[1, b], [−b, 1]].
    let (verdict, run, last) = try judge(
      "scalar-quadratic", "simultaneous-gda", ["stepSize": "3"],
      gameSettings: ["minimizerCurvature": "1", "coupling": "0.5", "maximizerCurvature": "1"],
      steps: 120)
    #expect(verdict.kind == .diverging)
    let theory = try #require(
      TheoryComparison(verdict, of: run, near: last.allSatisfy(\.isFinite) ? last : [0, 0]))
    let suggestion = try #require(theory.suggestion)
    #expect(suggestion.hasPrefix("step size 1.5 contracts by"))
  }

  @Test("Methods without a linear map, games that are not at hand and wrong sizes have no theory")
  func noTheory() throws {
    let (verdict, run, last) = try judge("bilinear", "adam", steps: 200)
    #expect(TheoryComparison(verdict, of: run, near: last) == nil)
    var stranger = run
    stranger.game = "chess"
    #expect(TheoryComparison(verdict, of: stranger, near: last) == nil)
    var other = run
    other.method = "simultaneous-gda"
    #expect(TheoryComparison(verdict, of: other, near: [1]) == nil)
    #expect(TheoryComparison(verdict, of: other, near: [.nan, 0]) == nil)
  }

  @Test(
    "Rock-paper-scissors with paying ties is chaotic, with the exponent of Sato, Akiyama & Farmer")
  func chaos() throws {
    let (verdict, run, _) = try judge(
      "rock-paper-scissors", "replicator", ["stepSize": "0.1"],
      gameSettings: ["tiePayoff": "0.5", "start": "0.5,0.01,0.49,0.5,0.25,0.25"], steps: 10_000)
    let judged = ChaosCheck.verdict(verdict, of: run, lastStep: 10_000)
    #expect(judged.kind == .chaotic)
    // About 0.067 per unit of time: 0.0067 per step of 0.1.
    let exponent = try #require(judged.lyapunovExponent)
    #expect(abs(exponent / 0.0067 - 1) < 0.35)
    #expect(judged.evidence.contains("part by e every"))
  }

  @Test("Without paying ties it is not, nor is a run with noise, nor one that converges")
  func order() throws {
    let (verdict, run, _) = try judge(
      "rock-paper-scissors", "replicator", ["stepSize": "0.1"],
      gameSettings: ["start": "0.5,0.01,0.49,0.5,0.25,0.25"], steps: 10_000)
    #expect(ChaosCheck.verdict(verdict, of: run, lastStep: 10_000).kind != .chaotic)
    let noisy = try judge("bilinear", "extragradient", ["stepSize": "0.1"], noise: 0.1)
    #expect(
      ChaosCheck.verdict(noisy.verdict, of: noisy.run, lastStep: 1000).kind == noisy.verdict.kind)
    let arriving = try judge("bilinear", "extragradient", ["stepSize": "0.1"])
    #expect(
      ChaosCheck.verdict(arriving.verdict, of: arriving.run, lastStep: 1000).kind == .converging)
  }

  @Test("The Lyapunov exponent of a linear spiral is its rate, and of a conserved orbit 0")
  func exponents() throws {
    let sizes = StepSizes(0.1)
    let out = try #require(
      try LyapunovExponent(
        of: SimultaneousGDA(stepSizes: sizes), in: ScalarBilinear(), seed: 1, steps: 3000))
    #expect(abs(out.value - Double.log(1.01) / 2) < 1e-6 && out.isPositive)
    let still = try #require(
      try LyapunovExponent(
        of: AlternatingGDA(stepSizes: sizes), in: ScalarBilinear(), seed: 1, steps: 4000))
    #expect(abs(still.value) < 1e-3 && !still.isPositive)
    let inward = try #require(
      try LyapunovExponent(
        of: OptimisticGDA(stepSizes: sizes), in: ScalarBilinear(), seed: 1, steps: 1000))
    #expect(inward.value < 0 && !inward.isPositive)
    let none = try LyapunovExponent(
      of: AlternatingGDA(stepSizes: sizes), in: ScalarBilinear(), seed: 1, steps: 100)
    #expect(none == nil)
  }

  @Test("On the torus of ties that pay nothing neighbors part, but not exponentially")
  func shear() throws {
    for (steps, step) in [(10_000, 0.1), (40_000, 0.05)] {
      func exponent(_ tiePayoff: Double) throws -> LyapunovExponent {
        let start = StrategyProfile(minimizer: [0.5, 0.01, 0.49], maximizer: [0.5, 0.25, 0.25])
        return try #require(
          try LyapunovExponent(
            of: Replicator(stepSizes: StepSizes(step)),
            in: MatrixGame.rockPaperScissors(tiePayoff: tiePayoff, start: start), seed: 1,
            steps: steps))
      }
      let (torus, chaos) = (try exponent(0), try exponent(0.5))
      #expect(abs(torus.value / step) < 0.005 && !torus.isPositive)
      // About 0.067 per unit of time.
      #expect(chaos.isPositive)
      #expect(abs(chaos.value - 0.067 * step) < 2.5 * chaos.standardError, "\(chaos)")
    }
  }

  @Test("Newton's method finds a stationary point from near it, and says when there is none")
  func stationaryPoints() throws {
    let game = Forsaken()
    let known = game.knownEquilibria[0].profile
    let near = StrategyProfile(
      minimizer: [known.values[0] + 0.05], maximizer: [known.values[1] - 0.05])
    let found = try #require(StationaryPoint(near: near, in: game))
    #expect(found.fieldNorm < 1e-10)
    for (value, expected) in zip(found.profile.values, known.values) {
      #expect(abs(value - expected) < 1e-8)
    }
    let anywhere = StrategyProfile(minimizer: [1], maximizer: [1])
    #expect(StationaryPoint(near: anywhere, in: Slope()) == nil)
  }

  /// f(x, y) = x: a field without a zero.
  private struct Slope: VariationalInequality {
    let shape = ProfileShape(minimizerCount: 1, maximizerCount: 1)
    func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
      StrategyProfile(minimizer: [0], maximizer: [0])
    }
    func gradientField(at z: StrategyProfile, into v: inout [Double]) { v = [1, 0] }
    func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
      product = [0, 0]
    }
    func transposedJacobianProduct(
      at z: StrategyProfile, _ u: [Double], into product: inout [Double]
    ) { product = [0, 0] }
  }
}
