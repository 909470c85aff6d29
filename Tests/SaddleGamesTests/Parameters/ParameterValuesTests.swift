import SaddleGames
import Testing

@Suite("Parameters of a game")
struct ParameterValuesTests {
  private let descriptions = [
    ParameterDescription("scale", default: .real(1.5), "a, positive", range: 0...10),
    ParameterDescription("count", default: .integer(3), "n, 1 to 5", range: 1...5),
    ParameterDescription("verbose", default: .flag(false), "whether it talks"),
    ParameterDescription("form", default: "round", choices: ["round", "square"], "its form"),
    ParameterDescription("weights", default: .list([1, 2]), "w"),
    ParameterDescription("matrix", default: .matrix([[1, 0], [0, 1]]), "A"),
    ParameterDescription.start(1, 2),
  ]

  private func values(_ settings: [String: String]) throws(GameError) -> ParameterValues {
    try ParameterValues(settings, for: descriptions, of: "game 'toy'")
  }

  @Test("What the user sets is taken, the rest is the default")
  func settings() throws {
    let values = try values(["scale": "2", "form": "square", "matrix": "1,2"])
    #expect(values.real("scale") == 2)
    #expect(values.integer("count") == 3)
    #expect(values.flag("verbose") == false)
    #expect(values.choice("form") == "square")
    #expect(values.list("weights") == [1, 2])
    #expect(values.matrix("matrix") == [[1, 2]])
  }

  @Test("All values are listed in the order of their descriptions")
  func order() throws {
    let all = try values(["weights": "7"]).all
    #expect(all.map(\.name) == descriptions.map(\.name))
    #expect(all[4].value == .list([7]))
    #expect(all[0].value == .real(1.5))
  }

  @Test("An unknown name is refused with the names there are")
  func unknownName() {
    let error = #expect(throws: GameError.self) { try values(["scael": "2"]) }
    #expect(error?.code == .unknownParameter)
    #expect(error?.message == "game 'toy' has no parameter 'scael'")
    #expect(
      error?.hint == "its parameters are scale, count, verbose, form, weights, matrix, start")
    let none = #expect(throws: GameError.self) {
      try ParameterValues(["a": "1"], for: [], of: "game 'mute'")
    }
    #expect(none?.hint == "it takes none")
  }

  @Test("Text of the wrong kind is refused with an example")
  func wrongKind() {
    let error = #expect(throws: GameError.self) { try values(["matrix": "1,2;3"]) }
    #expect(error?.code == .invalidParameter)
    #expect(error?.message == "parameter 'matrix' of game 'toy' cannot be '1,2;3'")
    #expect(error?.hint?.contains("such as 1.0,0.0;0.0,1.0") == true)
  }

  @Test(
    "A number out of its range is refused with what would be right",
    arguments: [("scale", "-0.1"), ("scale", "10.5"), ("count", "0"), ("count", "6")])
  func outOfRange(name: String, text: String) {
    let error = #expect(throws: GameError.self) { try values([name: text]) }
    #expect(error?.code == .invalidParameter)
    #expect(error?.message.contains("cannot be \(text)") == true)
    #expect(error?.hint?.isEmpty == false)
  }

  @Test("The ends of a range are in it")
  func rangeEnds() throws {
    #expect(try values(["scale": "0"]).real("scale") == 0)
    #expect(try values(["count": "5"]).integer("count") == 5)
    let positive = ParameterDescription(
      "a", default: .real(1), "a > 0", range: ParameterDescription.positive)
    #expect(throws: GameError.self) {
      try ParameterValues(["a": "0"], for: [positive], of: "game 'toy'")
    }
  }

  @Test("A word that is no choice is refused with the choices")
  func wrongChoice() {
    let error = #expect(throws: GameError.self) { try values(["form": "Round"]) }
    #expect(error?.hint == "choose one of round, square")
  }

  @Test("The first mistake by name is the one reported, whatever the order of the settings")
  func firstMistake() {
    for _ in 0..<5 {
      let error = #expect(throws: GameError.self) {
        try values(["verbose": "?", "count": "?", "weights": "?"])
      }
      #expect(error?.message.contains("'count'") == true)
    }
  }
}

@Suite("Starts")
struct StartParameterTests {
  private let shape = ProfileShape(minimizerCount: 2, maximizerCount: 1)

  private func values(_ text: String?) throws -> ParameterValues {
    try ParameterValues(
      text.map { ["start": $0] } ?? [:], for: [ParameterDescription.start()], of: "game 'toy'")
  }

  @Test("An empty start is left to the game")
  func empty() throws {
    #expect(try values(nil).profileStart(of: shape) == nil)
    #expect(try values("").mixedStart(of: shape) == nil)
  }

  @Test("A start holds x, then y")
  func coordinates() throws {
    let profile = try #require(try values("1,2,3").profileStart(of: shape))
    #expect(Array(profile[.minimizer]) == [1, 2])
    #expect(Array(profile[.maximizer]) == [3])
    let plane = try values("4,5").planeStart()
    #expect(plane.x == 4 && plane.y == 5)
  }

  @Test("A start of the wrong length is refused with the right one")
  func wrongLength() throws {
    let values = try values("1,2")
    let error = #expect(throws: GameError.self) { try values.profileStart(of: shape) }
    #expect(
      error?.message == "parameter 'start' holds 2 numbers and the game has 3 coordinates")
  }

  @Test(
    "A start on simplices must be probabilities",
    arguments: [
      ("0.5,0.5,1", true), ("0.5,0.6,1", false), ("1.5,-0.5,1", false), ("1,0,0.9", false),
    ])
  func mixed(text: String, isMixed: Bool) throws {
    let values = try values(text)
    if isMixed {
      #expect(try values.mixedStart(of: shape) != nil)
    } else {
      let error = #expect(throws: GameError.self) { try values.mixedStart(of: shape) }
      #expect(error?.message.contains("mixed strategy") == true)
    }
  }
}
