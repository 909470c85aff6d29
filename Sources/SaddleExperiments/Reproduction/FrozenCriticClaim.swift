import SaddleEquilibrium
import SaddleRecording

/// Claim 4: E1 and E2 of the paper on trained WGAN-WC, WGAN-GP and SN-GAN.
struct FrozenCriticClaim: TrainedClaim {
  let settings: [ReproductionSize.Frozen]
  /// How many times as many steps ỹ takes where a fall is measured.
  let patience: Int

  var blank: ClaimFinding {
    ClaimFinding(
      number: 4, title: "Trained GANs: V falls with D frozen, V^λ does not",
      statement:
        "With its discriminator frozen, the generator of a trained WGAN-WC, WGAN-GP or SN-GAN lowers V, and its"
        + " samples get worse: no Nash equilibrium. With D̃ answering within the proximal term it does not lower"
        + " V^λ, and the samples stay. (In kind: the paper's networks are larger, and its figures are not sourced.)",
      game:
        "DCGANs of two convolutions each on the digits and on Fashion-MNIST. From the last step the generator"
        + " goes on with the run's own optimizer, on one batch; the fall is measured on \(ClaimTraining.batches) others."
    )
  }

  /// How each game is trained here, and what it is called.
  private static let games:
    [(name: String, title: String, own: [String: String], method: [String: String])] = [
      (
        "wgan-wc", "WGAN-WC", [:],
        [
          "baseUpdate": "rmsprop", "secondDecay": "0.99", "maximizerSteps": "5",
          "stepSize": "0.0005",
        ]
      ),
      (
        "wgan-gp", "WGAN-GP", [:],
        [
          "baseUpdate": "adam", "firstDecay": "0", "secondDecay": "0.9", "maximizerSteps": "5",
          "stepSize": "0.001",
        ]
      ),
      (
        "sn-gan", "SN-GAN", ["loss": "vanilla"],
        ["baseUpdate": "adam", "firstDecay": "0.5", "stepSize": "0.0005"]
      ),
    ]

  var trainings: [ClaimTraining] {
    settings.flatMap { setting in
      Self.games.map { game in
        var training = ClaimTraining(
          "\(game.title) on \(setting.data)", game: game.name, data: setting.data,
          method: "alternating-gda", seed: 1, steps: setting.steps[game.name] ?? 1,
          settings: setting.settings.merging(game.own) { $1 }, methodSettings: game.method)
        training.probes = setting.penalties
        training.probeSteps = setting.probeSteps
        training.proximalSteps = setting.proximalSteps
        training.patience = patience
        return training
      }
    }
  }

  func judge(_ runs: [ClaimRun], _ bench: ClaimBench, _ finding: inout ClaimFinding) throws {
    finding.columns = [
      "GAN", "payoff", "before", "fall", "finding", "distance before", "distance after",
    ]
    var verdicts: [ClaimFinding.Verdict] = []
    for run in runs {
      let tests = try run.curves.map { try Test($0, in: bench) }
      for test in tests { finding.rows.append(test.row(of: run.training.name)) }
      let verdict = Self.verdict(tests)
      verdicts.append(verdict.verdict)
      finding.reasons.append("\(run.training.name): \(verdict.reason)")
      finding.figures.append(
        .init(
          title: "\(run.training.name), D frozen: V and V^λ with the generator going on",
          curves: tests.map { bench.series($0.curve, named: $0.name) }))
      finding.pictures += try pictures(of: run, tests, bench)
    }
    let isSettled = !verdicts.isEmpty && Set(verdicts).count == 1
    finding.verdict =
      isSettled ? verdicts[0] : verdicts.contains(.fails) ? .fails : .undecided
    finding.sql = bench.sql(
      select: "metric.name, metric.step, metric.value",
      joining: " JOIN metric ON metric.runID = run.id",
      where: """
        run.method = 'frozen-maximizer' AND metric.name IN ('proximalPayoff', 'fall', 'fallError',
          'featureFrechetDistance', 'slicedW2')
        """)
  }

