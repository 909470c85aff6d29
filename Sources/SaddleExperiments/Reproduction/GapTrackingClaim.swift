import SaddleEquilibrium
import SaddleRecording
import SaddleStatistics

/// Claim 6: the proximal duality gap tracks sample quality where the duality gap does not.
///
/// Sidheekh et al. 2021, across ratios of discriminator to generator moves.
struct GapTrackingClaim: TrainedClaim {
  let networks: [ReproductionSize.Networks]
  let ratios: [Int]
  let seeds: Int
  /// How gaps are searched for.
  let estimator: GapEstimator

  /// λ of the proximal gap.
  private static let penalty = 0.1
  private static let nash = Double.infinity

  var blank: ClaimFinding {
    ClaimFinding(
      number: 6, title: "The proximal duality gap tracks quality where the duality gap does not",
      statement:
        "Over GANs trained with different numbers of discriminator moves per generator move, the proximal duality"
        + " gap at the end rises with the distance of the samples to the data; the duality gap does not. (Sidheekh"
        + " et al. 2021, in kind: their figures are not sourced, and their code does not compute this gap.)",
      game:
        "SN-GANs of two layers with the vanilla loss, at \(ratios.count) ratios and \(seeds) seeds, the same total"
        + " number of moves each. Both gaps are lower bounds, each player deviating within distance 1, by a fixed"
        + " number of steps (\(estimator.innerSteps)) from perturbed parameters.")
  }

  var trainings: [ClaimTraining] {
    networks.flatMap { network in
      ratios.flatMap { ratio in
        (1...seeds).map { seed in training(network, ratio: ratio, seed: seed) }
      }
    }
  }

  private func training(
    _ network: ReproductionSize.Networks, ratio: Int, seed: Int
  ) -> ClaimTraining {
    let own = ratio < 0 ? "minimizerSteps" : "maximizerSteps"
    var training = ClaimTraining(
      "SN-GAN on \(network.data), \(Self.words(ratio)), seed \(seed)", game: "sn-gan",
      data: network.data, method: "alternating-gda", seed: UInt64(seed),
      steps: network.length / (1 + abs(ratio)),
      settings: network.settings.merging(["loss": "vanilla"]) { $1 },
      methodSettings: [
        "baseUpdate": "adam", "firstDecay": "0.5", "stepSize": "0.0005", own: "\(abs(ratio))",
      ])
    training.penalties = [Self.penalty, Self.nash]
    training.estimator = estimator
    return training
  }

  private static func words(_ ratio: Int) -> String {
    ratio < 0 ? "\(-ratio) moves of G" : "\(ratio) move\(ratio == 1 ? "" : "s") of D"
  }

  func judge(_ runs: [ClaimRun], _ bench: ClaimBench, _ finding: inout ClaimFinding) throws {
    finding.columns = [
      "data", "runs", "ρ of the proximal gap", "p", "ρ of the duality gap", "p",
      "95 % interval of the difference", "finding",
    ]
    var verdicts: [ClaimFinding.Verdict] = []
    for network in networks {
      let own = runs.filter {
        $0.training.plan.dataSpecification == network.data && $0.gaps.count == 2
          && $0.lastQuality.isFinite && $0.gaps.values.allSatisfy(\.value.isFinite)
      }
      guard own.count >= 5, let quality = own.first?.quality.name else {
        finding.reasons.append("\(network.data): too few runs ended with numbers.")
        verdicts.append(.undecided)
        continue
      }
      let tracking = Tracking(own, penalty: Self.penalty)
      verdicts.append(tracking.verdict)
      finding.rows.append([network.data, "\(own.count)"] + tracking.cells)
      for (penalty, name) in [
        (Self.penalty, "proximal gap, λ = \(Self.penalty.brief)"), (Self.nash, "duality gap"),
      ] {
        finding.scatters.append(
          .init(
            title: "\(network.data): \(name) and \(quality)", across: name, up: quality,
            groups: ratios.map { ratio in
              let words = Self.words(ratio)
              let group = own.filter { $0.training.name.contains(", \(words), ") }
              return .init(
                name: words,
                points: group.map { [$0.gaps[penalty]?.value ?? .nan, $0.lastQuality] })
            }))
      }
    }
    let gaps = runs.flatMap(\.gaps.values)
    finding.reasons.append(
      "\(gaps.count(where: \.isConverged)) of \(gaps.count) searches came to rest; the others say what their"
        + " steps found, as the authors' do.")
    let isSettled = !verdicts.isEmpty && Set(verdicts).count == 1
    finding.verdict = isSettled ? verdicts[0] : .undecided
    finding.reasons += [
      "Spearman's ρ of gap and distance over the runs of a data set, p by 10,000 permutations, the difference of the"
        + " two by resampling runs. The rule: it holds on data where the proximal gap has ρ > 0 with"
        + " p ≤ 0.05, and the duality gap has not or its ρ is smaller with 95 % confidence; it fails where the"
        + " duality gap has and the proximal gap has not, or its ρ is larger with that confidence."
    ]
    finding.sql = bench.sql(
      select: "gapEstimate.metricName AS gap, gapEstimate.value, metric.name, metric.value",
      joining: """

        JOIN gapEstimate ON gapEstimate.runID = run.id
        JOIN metric ON metric.runID = run.id AND metric.step = gapEstimate.step
        """,
      where: "metric.name IN ('featureFrechetDistance', 'slicedW2')")
  }

  /// How both gaps of some runs go with quality.
  private struct Tracking {
    let proximal: RankCorrelation
    let nash: RankCorrelation
    let interval: ClosedRange<Double>?

    init(_ runs: [ClaimRun], penalty: Double) {
      let quality = runs.map(\.lastQuality)
      let gaps = [penalty, .infinity].map { penalty in
        runs.map { $0.gaps[penalty]?.value ?? .nan }
      }
      proximal = RankCorrelation(gaps[0], quality)
      nash = RankCorrelation(gaps[1], quality)
      interval = RankCorrelation.differenceInterval(gaps[0], gaps[1], against: quality)
    }

    private func tracks(_ correlation: RankCorrelation) -> Bool {
      correlation.rho > 0 && correlation.p <= 0.05
    }

    var verdict: ClaimFinding.Verdict {
      let (lower, upper) = (interval?.lowerBound ?? .nan, interval?.upperBound ?? .nan)
      if tracks(proximal) {
        return !tracks(nash) || lower > 0 ? .holds : upper < 0 ? .fails : .undecided
      }
      return tracks(nash) ? .fails : .undecided
    }

    var cells: [String] {
      [
        proximal.rho.brief, proximal.p.brief, nash.rho.brief, nash.p.brief,
        interval.map { "\($0.lowerBound.brief) to \($0.upperBound.brief)" } ?? "–", verdict.words,
      ]
    }
  }
}
