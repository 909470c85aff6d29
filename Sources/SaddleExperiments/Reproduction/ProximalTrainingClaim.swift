import SaddleEquilibrium
import SaddleRecording
import SaddleStatistics

/// Claim 5: E3 of the paper, ordinary against proximal training.
struct ProximalTrainingClaim: TrainedClaim {
  let networks: [ReproductionSize.Networks]
  let seeds: Int
  /// How gaps are searched for.
  let estimator: GapEstimator

  /// λ of the training.
  private static let penalty = 0.1
  /// Ascent steps of D̃; ordinary training moves D as often in all.
  private static let answers = 5
  private static let nash = Double.infinity

  var blank: ClaimFinding {
    ClaimFinding(
      number: 5, title: "Proximal training gives better samples than ordinary training",
      statement:
        "Proximal training of WGAN-WC and SN-GAN gives samples of better quality than ordinary training, and is"
        + " more stable. (In kind: the paper's scores on CIFAR-10 and CelebA are not sourced.)",
      game:
        "Perceptrons of two layers, λ = \(Self.penalty.brief) with \(Self.answers) steps of D̃ and one of D, against"
        + " \(Self.answers + 1) steps of D; \(seeds) seeds each; the same optimizer and step size for both."
    )
  }

  private struct Game {
    let name: String
    let title: String
    let own: [String: String]
    let rule: [String: String]
    let stepSize: String
  }

  private static let games = [
    Game(
      name: "wgan-wc", title: "WGAN-WC", own: [:],
      rule: ["baseUpdate": "rmsprop", "secondDecay": "0.99"], stepSize: "0.0005"),
    Game(
      name: "sn-gan", title: "SN-GAN", own: ["loss": "vanilla"],
      rule: ["baseUpdate": "adam", "firstDecay": "0.5"], stepSize: "0.0005"),
  ]

  var trainings: [ClaimTraining] { pairs.flatMap { $0.ordinary + $0.proximal } }

  /// The trainings of one game on some data.
  private struct Pair {
    let title: String
    let ordinary: [ClaimTraining]
    let proximal: [ClaimTraining]
  }

  private var pairs: [Pair] {
    networks.flatMap { network in
      Self.games.map { game in
        let title = "\(game.title) on \(network.data)"
        let common = game.rule.merging(["stepSize": game.stepSize]) { $1 }
        func trainings(_ kind: String, _ method: String, _ own: [String: String]) -> [ClaimTraining]
        {
          (1...seeds).map { seed in
            var training = ClaimTraining(
              "\(title), \(kind), seed \(seed)", game: game.name, data: network.data,
              method: method, seed: UInt64(seed), steps: network.length,
              settings: network.settings.merging(game.own) { $1 },
              methodSettings: common.merging(own) { $1 })
            training.penalties = [Self.penalty, Self.nash]
            training.estimator = estimator
            return training
          }
        }
        return Pair(
          title: title,
          ordinary: trainings(
            "ordinary", "alternating-gda", ["maximizerSteps": "\(Self.answers + 1)"]),
          proximal: trainings(
            "proximal", "proximal-training",
            [
              "penalty": "\(Self.penalty)", "maximizerUpdate": "payoff",
              "innerSteps": "\(Self.answers)", "innerStepSize": game.stepSize,
            ]))
      }
    }
  }

