import SaddleGames

/// What a game declares in a trace: the layout of its flat blocks.
struct Declarations: Equatable {
  var parameters: [ParameterDeclaration] = []
  var states: [StateDeclaration] = []

  func parameterCount(of player: Player) -> Int {
    parameters.reduce(0) { $0 + ($1.player == player ? $1.count : 0) }
  }

  var stateCount: Int { states.reduce(0) { $0 + $1.count } }
}

/// A tensor of a player's parameters, and where it stands in the player's block.
struct ParameterDeclaration: Equatable {
  let player: Player
  let name: String
  let shape: [Int]
  let offset: Int
  let start: Initializer
  var count: Int { shape.reduce(1, *) }
}

/// A tensor of the state, and where it stands in the state's block.
struct StateDeclaration: Equatable {
  let name: String
  let shape: [Int]
  let offset: Int
  let start: Initializer
  let startingIterations: Int
  var count: Int { shape.reduce(1, *) }
}

/// A batch, and where its numbers come from.
struct BatchDeclaration: Equatable {
  enum Source: String {
    case data, normal, uniform
  }

  let source: Source
  let shape: [Int]
}
