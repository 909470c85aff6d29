import SaddleTensor
import Testing

@Suite("A Wasserstein game with a gradient penalty")
struct WassersteinGameTests {
  @Test(
    "200 steps end in the committed bits on every path, by one thread and by three",
    arguments: [(ScalarType.float32, 0x331A_BC66_6B12_4716), (.float64, 0x601D_0ED9_7C61_3632)]
      as [(ScalarType, UInt64)])
  func digest(_ type: ScalarType, _ expected: UInt64) throws {
    for path in KernelPath.allCases where path.isAvailable {
      for threads in [1, 3] {
        var game = try WassersteinGame(
          hidden: 16, batch: 16, type: type, path: path, threads: threads)
        for _ in 0..<200 { game.step() }
        #expect(
          game.digest == expected,
          "\(path), \(threads) threads: \(String(game.digest, radix: 16))")
      }
    }
  }

  @Test("Training brings the critic's penalty down and keeps all parameters finite")
  func learns() throws {
    var game = try WassersteinGame(hidden: 16, batch: 32)
    game.step()
    // The critic's loss is −payoff + 10·penalty.
    let before = game.losses[1] + game.losses[0]
    for _ in 0..<300 { game.step() }
    #expect(before > 1)
    #expect(game.losses[1] + game.losses[0] < 0.5 * before)
    #expect(game.parameters.values.allSatisfy { $0.isFinite })
  }
}
