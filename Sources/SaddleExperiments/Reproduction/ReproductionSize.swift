/// How large the trained networks of a reproduction are, and how long they are trained.
///
/// Sizes were chosen for the time that they take, for samples that resemble the data and for answers ỹ
/// that converge, while earlier trial runs were looked at; one set serves all verdicts.
public struct ReproductionSize: Sendable {
  /// Goes into the names of its experiments; empty for the full set.
  let suffix: String
  /// Whether it is too small for any verdict.
  let isRehearsal: Bool
  let frozen: [Frozen]
  let proximal: [Networks]
  let tracking: [Networks]
  /// Seeds of claim 5 and of claim 6.
  let proximalSeeds: Int
  let trackingSeeds: Int
  /// Moves of D for each of G, of claim 6; −n: n moves of G for each of D.
  let ratios: [Int]
  /// Steps of each search of a gap, and how many times as many ỹ takes where a fall is measured.
  var gapSteps = 30
  var patience = 20

  /// Images of claim 4, the networks that make them, and how they are tested.
  struct Frozen: Sendable {
    let data: String
    let settings: [String: String]
    /// Steps of WGAN-WC, WGAN-GP and SN-GAN.
    let steps: [String: Int]
    let penalties: [Double]
    let probeSteps: Int
    let proximalSteps: Int
  }

  /// Perceptrons on some data, and how long they are trained: steps in claim 5, moves of either player in
  /// claim 6.
  struct Networks: Sendable {
    let data: String
    let hidden: Int
    let length: Int

    var settings: [String: String] { ["hidden": "\(hidden)", "batch": "64"] }
  }

  private static func dcgan(_ hidden: Int, batch: Int) -> [String: String] {
    ["architecture": "dcgan", "hidden": "\(hidden)", "batch": "\(batch)", "latent": "16"]
  }

  private static let ring = "ring:deviation=0.05"
  /// As few samples as a batch: to measure them takes no time.
  private static let few = "ring:rows=64:deviation=0.05"

  /// All of it.
  public static let full = ReproductionSize(
    suffix: "", isRehearsal: false,
    frozen: [
      Frozen(
        data: "digits", settings: dcgan(16, batch: 64),
        steps: ["wgan-wc": 6_000, "wgan-gp": 4_000, "sn-gan": 12_000],
        penalties: [0.1, 1, 10, .infinity], probeSteps: 300, proximalSteps: 20),
      Frozen(
        data: "fashion-mnist", settings: dcgan(16, batch: 64),
        steps: ["wgan-wc": 3_000, "wgan-gp": 2_000, "sn-gan": 5_000],
        penalties: [0.1, 1, .infinity], probeSteps: 100, proximalSteps: 20),
    ],
    proximal: [
      Networks(data: "digits", hidden: 128, length: 4_000),
      Networks(data: "fashion-mnist", hidden: 256, length: 1_500),
    ],
    tracking: [
      Networks(data: ring, hidden: 64, length: 24_000),
      Networks(data: "digits", hidden: 64, length: 12_000),
    ],
    proximalSeeds: 5, trackingSeeds: 4, ratios: [-8, -4, -2, 1, 2, 4, 8])

  /// Smaller networks, fewer steps and seeds.
  public static let quick = ReproductionSize(
    suffix: "-quick", isRehearsal: false,
    frozen: [
      Frozen(
        data: "digits", settings: dcgan(16, batch: 64),
        steps: ["wgan-wc": 1_000, "wgan-gp": 600, "sn-gan": 2_000],
        penalties: [0.1, 1, .infinity], probeSteps: 100, proximalSteps: 20),
      Frozen(
        data: "fashion-mnist", settings: dcgan(8, batch: 32),
        steps: ["wgan-wc": 400, "wgan-gp": 250, "sn-gan": 600],
        penalties: [0.1, .infinity], probeSteps: 40, proximalSteps: 16),
    ],
    proximal: [Networks(data: "digits", hidden: 64, length: 2_000)],
    tracking: [
      Networks(data: ring, hidden: 64, length: 8_000),
      Networks(data: "digits", hidden: 64, length: 4_000),
    ],
    proximalSeeds: 3, trackingSeeds: 2, ratios: [-8, -4, -2, 1, 2, 4, 8])

  /// Every step of the way in seconds, on tiny networks and made data; it decides nothing.
  public static let rehearsal = ReproductionSize(
    suffix: "-rehearsal", isRehearsal: true,
    frozen: [
      Frozen(
        data: few, settings: ["hidden": "3", "batch": "8", "layers": "1"],
        steps: ["wgan-wc": 20, "wgan-gp": 20, "sn-gan": 20], penalties: [0.1, .infinity],
        probeSteps: 4, proximalSteps: 2)
    ],
    proximal: [Networks(data: few, hidden: 3, length: 20)],
    tracking: [Networks(data: few, hidden: 3, length: 80)],
    proximalSeeds: 2, trackingSeeds: 1, ratios: [-2, 1, 2], gapSteps: 2, patience: 2)
}