  func judge(_ runs: [ClaimRun], _ bench: ClaimBench, _ finding: inout ClaimFinding) throws {
    let byName = Dictionary(runs.map { ($0.training.name, $0) }, uniquingKeysWith: { $1 })
    finding.columns = ["GAN", "measure", "ordinary", "proximal", "difference", "p, paired t-test"]
    var (better, worse, count) = (0, 0, 0)
    for pair in pairs {
      let ordinary = pair.ordinary.compactMap { byName[$0.name] }
      let proximal = pair.proximal.compactMap { byName[$0.name] }
      guard let name = ordinary.first?.quality.name, !proximal.isEmpty else { continue }
      for measure in Self.measures(name) {
        let samples = [ordinary, proximal].map { side in
          SeedSample(side.map { ($0.training.plan.seed, measure.value($0)) })
        }
        let test = MeanTest(samples[0], samples[1])
        finding.rows.append(
          [pair.title, measure.name] + samples.map(Self.words)
            + [(test?.difference ?? .nan).brief, (test?.p ?? .nan).brief])
        if let test, !test.isSeedNoise, !measure.isDecisive {
          finding.reasons.append(
            "\(pair.title): the \(measure.name) is \(test.difference < 0 ? "smaller" : "larger") after proximal"
              + " training (p = \(test.p.brief)).")
        }
        guard measure.isDecisive else { continue }
        count += 1
        guard let test, !test.isSeedNoise, test.kind == .paired else { continue }
        if test.difference < 0 { better += 1 } else { worse += 1 }
      }
      finding.figures.append(
        .init(
          title: "\(pair.title): \(name) over the training, seed by seed",
          curves: (ordinary + proximal).map { run in
            let label = run.training.plan.method == "proximal-training" ? "proximal" : "ordinary"
            return MetricSeries(
              name: "\(label) \(run.training.plan.seed)",
              steps: Array(run.quality.steps.dropFirst()),
              values: Array(run.quality.values.dropFirst()))
          }))
    }
    finding.verdict =
      count > 0 && better == count ? .holds : worse > 0 && better == 0 ? .fails : .undecided
    finding.reasons += [
      "The rule: it holds if the last distance to the data is smaller in every game and on all"
        + " data with p ≤ 0.05, fails if it is larger in one with p ≤ 0.05 and smaller in none.",
      "Smaller in \(better) of \(count), larger in \(worse); in the others the difference is within what"
        + " \(seeds) seeds explain.",
    ]
    finding.sql = bench.sql(
      select: "run.seed, metric.name, metric.step, metric.value",
      joining: " JOIN metric ON metric.runID = run.id",
      where: "metric.name IN ('featureFrechetDistance', 'classifierScore', 'slicedW2')")
  }

  /// A number of a run that both kinds of training are compared by.
  private struct Measure {
    let name: String
    var isDecisive = false
    let value: (ClaimRun) -> Double
  }

  private static func measures(_ quality: String) -> [Measure] {
    [
      Measure(name: "last \(quality)", isDecisive: true, value: \.lastQuality),
      Measure(name: "deviation of \(quality) over the last half", value: \.unrest),
      Measure(name: "proximal gap, λ = \(penalty.brief)") { $0.gaps[penalty]?.value ?? .nan },
      Measure(name: "duality gap") { $0.gaps[nash]?.value ?? .nan },
    ]
  }

  private static func words(_ sample: SeedSample) -> String {
    let half = sample.halfInterval.map { " ± \($0.brief)" } ?? ""
    let lost = sample.nonfiniteCount > 0 ? " (\(sample.nonfiniteCount) left the numbers)" : ""
    return (sample.mean ?? .nan).brief + half + lost
  }
}

extension ClaimRun {
  /// The standard deviation of the quality over the last half of its measurements.
  fileprivate var unrest: Double {
    let last = quality.values.suffix(quality.values.count / 2)
    return SeedSample(last.map { (0, $0) }).variance?.squareRoot() ?? .nan
  }
}

extension GapEstimator {
  /// Gaps of networks by a fixed small number of steps from perturbed parameters, within a ball, so that
  /// runs are compared on equal terms.
  ///
  /// In the manner of Sidheekh et al. (2021); lower bounds for λ = ∞.
  static func ofNetworks(steps: Int) -> GapEstimator {
    var estimator = GapEstimator()
    estimator.innerSteps = steps
    estimator.proximalSteps = min(5, steps)
    estimator.perturbations = [0.1]
    estimator.domain = .ball(radius: 1)
    estimator.evaluationLimit = .max
    return estimator
  }
}
