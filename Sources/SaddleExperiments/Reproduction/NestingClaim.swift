import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import SaddleRecording

/// Claim 3: proximal equilibria are nested, and λ* of the Gaussian W2 family; the W1 surprise.
struct NestingClaim {
  let bench: ClaimBench

  func finding() throws -> ClaimFinding {
    var finding = ClaimFinding(
      number: 3, title: "Proximal equilibria: nesting, limits and λ*",
      statement:
        "λ-proximal equilibria are nested: Nash for λ → ∞, minimax for λ → 0. The W2 optimum is 1-proximal, in the"
        + " Gaussian family up to λ* = σ/(σ − 1) with the largest deviation σ; the W1 optimum is 1-proximal in a"
        + " weighted Sobolev norm.",
      game: "The Gaussian W2-GAN with ‖W‖₂ ≤ 1 in one and three dimensions, and the W1-GAN in one.")
    finding.columns = ["game", "λ* by bisection", "λ* by formula", "relative miss"]
    var worst = 0.0
    var isOneProximal = true
    func compare(_ name: String, _ found: Double?, _ formula: Double) {
      let miss = found.map { abs($0 / formula - 1) } ?? .nan
      worst = worst.isNaN || miss.isNaN ? .nan : max(worst, miss)
      isOneProximal = isOneProximal && (found ?? 0) >= 1
      finding.rows.append([name, (found ?? .nan).brief, formula.brief, miss.brief])
    }
    for deviation in [1.5, 2, 4] {
      let point = try bench.hold(
        "W2, σ = \(deviation)", game: "w2-moments",
        settings: [
          "deviations": "\(deviation)", "start": "1,0,\(1 - 1 / deviation),0",
        ], penalties: [0, 1, .infinity])
      compare("W2, σ = \(deviation)", point.analysis.proximalOrder, deviation / (deviation - 1))
    }
    for seed in 1...3 {
      let game = try randomGame(seed: UInt64(seed))
      let point = try bench.hold(
        "W2, three correlated coordinates, seed \(seed)", game: "w2-moments",
        settings: [
          "covariance": text(
            (0..<3).flatMap { row in (0...row).map { game.moments.covariance[row, $0] } }),
          "start": text(game.knownEquilibria[0].profile.values),
        ], penalties: [1, .infinity])
      guard case .proximal(let order) = game.knownEquilibria[0].kind else { continue }
      compare("W2, 3-D, seed \(seed)", point.analysis.proximalOrder, order)
    }
    let nesting = try nesting(&finding)
    let critic = criticFindings(&finding)
    let orders = worst <= 1e-5 && isOneProximal
    finding.verdict = orders && nesting && critic ? .holds : worst.isNaN ? .undecided : .fails
    finding.reasons += [
      "λ* agrees with σ/(σ − 1) to \(worst.brief), and every W2 optimum is 1-proximal.",
      nesting
        ? "The gaps at the optimum of σ = 2 do not fall in λ, are 0 up to λ* = 2, and end at the Nash gap."
        : "The gaps at the optimum of σ = 2 are not nested as claimed.",
    ]
    finding.sql = """
      SELECT run.name, localAnalysis.kind, localAnalysis.proximalOrder, localAnalysis.sentence
      FROM localAnalysis JOIN run ON run.id = localAnalysis.runID
      JOIN experiment ON experiment.id = run.experimentID
      WHERE experiment.name = '\(bench.experiment)' ORDER BY run.id
      """
    return finding
  }

  /// The gaps of σ = 2 over λ, and V^λ with D frozen on both sides of λ*.
  private func nesting(_ finding: inout ClaimFinding) throws -> Bool {
    let penalties = [0, 0.1, 1, 1.9, 2.5, 4, 10, 1_000, .infinity]
    let point = try bench.hold(
      "W2, σ = 2, gaps over λ", game: "w2-moments",
      settings: ["deviations": "2", "start": "1,0,0.5,0"], penalties: penalties)
    for gap in point.gaps {
      finding.rows.append(["gap of W2, σ = 2, λ = \(gap.penalty.brief)", gap.value.brief, "", ""])
    }
    let rises = zip(point.gaps, point.gaps.dropFirst()).allSatisfy { $0.value <= $1.value + 1e-9 }
    let isZero = point.gaps.filter { $0.penalty <= 2 }.allSatisfy { abs($0.value) <= 1e-9 }
    let isPositive = point.gaps.filter { $0.penalty > 2 }.allSatisfy { $0.value > 1e-4 }
    let values = point.gaps.suffix(2).map(\.value)
    let curves = try [1, 1.9, 4, Double.infinity].map { penalty in
      bench.series(
        try bench.freeze(point, penalty: penalty, .init()),
        named: penalty == .infinity ? "V" : "V^\(penalty.brief)")
    }
    finding.figures = [
      .init(
        title: "V^λ at the optimum of σ = 2 (λ* = 2) with the discriminator frozen",
        curves: Array(curves.prefix(3)))
    ]
    return rises && isZero && isPositive && abs(values[1] - values[0]) <= 0.01 * values[1]
  }

  /// The W1 optimum in both norms.
  private func criticFindings(_ finding: inout ClaimFinding) -> Bool {
    let plain = W1ProximalCritic(deviation: 2, weight: .none)
    let falls = [0.01, 0.1, 1].allSatisfy { plain.excess(at: 0.0125, penalty: $0) < 0 }
    var holds = true
    for deviation in [1.5, 2, 4] {
      let critic = W1ProximalCritic(deviation: deviation, weight: .transport)
      let order = critic.weightedOrder
      let below = critic.excess(at: 0.001, penalty: 0.9 * order)
      let above = critic.excess(at: 0.001, penalty: 1.1 * order)
      holds = holds && order > 1 && below > 0 && above < 0
      finding.rows.append([
        "W1, σ = \(deviation.brief), weighted norm",
        below > 0 && above < 0 ? "between 0.9 and 1.1 of the formula" : "not there",
        order.brief, "",
      ])
    }
    finding.reasons.append(
      "W1 depends on the norm. Weighted with the transport's distance the optimum is λ-proximal up to λ* > 1 ("
        + (holds ? "found" : "not found")
        + "); in the unweighted Sobolev norm, for σ = 2, V^λ falls below V* for"
        + " λ = 0.01, 0.1 and 1 (\(falls ? "found" : "not found")): it is λ-proximal for no λ > 0.")
    return holds && falls
  }

  private func text(_ values: [Double]) -> String {
    values.map { "\($0)" }.joined(separator: ",")
  }

  /// Correlated data whose deviations are all above 1.2.
  private func randomGame(seed: UInt64) throws -> W2Gaussian {
    var random = CounterGenerator(seed: seed, stream: .start)
    var basis = Matrix(zeros: 3, 3)
    for index in basis.values.indices { basis.values[index] = random.nextNormal() }
    let vectors = SymmetricEigen(basis + basis.transposed).vectors
    let variances = (0..<3).map { _ in 1.5 + 2.5 * random.nextUniform() }
    let covariance = vectors * Matrix(diagonal: variances) * vectors.transposed
    let moments = DataMoments(
      mean: [0, 0, 0], covariance: 0.5 * (covariance + covariance.transposed))
    return W2Gaussian(moments: moments)
  }
}
