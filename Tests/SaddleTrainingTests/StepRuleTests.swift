import SaddleGames
import SaddleTraining
import TestSupport
import Testing

@Suite("A step rule")
struct StepRuleTests {
  private let start = StepSizes(0.1)

  private func end(_ method: any TrainingMethod, steps: Int = 50) throws -> StrategyProfile {
    let profiles = try trajectory(of: method, in: ScalarQuadratic(), steps: steps)
    return profiles[steps]
  }

  @Test("Simultaneous GDA with Adam as base update is Adam")
  func adam() throws {
    let adam = Adam(stepSizes: start, firstDecay: 0.5, secondDecay: 0.9)
    let rule = StepRule(base: .adam(firstDecay: 0.5, secondDecay: 0.9, epsilon: 1e-8))
    let same = SimultaneousGDA(stepSizes: start, rule: rule)
    let (a, b) = (try end(adam), try end(same))
    for index in 0..<2 { #expect(abs(a.values[index] - b.values[index]) < 1e-12) }
  }

  @Test("Momentum is Polyak's heavy ball: x ← x − ηv + β(x − x′)")
  func momentum() throws {
    let game = ScalarQuadratic()
    let method = SimultaneousGDA(
      stepSizes: start, rule: StepRule(base: .momentum(decay: 0.7)))
    let profiles = try trajectory(of: method, in: game, steps: 6)
    var v = [0.0, 0.0]
    for step in 1..<6 {
      game.gradientField(at: profiles[step], into: &v)
      for index in 0..<2 {
        let (x, before) = (profiles[step].values[index], profiles[step - 1].values[index])
        let expected = x - 0.1 * v[index] + 0.7 * (x - before)
        #expect(abs(profiles[step + 1].values[index] - expected) < 1e-14)
      }
    }
  }

  @Test("RMSprop's first step has size η/√(1 − β) in each coordinate")
  func rmsprop() throws {
    let method = SimultaneousGDA(
      stepSizes: start, rule: StepRule(base: .rmsprop(decay: 0.75, epsilon: 1e-12)))
    let profiles = try trajectory(of: method, in: ScalarQuadratic(), steps: 1)
    for index in 0..<2 {
      #expect(abs(abs(profiles[1].values[index] - profiles[0].values[index]) - 0.2) < 1e-9)
    }
  }

  @Test("Clipping shortens a player's direction to the norm, and leaves shorter ones alone")
  func clipping() throws {
    let short = SimultaneousGDA(stepSizes: start, rule: StepRule(clipping: 0.01))
    let profiles = try trajectory(of: short, in: ScalarQuadratic(), steps: 3)
    for (now, next) in zip(profiles, profiles.dropFirst()) {
      for index in 0..<2 {
        #expect(abs(abs(next.values[index] - now.values[index]) - 0.001) < 1e-15)
      }
    }
    let long = SimultaneousGDA(stepSizes: start, rule: StepRule(clipping: 1e9))
    #expect(try end(long) == end(SimultaneousGDA(stepSizes: start)))
  }

  @Test("Schedules: constant, straight to 0, half a cosine, and 1/(1 + t/T)")
  func schedules() {
    #expect(StepSchedule.constant.factor(at: 7) == 1)
    let linear = [0, 5, 10, 99].map { StepSchedule.linear(horizon: 10).factor(at: $0) }
    #expect(linear == [1, 0.5, 0, 0])
    let cosine = [0, 5, 10, 99].map { StepSchedule.cosine(horizon: 10).factor(at: $0) }
    #expect(cosine[0] == 1 && abs(cosine[1] - 0.5) < 1e-15 && cosine[2] == 0 && cosine[3] == 0)
    #expect(StepSchedule.inverseTime(horizon: 10).factor(at: 10) == 0.5)
  }

  @Test("A falling schedule settles simultaneous GDA where its noise would not let it")
  func settles() throws {
    func distance(_ schedule: StepSchedule) throws -> Double {
      let method = SimultaneousGDA(
        stepSizes: start, rule: StepRule(schedule: schedule))
      let profiles = try trajectory(
        of: method, in: RegularizedBilinear(), steps: 4_000, noiseDeviation: 1)
      return profiles.suffix(200).reduce(0) { sum, z in
        sum + (z.values[0] * z.values[0] + z.values[1] * z.values[1]).squareRoot() / 200
      }
    }
    #expect(try distance(.inverseTime(horizon: 100)) < 0.5 * distance(.constant))
  }

  @Test("Theory's rates are not claimed for other rules")
  func isPlain() throws {
    #expect(StepRule().isPlain)
    #expect(!StepRule(schedule: .linear(horizon: 5)).isPlain)
    #expect(
      try MethodCatalog.entry(named: "extragradient").method().method.rule.isPlain)
    #expect(
      try !MethodCatalog.entry(named: "extragradient")
        .method(settings: ["baseUpdate": "momentum"]).method.rule.isPlain)
  }
}
