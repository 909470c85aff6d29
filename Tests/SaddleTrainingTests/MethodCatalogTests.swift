import SaddleGames
import SaddleTraining
import Testing

@Suite struct MethodCatalogTests {
  @Test("Names are unique and in kebab-case; every entry says what it does and whence it comes")
  func entries() {
    let names = MethodCatalog.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in MethodCatalog.entries {
      let isKebab = entry.name.allSatisfy { $0.isLowercase || $0 == "-" }
      #expect(isKebab, "\(entry.name)")
      #expect(!entry.summary.isEmpty)
      #expect(!entry.formula.isEmpty)
      let hasYear = entry.source.contains { $0.isNumber }
      #expect(hasYear, "\(entry.name)")
    }
  }

  @Test("Every entry makes its method from the defaults, and takes a step size", arguments: 0..<14)
  func defaults(index: Int) throws {
    let entry = MethodCatalog.entries[index]
    let values = try entry.method(settings: ["stepSize": "0.125", "timescaleRatio": "2"]).values
    #expect(values.real("stepSize") == 0.125)
    #expect(throws: GameError.self) { try entry.method(settings: ["stepSize": "0"]) }
    #expect(throws: GameError.self) { try entry.method(settings: ["stepSize": "fast"]) }
    #expect(throws: GameError.self) { try entry.method(settings: ["noSuch": "1"]) }
  }

  @Test("Settings reach the method")
  func settings() throws {
    func make(_ name: String, _ settings: [String: String]) throws -> any TrainingMethod {
      try MethodCatalog.entry(named: name).method(settings: settings).method
    }
    let gda = try make("alternating-gda", ["stepSize": "0.1", "timescaleRatio": "3"])
    let sizes = try #require(gda as? AlternatingGDA).stepSizes
    #expect(sizes.minimizer == 0.1)
    #expect(abs(sizes.maximizer - 0.3) <= 1e-16)
    let adam = try #require(
      try make("adam", ["firstDecay": "0.5", "secondDecay": "0.9", "order": "alternating"])
        as? Adam)
    #expect(adam.firstDecay == 0.5)
    #expect(adam.secondDecay == 0.9)
    #expect(adam.epsilon == 1e-8)
    #expect(adam.order == .alternating)
    let lookahead = try #require(
      try make("lookahead", ["innerSteps": "3", "interpolation": "0.25"]) as? Lookahead)
    #expect(lookahead.innerSteps == 3)
    #expect(lookahead.interpolation == 0.25)
    let proximal = try #require(
      try make("proximal-training", ["penalty": "0.1", "response": "exact"]) as? ProximalTraining)
    #expect(proximal.penalty == 0.1)
    #expect(proximal.innerSteps == 20)
    #expect(proximal.response == .exact)
    let weights = try #require(
      try make("multiplicative-weights", ["variant": "optimistic"]) as? MultiplicativeWeights)
    #expect(weights.variant == .optimistic)
    #expect(throws: GameError.self) { try make("lookahead", ["interpolation": "1.5"]) }
    #expect(throws: GameError.self) { try make("adam", ["firstDecay": "1"]) }
    #expect(throws: GameError.self) { try make("adam", ["order": "random"]) }
  }

  @Test("An unknown name is refused with a hint")
  func unknown() {
    let error = #expect(throws: TrainingError.self) {
      try MethodCatalog.entry(named: "extra-gradient")
    }
    #expect(error?.code == .unknownMethod)
    #expect(error?.hint?.contains("extragradient") == true)
  }
}