  /// The samples before, after V, and after V^λ of the smallest λ.
  private func pictures(
    of run: ClaimRun, _ tests: [Test], _ bench: ClaimBench
  ) throws -> [ClaimFinding.Picture] {
    let nash = tests.first { $0.curve.penalty == .infinity }
    let proximal = tests.min { $0.curve.penalty < $1.curve.penalty }
    var pictures: [ClaimFinding.Picture] = []
    for (test, isAfter) in [(nash, false), (nash, true), (proximal, true)] {
      guard let test,
        let picture = try bench.recorder.pictures(of: test.run).last(where: {
          ($0.step > 0) == isAfter
        })
      else { continue }
      pictures.append(
        .init(
          caption: "\(run.training.name), "
            + (isAfter ? "after \(picture.step) steps against \(test.name)" : "before"),
          png: picture.png))
    }
    return pictures
  }
}

extension FrozenCriticClaim {
  /// One curve, with what happened to the samples.
  struct Test {
    let run: Run.ID
    let curve: FrozenMaximizerProbe.Curve
    /// The distance of the samples to the data, before and after.
    let distances: (before: Double, after: Double)

    var name: String { curve.penalty == .infinity ? "V" : "V^\(curve.penalty.brief)" }

    /// Whether the samples are farther from the data than before by more than a tenth.
    var getsWorse: Bool { !(distances.after <= 1.1 * distances.before) }

    func row(of name: String) -> [String] {
      let error = curve.fallError.map { " ± \($0.brief)" } ?? ""
      let doubt = curve.isConverged ? "" : ", ỹ not converged"
      return [
        name, self.name, (curve.values.first ?? .nan).brief, curve.fall.brief + error,
        curve.finding.rawValue + doubt, distances.before.brief, distances.after.brief,
      ]
    }
  }

  /// The rule: *holds* if V falls and spoils the samples, and every V^λ with a ỹ that
  /// converged stays flat and keeps them; *fails* if V stays flat, or some V^λ falls and spoils them;
  /// otherwise the run does not decide.
  static func verdict(_ tests: [Test]) -> (verdict: ClaimFinding.Verdict, reason: String) {
    guard let nash = tests.first(where: { $0.curve.penalty == .infinity }) else {
      return (.undecided, "its training left the numbers.")
    }
    let proximal = tests.filter { $0.curve.penalty.isFinite && $0.curve.isConverged }
    let falling = proximal.filter { $0.curve.finding == .falls }
    let names = falling.map { test in
      let share = (100 * test.curve.fall / nash.curve.fall).rounded()
      return "\(test.name) by \(share.brief) % of that"
    }.joined(separator: ", ")
    if nash.curve.finding == .flat { return (.fails, "V stays flat with D frozen.") }
    let spoils =
      "V falls by \(nash.curve.fall.brief), and the samples "
      + (nash.getsWorse ? "get worse" : "do not get worse")
    if falling.contains(where: \.getsWorse) {
      return (.fails, "\(spoils); V^λ falls as well (\(names)), and spoils the samples.")
    }
    if proximal.isEmpty {
      return (.undecided, "\(spoils); no ỹ converged, and nothing is said of V^λ.")
    }
    if !falling.isEmpty {
      return (
        .undecided,
        "\(spoils); V^λ falls as well (\(names)) without spoiling them: the generator was not yet the best,"
          + " and the step is no equilibrium of either kind."
      )
    }
    guard proximal.allSatisfy({ $0.curve.finding == .flat }) else {
      return (.undecided, "\(spoils); whether V^λ falls is within its errors.")
    }
    let kept = proximal.allSatisfy { !$0.getsWorse }
    let isClear = nash.curve.finding == .falls && nash.getsWorse && kept
    return (
      isClear ? .holds : .undecided,
      "\(spoils); V^λ stays, and \(kept ? "so do they" : "they get worse all the same")."
    )
  }
}

extension FrozenCriticClaim.Test {
  init(
    _ test: (run: Run.ID, curve: FrozenMaximizerProbe.Curve), in bench: ClaimBench
  ) throws {
    (run, curve) = test
    let distances = try bench.quality(of: run).values
    self.distances = (distances.first ?? .nan, distances.last ?? .nan)
  }
}
