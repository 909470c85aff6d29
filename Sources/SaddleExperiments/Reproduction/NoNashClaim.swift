import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleRecording

/// Claim 2: Theorem 1 and Remark 1.
struct NoNashClaim {
  let bench: ClaimBench

  func finding() throws -> ClaimFinding {
    var finding = ClaimFinding(
      number: 2, title: "Theorem 1: no Nash equilibrium out of reach; Remark 1",
      statement:
        "For X ~ N(0, σ²) with σ > 1 and a spectrally normalised linear generator the f-GAN, the W2-GAN and the"
        + " W1-GAN have no Nash equilibrium; but a W2-GAN that cannot reach its data may have one (σ < 1, |w| ≥ 1).",
      game:
        "One-dimensional Gaussian data with σ = 2, at the best generator w = 1, u = 0 with its best D."
    )
    finding.columns = [
      "game", "Nash gap", "V before", "V after", "closed form", "finding",
    ]
    var curves: [MetricSeries] = []
    var agrees = true
    for (name, point, closedForm) in try cases() {
      var probe = FrozenMaximizerProbe()
      probe.steps = 1_500
      probe.leastValue = -3
      let curve = try bench.freeze(point, penalty: .infinity, probe)
      let miss = deviation(from: closedForm, point)
      agrees = agrees && curve.finding == .falls && miss <= 1e-6
      curves.append(bench.series(curve, named: name))
      finding.rows.append(row(name, point, curve, "agrees to \(miss.brief)"))
    }
    let remark = try bench.hold(
      "Remark 1: W2, σ = 0.5, w ≥ 1", game: "w2-expanding",
      penalties: [.infinity])
    let flat = try bench.freeze(remark, penalty: .infinity, .init())
    curves.append(bench.series(flat, named: "Remark 1"))
    let remarkGap = remark.gaps.last?.value ?? .nan
    finding.rows.append(row("Remark 1: W2, σ = 0.5", remark, flat, ""))
    let hasNash = flat.finding == .flat && abs(remarkGap) <= 1e-6
    finding.verdict = agrees && hasNash ? .holds : .fails
    finding.reasons = [
      "With D frozen, V falls from every optimum with σ > 1, along the closed form"
        + " V(u) = V(G_u, D*).",
      hasNash
        ? "In Remark 1's game it stays, and the Nash gap is \(remarkGap.brief): not being realisable"
          + " alone decides nothing."
        : "In Remark 1's game it does not stay.",
    ]
    finding.figures = [.init(title: "V with the discriminator frozen", curves: curves)]
    finding.sql = """
      SELECT run.name, step, value AS V FROM metric JOIN run ON run.id = metric.runID
      JOIN experiment ON experiment.id = run.experimentID
      WHERE experiment.name = '\(bench.experiment)' AND run.method = 'frozen-maximizer'
        AND metric.name = 'payoff' ORDER BY run.id, step
      """
    return finding
  }

  private typealias Case = (
    name: String, point: ClaimBench.Point, closedForm: (Double) -> Double
  )

  private func cases() throws -> [Case] {
    var cases: [Case] = []
    let half = Double.log(2)
    for divergence in FGANGaussian.Divergence.allCases {
      let point = try bench.hold(
        "f-GAN \(divergence.rawValue), σ = 2", game: "f-gan-gaussian",
        settings: ["divergence": divergence.rawValue, "start": "1,0,0.75,0,\(-half)"],
        penalties: [1, .infinity])
      cases.append(("f-GAN \(divergence.rawValue)", point, closedForm(divergence)))
    }
    let w2 = try bench.hold(
      "W2, σ = 2", game: "w2-moments", settings: ["deviations": "2", "start": "1,0,0.5,0"],
      penalties: [0, 1, 1.9, 4, .infinity])
    cases.append(("W2", w2, { 0.5 - $0 * $0 / 2 }))
    let w1 = try bench.hold(
      "W1, σ = 2", game: "w1-gaussian", settings: ["start": "0,1"], penalties: [.infinity])
    let scale = (2 / Double.pi).squareRoot()
    cases.append(
      (
        "W1", w1,
        { u in
          2 * scale - scale * Double.exp(-u * u / 2) - u * Double.erf(u / 2.0.squareRoot())
        }
      ))
    return cases
  }

  /// V(G_u, D*) of w = 1: E A(L(X)) − E B(L(Z + u)) with L = −ln 2 + ⅜x², by formula for KL and reverse KL and
  /// Hellinger, whose expectations are Gaussian; by the game's own sum for JS, which has none.
  private func closedForm(_ divergence: FGANGaussian.Divergence) -> (Double) -> Double {
    // E e^{k(Z+u)²} = e^{ku²/(1−2k)}/√(1−2k).
    func mean(_ k: Double, _ u: Double) -> Double {
      Double.exp(k * u * u / (1 - 2 * k)) / (1 - 2 * k).squareRoot()
    }
    let half = Double.log(2)
    switch divergence {
    case .kl: return { 1 - half + 1.5 - mean(0.375, $0) / 2 }
    case .reverseKL: return { -2 * mean(-1.5, 0) + 1 + half - 0.375 * (1 + $0 * $0) }
    case .hellinger:
      return { 2 - 2.0.squareRoot() * mean(-0.75, 0) - mean(0.1875, $0) / 2.0.squareRoot() }
    case .js:
      let game = FGANGaussian(divergence: .js)
      return { u in
        var z = game.optimum
        z.values[1] = u
        return game.payoff(at: z)
      }
    }
  }

  /// The largest miss of the payoff against the closed form at u = 0, 0.5, 1 and 2, relative.
  private func deviation(
    from closedForm: (Double) -> Double, _ point: ClaimBench.Point
  ) -> Double {
    let shift = point.profile[.minimizer].count - 1
    return [0, 0.5, 1, 2].reduce(0) { worst, u in
      var moved = point.profile
      moved.values[shift] = u
      let expected = closedForm(u)
      return max(worst, abs(point.game.payoff(at: moved) - expected) / max(1, abs(expected)))
    }
  }

  private func row(
    _ name: String, _ point: ClaimBench.Point, _ curve: FrozenMaximizerProbe.Curve, _ note: String
  ) -> [String] {
    [
      name, (point.gaps.last?.value ?? .nan).brief, (curve.values.first ?? .nan).brief,
      (curve.values.last ?? .nan).brief, note, curve.finding.rawValue,
    ]
  }
}
