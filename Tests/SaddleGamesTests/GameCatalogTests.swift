import SaddleData
import SaddleGames
import TestSupport
import Testing

/// A game of the catalog with settings.
struct GameCase: CustomTestStringConvertible, Sendable {
  let name: String
  var settings: [String: String] = [:]

  var testDescription: String {
    ([name] + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      .joined(separator: " ")
  }

  func game() throws -> any VariationalInequality {
    try GameCatalog.entry(named: name).game(settings: settings).game
  }

  /// Every game that needs no data as it comes, and some in other shapes.
  static let all: [GameCase] =
    GameCatalog.entries.filter { !$0.needsData }.map { GameCase(name: $0.name) } + [
      GameCase(name: "bilinear", settings: ["payoffScale": "-1.5"]),
      GameCase(name: "matrix-bilinear", settings: ["matrix": "1,2,3;4,5,6", "gapRadius": "3"]),
      GameCase(name: "matrix-bilinear", settings: ["matrix": "1,2;2,4;0,0"]),
      GameCase(
        name: "matrix-quadratic",
        settings: [
          "minimizerCurvature": "2", "coupling": "1,-3", "maximizerCurvature": "1,0.5;0.5,3",
        ]),
      GameCase(
        name: "matrix-quadratic",
        settings: [
          "minimizerCurvature": "1,0;0,1", "coupling": "1,0;0,1", "maximizerCurvature": "-2,0;0,0",
        ]),
      GameCase(name: "almost-bilinear", settings: ["perturbation": "2"]),
      GameCase(name: "scalar-quadratic", settings: ["minimizerCurvature": "6"]),
      GameCase(name: "dirac-gan", settings: ["objective": "wgan", "regularizer": "clipping"]),
      GameCase(name: "dirac-gan", settings: ["regularizer": "gradient-penalty"]),
      GameCase(name: "dirac-gan", settings: ["objective": "wgan", "regularizer": "r1"]),
      GameCase(name: "polar", settings: ["radialScale": "1"]),
      GameCase(name: "rock-paper-scissors", settings: ["tiePayoff": "0.5"]),
      GameCase(name: "matrix-game", settings: ["matrix": "3,-1,0.5;-2,1,0"]),
      GameCase(
        name: "ratio", settings: ["numerator": "1,-1,0;2,0,1", "denominator": "1,2,1;1,1,3"]),
    ]

  /// Those that are zero-sum games.
  static let minMaxGames = all.filter { (try? $0.game()) is any MinMaxGame }

  func minMaxGame() throws -> any MinMaxGame { try #require(try game() as? any MinMaxGame) }
}

@Suite("Every game of the catalog")
struct GameCatalogTests {
  private static let penalties = [0, 0.01, 0.1, 0.5, 1, 3, 10, 100, 1e4, Double.infinity]

  /// Five profiles, the same on every run.
  private func samples(of game: any VariationalInequality) -> [StrategyProfile] {
    (0..<5).map { index in
      var random = CounterGenerator(seed: 42, stream: .start, step: index)
      return .sample(of: game, using: &random)
    }
  }

  private func direction(_ count: Int, _ step: Int) -> [Double] {
    var random = CounterGenerator(seed: 7, stream: .gradientNoise, step: step)
    return (0..<count).map { _ in random.nextNormal() }
  }

  /// (g(z + hu) − g(z − hu))/2h.
  private func centralDifference(
    at z: StrategyProfile, along u: [Double], of map: (StrategyProfile) -> [Double]
  ) -> [Double] {
    let h = 1e-5
    var (ahead, behind) = (z, z)
    for index in u.indices {
      ahead.values[index] += h * u[index]
      behind.values[index] -= h * u[index]
    }
    return zip(map(ahead), map(behind)).map { ($0 - $1) / (2 * h) }
  }

  /// A vector that `write` must fill, since it holds NaN before.
  private func filled(_ count: Int, by write: (inout [Double]) -> Void) -> [Double] {
    var values = [Double](repeating: .nan, count: count)
    write(&values)
    return values
  }

  private func isClose(_ a: [Double], _ b: [Double], tolerance: Double = 1e-6) -> Bool {
    let scale = (a + b).reduce(1) { max($0, abs($1)) }
    return a.count == b.count
      && zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance * scale }
  }

  private func inner(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test("Names are unique and in kebab-case, and entries speak for themselves")
  func names() {
    let names = GameCatalog.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in GameCatalog.entries {
      #expect(entry.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
      for text in [entry.summary, entry.formula, entry.source] {
        #expect(!text.isEmpty && text.last != ".", "\(entry.name): \(text)")
      }
      #expect(entry.summary.count <= 90, "\(entry.name)")
    }
  }

  @Test("The gradient is that of the payoff", arguments: GameCase.minMaxGames)
  func gradient(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    for (step, z) in samples(of: game).enumerated() {
      let u = direction(game.shape.count, step)
      let gradient = filled(u.count) { game.gradient(at: z, into: &$0) }
      let slope = centralDifference(at: z, along: u) { [game.payoff(at: $0)] }
      #expect(isClose([inner(gradient, u)], slope))
    }
  }

  @Test("The Hessian product is the gradient's derivative", arguments: GameCase.minMaxGames)
  func hessian(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    for (step, z) in samples(of: game).enumerated() {
      let u = direction(game.shape.count, step)
      let product = filled(u.count) { game.hessianProduct(at: z, u, into: &$0) }
      let expected = centralDifference(at: z, along: u) { point in
        filled(u.count) { game.gradient(at: point, into: &$0) }
      }
      #expect(isClose(product, expected))
    }
  }

  @Test("The field is (∇ₓf, −∇ᵧf)", arguments: GameCase.minMaxGames)
  func signs(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    for z in samples(of: game) {
      let gradient = filled(game.shape.count) { game.gradient(at: z, into: &$0) }
      let v = filled(game.shape.count) { game.gradientField(at: z, into: &$0) }
      for player in Player.allCases {
        let range = game.shape.range(of: player)
        #expect(Array(v[range]) == gradient[range].map { player.sign * $0 })
      }
    }
  }

  @Test("One player's block of the field is the whole field's", arguments: GameCase.all)
  func blocks(of gameCase: GameCase) throws {
    let game = try gameCase.game()
    for z in samples(of: game) {
      let v = filled(game.shape.count) { game.gradientField(at: z, into: &$0) }
      for player in Player.allCases {
        let block = filled(game.shape.count) { game.gradientField(of: player, at: z, into: &$0) }
        let own = game.shape.range(of: player)
        #expect(isClose(Array(block[own]), Array(v[own]), tolerance: 1e-13))
        #expect(block[game.shape.range(of: player.opponent)].allSatisfy { $0.isNaN })
      }
    }
  }

  @Test(
    "Jacobian products are the field's derivative, and the transposed its adjoint",
    arguments: GameCase.all)
  func jacobian(of gameCase: GameCase) throws {
    let game = try gameCase.game()
    let count = game.shape.count
    for (step, z) in samples(of: game).enumerated() {
      let (u, w) = (direction(count, step), direction(count, step + 100))
      let product = filled(count) { game.jacobianProduct(at: z, u, into: &$0) }
      let expected = centralDifference(at: z, along: u) { point in
        filled(count) { game.gradientField(at: point, into: &$0) }
      }
      #expect(isClose(product, expected))
      let transposed = filled(count) { game.transposedJacobianProduct(at: z, w, into: &$0) }
      #expect(isClose([inner(w, product)], [inner(transposed, u)], tolerance: 1e-12))
    }
  }

  @Test("Known equilibria solve the variational inequality: z = Π(z − v)", arguments: GameCase.all)
  func residuals(of gameCase: GameCase) throws {
    let game = try gameCase.game()
    // A point that is 0-proximal and no more is a minimax point, which may not be stationary.
    for known in game.knownEquilibria where known.kind != .proximal(upTo: 0) {
      var moved = known.profile
      let v = filled(game.shape.count) { game.gradientField(at: known.profile, into: &$0) }
      for index in v.indices { moved.values[index] -= v[index] }
      for player in Player.allCases { game.project(player, of: &moved) }
      #expect(isClose(moved.values, known.profile.values, tolerance: 1e-9), "\(known.note)")
      #expect(!known.note.isEmpty)
      #expect(try #require(game.distanceToEquilibrium(from: known.profile)) < 1e-12)
    }
  }

  @Test(
    "Gaps are ≥ 0 and grow with λ from the primal to the duality gap",
    arguments: GameCase.minMaxGames)
  func gapsGrow(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    for z in samples(of: game) + game.knownEquilibria.map(\.profile) {
      let gaps = Self.penalties.compactMap { game.proximalDualityGap(at: z, penalty: $0) }
      let ends = [game.primalGap(at: z), game.dualityGap(at: z)]
      let ladder = [ends[0]].compactMap(\.self) + gaps + [ends[1]].compactMap(\.self)
      #expect(ladder.allSatisfy { $0 >= -1e-9 }, "\(ladder) at \(z.values)")
      for (low, high) in zip(ladder, ladder.dropFirst()) {
        #expect(low <= high + 1e-9 * max(1, abs(low)), "\(ladder) at \(z.values)")
      }
      if let first = gaps.first, let last = gaps.last, gaps.count > 1 {
        if let primal = ends[0] { #expect(isClose([first], [primal], tolerance: 1e-9)) }
        if let duality = ends[1] { #expect(isClose([last], [duality], tolerance: 1e-9)) }
      }
    }
  }

  @Test("Gaps vanish exactly up to the order of an equilibrium", arguments: GameCase.minMaxGames)
  func gapsVanish(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    for known in game.knownEquilibria {
      let order: Double
      switch known.kind {
      case .nash: order = .infinity
      case .proximal(let upTo): order = upTo
      case .stationary: continue
      }
      let z = known.profile
      for penalty in Self.penalties + [0.999 * order, 1.001 * order] where penalty >= 0 {
        guard let gap = game.proximalDualityGap(at: z, penalty: penalty) else { continue }
        #expect(penalty <= order ? abs(gap) < 1e-9 : gap > 1e-6, "λ = \(penalty): \(gap)")
      }
      if let gap = game.primalGap(at: z) { #expect(abs(gap) < 1e-9) }
      if let gap = game.dualityGap(at: z) {
        #expect(order == .infinity ? abs(gap) < 1e-9 : gap > 1e-6)
      }
    }
  }

  @Test("No feasible answer beats the proximal response", arguments: GameCase.minMaxGames)
  func proximalResponse(of gameCase: GameCase) throws {
    let game = try gameCase.minMaxGame()
    let range = game.shape.range(of: .maximizer)
    for (step, z) in samples(of: game).enumerated() {
      for penalty in [0.5, 5] {
        guard let response = game.proximalResponse(at: z, penalty: penalty) else { continue }
        func value(_ answer: [Double]) -> Double {
          var moved = z
          moved[.maximizer] = answer[...]
          let change = zip(answer, z[.maximizer]).map { $0 - $1 }
          let image = filled(change.count) { game.proximalMetricProduct(change, into: &$0) }
          return game.payoff(at: moved) - penalty / 2 * inner(change, image)
        }
        let best = value(response)
        #expect(best >= value(Array(z[.maximizer])) - 1e-12 * max(1, abs(best)))
        for attempt in 0..<60 {
          let noise = direction(range.count, 1_000 * step + attempt)
          let reach = [1e-3, 0.03, 1][attempt % 3]
          var moved = z
          moved[.maximizer] = zip(response, noise).map { $0 + reach * $1 }[...]
          game.project(.maximizer, of: &moved)
          #expect(value(Array(moved[.maximizer])) <= best + 1e-9 * max(1, abs(best)))
        }
      }
    }
  }

  @Test("Parameters print as they parse, and mistakes in them are sentences")
  func parameters() throws {
    for entry in GameCatalog.entries {
      for parameter in entry.parameters {
        #expect(parameter.defaultValue.parse("\(parameter.defaultValue)") == parameter.defaultValue)
        #expect(!parameter.summary.isEmpty)
        let settings = [parameter.name: "?"]
        let error = #expect(throws: GameError.self, "\(entry.name) \(parameter.name)") {
          try entry.game(
            settings: settings, data: Dataset(DataTable(columnNames: ["a"], values: [1])))
        }
        #expect(error?.code == .invalidParameter)
        #expect(error.map { isSentence($0, naming: parameter.name) } == true)
      }
      let error = #expect(throws: GameError.self) {
        try entry.game(settings: ["noSuchParameter": "1"])
      }
      #expect(error?.code == .unknownParameter)
      #expect(error.map { isSentence($0, naming: "noSuchParameter") } == true)
    }
  }

  private func isSentence(_ error: GameError, naming name: String) -> Bool {
    error.message.contains(name) && error.message.last != "." && error.hint?.isEmpty == false
  }
}
