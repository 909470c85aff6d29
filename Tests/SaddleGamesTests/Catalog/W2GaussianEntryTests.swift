import SaddleData
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct W2GaussianEntryTests {
  private func game(
    _ settings: [String: String] = [:], _ table: DataTable
  ) throws -> W2Gaussian {
    let made = try GameCatalog.entry(named: "w2-gaussian").game(
      settings: settings, data: Dataset(table))
    return try #require(made.game as? W2Gaussian)
  }

  private func error(
    _ name: String, _ settings: [String: String], _ table: DataTable? = nil
  ) throws -> GameError {
    try #require(throws: GameError.self) {
      _ = try GameCatalog.entry(named: name)
        .game(settings: settings, data: table.map { Dataset($0) })
    }
  }

  private let table = DataTable(
    columnNames: ["a", "b", "c"],
    values: [1, 2, 0, 3, -1, 0.5, -2, 0, 0.1, 0, 1, -0.2, 4, -3, 0.3])

  @Test("On the digits it keeps eight components of mean variance 1, largest first")
  func digits() throws {
    let path =
      #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
      + "/Examples/data/digits.csv"
    let game = try game([:], try DataTable(csvFile: path))
    #expect(game.shape == ProfileShape(minimizerCount: 72, maximizerCount: 44))
    #expect(game.moments.mean == [Double](repeating: 0, count: 8))
    let variances = (0..<8).map { game.moments.covariance[$0, $0] }
    #expect(abs(variances.reduce(0, +) - 8) < 1e-12)
    #expect(variances == variances.sorted(by: >))
    // The digits' principal variances, with n − 1 in place of n, start 179.0069, 163.7177.
    #expect(abs(variances[0] / variances[1] - 179.0069 / 163.7177) < 1e-5)
    guard case .proximal(let order)? = game.knownEquilibria.first?.kind else {
      Issue.record("the digits are within reach")
      return
    }
    let deviation = variances[0].squareRoot()
    #expect(abs(order - deviation / (deviation - 1)) < 1e-12)
  }

  @Test("Raw moments are exact means over the table")
  func rawMoments() throws {
    let game = try game(["components": "0", "standardize": "false"], table)
    #expect(zip(game.moments.mean, [1.2, -0.2, 0.14]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(abs(game.moments.covariance[0, 0] - (30.0 / 5 - 1.44)) < 1e-14)
    #expect(abs(game.moments.covariance[0, 1] - (-13.0 / 5 + 0.24)) < 1e-14)
  }

  @Test("Components keep the variance of their directions and the mean along them")
  func components() throws {
    let all = try game(["components": "0", "standardize": "false"], table).moments
    let kept = try game(["components": "2", "standardize": "false"], table).moments
    let eigen = SymmetricEigen(all.covariance)
    #expect(abs(kept.covariance[0, 0] - eigen.values[2]) < 1e-14)
    #expect(abs(kept.covariance[1, 1] - eigen.values[1]) < 1e-14)
    #expect(kept.covariance[0, 1] == 0)
    let projected = (0..<3).reduce(0) { $0 + eigen.vectors[$1, 2] * all.mean[$1] }
    #expect(abs(kept.mean[0] - projected) < 1e-15)
    // Three columns are no more than three components: nothing is turned.
    #expect(try game(["components": "3", "standardize": "false"], table).moments == all)
    let standard = try game(["components": "2"], table).moments
    #expect(abs(standard.totalVariance - 2) < 1e-14)
  }

  @Test("Alternating steps reach the minimax point, where the duality gap stays positive")
  func training() throws {
    let game = try game(["components": "2"], table)
    var random = CounterGenerator(seed: 1, stream: .start)
    var z = game.initialProfile(using: &random)
    var field = [Double](repeating: 0, count: game.shape.count)
    for _ in 0..<4_000 {
      for player in Player.allCases {
        game.gradientField(of: player, at: z, into: &field)
        for index in game.shape.range(of: player) { z.values[index] -= 0.05 * field[index] }
        game.project(player, of: &z)
      }
    }
    #expect(try #require(game.distanceToEquilibrium(from: z)) < 1e-6)
    #expect(abs(try #require(game.primalGap(at: z))) < 1e-9)
    #expect(try #require(game.dualityGap(at: z)) > 0.1)
  }

  @Test("w2-moments takes deviations, a mean and a start")
  func moments() throws {
    let entry = try GameCatalog.entry(named: "w2-moments")
    let made = try entry.game(settings: [
      "deviations": "2,0.5", "mean": "1,-1", "generator": "free", "gapRadius": "3",
      "start": "1,0,0,1,0,0,0,0,0,0,0",
    ])
    let game = try #require(made.game as? W2Gaussian)
    #expect(game.moments.covariance == Matrix(diagonal: [4, 0.25]))
    #expect(game.moments.mean == [1, -1])
    #expect(game.generator == .free)
    #expect(game.gapRadius == 3)
    #expect(game.start?.values[..<4] == [1, 0, 0, 1])
    let plain = try #require(try entry.game().game as? W2Gaussian)
    #expect(plain.dimension == 1)
    #expect(plain.start == nil)
  }

  @Test("What cannot be played is refused with one sentence")
  func refused() throws {
    let constant = DataTable(columnNames: ["a"], values: [2, 2, 2])
    #expect(
      try error("w2-gaussian", [:], constant).message
        == "the data do not vary: every row is the same")
    let huge = DataTable(columnNames: ["a"], values: [1e200, -1e200])
    #expect(
      try error("w2-gaussian", [:], huge).message
        == "the data are too large: their squares overflow")
    #expect(try error("w2-gaussian", [:]).code == .missingData)
    #expect(
      try error("w2-gaussian", ["components": "-1"], table).code == .invalidParameter)
    #expect(
      try error("w2-moments", ["deviations": "20"]).message
        == "curvatureMargin 0.1 makes the equilibrium infeasible: it needs less than 0.05")
    #expect(
      try error("w2-moments", ["deviations": "1,2", "mean": "1"]).message
        == "parameter 'mean' holds 1 numbers and 'deviations' 2")
    for deviations in ["0", "", "-1,2", "1e200"] {
      #expect(
        try error("w2-moments", ["deviations": deviations]).code == .invalidParameter)
    }
    #expect(try error("w2-moments", ["start": "1"]).code == .invalidParameter)
  }
}
