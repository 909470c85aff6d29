import SaddleEquilibrium
import SaddleGames
import SaddleRecording

/// Claim 1: where the generator reaches the data, a constant discriminator is Nash.
struct RealizableClaim {
  let bench: ClaimBench

  func finding() throws -> ClaimFinding {
    var finding = ClaimFinding(
      number: 1, title: "The realisable case has a Nash equilibrium",
      statement:
        "If some generator G* has P_G* = P_X, then G* with a constant discriminator is a Nash equilibrium"
        + " of the vanilla, f-, W1- and W2-GAN.",
      game:
        "The Dirac-GAN (vanilla), f-GANs of one Gaussian (σ = 1), the W1 Gaussian (σ = 1) and the W2-GAN"
        + " with a free generator (σ = 2), each at its realisable point with constant D.")
    finding.columns = ["game", "Nash gap", "λ = 1", "kind to second order"]
    var points: [(String, ClaimBench.Point)] = [
      ("vanilla", try hold("vanilla: Dirac-GAN", "dirac-gan", ["start": "0,0"])),
      ("W1", try hold("W1: Gaussian", "w1-gaussian", ["deviation": "1", "start": "0,0"])),
      (
        "W2",
        try hold("W2: free generator", "w2-moments", ["generator": "free", "start": "2,0,0,0"])
      ),
    ]
    for divergence in FGANGaussian.Divergence.allCases {
      let name = "f-GAN \(divergence.rawValue)"
      points.append(
        (
          name,
          try hold(
            "\(name): Gaussian", "f-gan-gaussian",
            ["divergence": divergence.rawValue, "deviation": "1", "start": "1,0,0,0,0"])
        ))
    }
    var worst = 0.0
    for (name, point) in points {
      let nash = point.gaps.first { $0.penalty == .infinity }?.value ?? .nan
      worst = worst.isNaN || nash.isNaN ? .nan : max(worst, abs(nash))
      finding.rows.append([
        name, nash.brief, (point.gaps.first { $0.penalty == 1 }?.value ?? .nan).brief,
        point.analysis.verdict.kind.rawValue,
      ])
    }
    finding.verdict = worst <= 1e-6 ? .holds : worst.isNaN ? .undecided : .fails
    finding.reasons = [
      "The largest Nash gap among the \(points.count) points is \(worst.brief)."
    ]
    let curves = try points.map { name, point in
      bench.series(try bench.freeze(point, penalty: .infinity, .init()), named: name)
    }
    finding.figures = [
      .init(
        title: "V while the generator goes on against the constant discriminator", curves: curves)
    ]
    finding.sql = """
      SELECT run.name, gapEstimate.metricName, gapEstimate.value, gapEstimate.bound
      FROM gapEstimate JOIN run ON run.id = gapEstimate.runID
      JOIN experiment ON experiment.id = run.experimentID
      WHERE experiment.name = '\(bench.experiment)' ORDER BY run.id, penalty
      """
    return finding
  }

  private func hold(
    _ name: String, _ game: String, _ settings: [String: String]
  ) throws -> ClaimBench.Point {
    try bench.hold(name, game: game, settings: settings, penalties: [0, 1, .infinity])
  }
}
