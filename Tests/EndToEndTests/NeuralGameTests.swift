import Foundation
import GRDB
import Testing

@Suite("Neural games from the command line")
struct NeuralGameTests {
  private static let small = [
    "--set", "hidden=4", "--set", "layers=1", "--set", "batch=8", "--samples-every", "0",
    "--quality-every", "0",
  ]

  @Test("A GAN trains as its paper says unless told otherwise, and its measures are recorded")
  func trains() throws {
    let folder = try TemporaryFolder()
    let run = try Invocation(
      ["train", "wgan-gp", "--data", "ring", "--steps", "20"] + Self.small, in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("wgan-gp, alternating-gda"))
    let queue = try DatabaseQueue(path: folder.url.appending(path: "saddlebag.db").path)
    try queue.read { database in
      let settings = try Row.fetchAll(
        database, sql: "SELECT name, value FROM runParameter WHERE scope = 'method'")
      let values = Dictionary(
        uniqueKeysWithValues: settings.map { ($0["name"] as String, $0["value"] as String) })
      #expect(values["baseUpdate"] == "adam")
      #expect(values["maximizerSteps"] == "5")
      let measures = try String.fetchAll(
        database, sql: "SELECT DISTINCT name FROM metric WHERE name LIKE '%Penalty'")
      #expect(measures == ["gradientPenalty"])
    }
  }

  @Test("--architecture chooses the networks, and a wrong one is refused with the next move")
  func architecture() throws {
    let folder = try TemporaryFolder()
    let plan = [
      "train", "sn-gan", "--steps", "1", "--set", "hidden=2", "--set", "batch=2",
      "--quality-every", "0",
    ]
    let images = try Invocation(
      plan + ["--data", "digits", "--architecture", "dcgan"], in: folder.url)
    #expect(images.status == 0, "\(images.errors)")
    let points = try Invocation(
      plan + ["--data", "ring", "--architecture", "dcgan"], in: folder.url)
    #expect(points.status == 64)
    #expect(points.errors.contains("multiples of 4"))
    #expect(points.errors.contains("Try: "))
    let noData = try Invocation(plan, in: folder.url)
    #expect(noData.status == 64)
    #expect(noData.errors.contains("--data NAME"))
  }

  @Test("Examples/custom-game trains a game of its own, recorded like the built-in ones")
  func customGame() throws {
    let folder = try TemporaryFolder()
    let run = try Invocation([], in: folder.url, program: "custom-game")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "all steps were played\n")
    let shown = try folder.saddlebag("show", "my ring GAN", "--store", "custom-game.db")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("my-ring-gan"))
    let drift = try folder.saddlebag(
      "query", "SELECT count(*) FROM metric WHERE name = 'drift'", "--store", "custom-game.db",
      "--format", "csv")
    #expect(drift.output.contains("201"))
  }
}
