import RealModule
import SaddleCycles
import Testing

@Suite("Treacherous trajectories")
struct TreacherousTests {
  @Test("A slow spiral with tiny damping converges, with its rate and its period")
  func slowSpiral() throws {
    var random = SeededNormals(seed: 1)
    let (eta, mu) = (0.1, 0.0008)
    let rows = alternating(3000, { _ in (eta, eta) }, mu: mu, random: &random)
    let verdict = try LabelledRun(rows, .converging).verdict()
    #expect(verdict.kind == .converging)
    let rate = try #require(verdict.rate)
    #expect(abs(rate / Double.log(1 - eta * mu) - 1) < 0.01)
    let rotation = try #require(verdict.rotation)
    #expect(abs(rotation.period / alternatingPeriod(eta * eta) - 1) < 1e-3)
    #expect(rotation.trend == .decaying)
  }

  @Test("Algebraic decay converges by a power, not exponentially")
  func algebraicDecay() throws {
    let run = try #require(DynamicsFamily.all.first { $0.name == "algebraic decay" }).run(seed: 1)
    let verdict = try run.verdict()
    #expect(verdict.kind == .converging)
    #expect(verdict.rate == nil)
    // z ~ t^(−1/2), so its speed goes like t^(−3/2).
    let power = try #require(verdict.power)
    #expect(abs(power - 1.5) < 0.2)
  }

  @Test("A noisy stable focus is noise though its Jacobian is complex", arguments: 1...6)
  func noisyFocus(seed: Int) throws {
    var random = SeededNormals(seed: seed)
    let rows = alternating(
      5000, { _ in (0.2, 0.2) }, mu: 0.15, noise: 0.3, radius: 0.2, random: &random)
    let verdict = try LabelledRun(rows, .stationaryNoise).verdict()
    #expect(verdict.kind == .stationaryNoise)
    #expect(verdict.rotation == nil)
  }

  @Test("A noisy cycle is a cycle", arguments: 1...6)
  func noisyCycle(seed: Int) throws {
    let family = try #require(DynamicsFamily.all.first { $0.name == "noisy limit cycle" })
    let run = family.run(seed: seed)
    let verdict = try run.verdict()
    #expect(verdict.kind == .cycling)
    let (found, truth) = (try #require(verdict.period), try #require(run.period))
    #expect(abs(found / truth - 1) < 0.01)
  }

  @Test("Adam's limit cycle of 1,744 steps: never settled in 5,000 steps, its period in 20,000")
  func adamLimitCycle() throws {
    let rows = adamOnBilinear(20_000, stepSize: 0.001, beta1: 0.9, beta2: 0.999, from: [0.39, 0])
    let short = try LabelledRun(Array(rows[..<5000]), .undetermined).verdict()
    #expect(short.kind == .undetermined || short.kind == .cycling, "\(short.evidence)")
    for count in [12_000, 20_000] {
      let long = try LabelledRun(Array(rows[..<count]), .cycling).verdict()
      #expect(long.kind == .cycling, "\(long.evidence)")
      // The period grows with the radius, which takes 15,000 steps to settle.
      let period = try #require(long.period)
      #expect(abs(period / 1743.5 - 1) < (count == 20_000 ? 0.02 : 0.1))
    }
  }

  @Test("A run that slows down like many exponentials converges, however short its last window")
  func manyExponentials() throws {
    let rows = (0..<1500).map { step in
      [0.1, 0.03, 0.005, 0.003].map { 1 + 2 * Double.pow(1 - $0, Double(step)) }
    }
    #expect(try LabelledRun(rows, .converging).verdict().kind == .converging)
  }

  @Test("A path like log t drifts: it slows down, and never arrives")
  func logarithm() throws {
    let rows = (0..<3000).map { [Double.log(Double($0) + 20), 0.5 * Double.log(Double($0) + 5)] }
    let verdict = try LabelledRun(rows, .drifting).verdict()
    #expect(verdict.kind == .drifting, "\(verdict.evidence)")
  }

  @Test("Alternating descent ascent next to h = 2 cycles with a period just above 2")
  func nearTheLimit() throws {
    var random = SeededNormals(seed: 3)
    let rows = alternating(2000, { _ in (1.99, 1.99) }, random: &random)
    let verdict = try LabelledRun(rows, .cycling).verdict()
    #expect(verdict.kind == .cycling)
    let period = try #require(verdict.period)
    #expect(abs(period / alternatingPeriod(1.99 * 1.99) - 1) < 1e-4)
  }

  @Test("Dirac-GAN's stall far from equilibrium is not convergence")
  func diracStall() throws {
    let rows = diracGAN(4000, eta: 1.5, radius: 0.5, alternates: false)
    let verdict = try LabelledRun(rows, .diverging).verdict()
    #expect(verdict.kind != .converged && verdict.kind != .converging, "\(verdict.evidence)")
  }

  @Test("Step sizes that vanish freeze a run off equilibrium: converged, but stalled")
  func frozen() throws {
    var random = SeededNormals(seed: 4)
    let sizes = (0..<3000).map { 0.1 * Double.exp(-Double($0) / 90) }
    let rows = alternating(3000, { (sizes[$0], sizes[$0]) }, random: &random)
    let norms = rows.map { Double.hypot($0[0], $0[1]) }
    let verdict = try CycleAnalysis(
      Trajectory(rows: rows), stepSizes: sizes, gradientNorms: norms
    ).verdict()
    #expect(verdict.kind == .converged && verdict.isStalled)
    #expect(verdict.evidence.contains("stalled"))
  }

  @Test("A relaxation oscillation is a cycle and called one")
  func relaxation() throws {
    var random = SeededNormals(seed: 5)
    let rows = flow(3000, from: [2, 0], step: 0.1, sub: 5, random: &random) { z in
      [z[1], 6 * (1 - z[0] * z[0]) * z[1] - z[0]]
    }
    let verdict = try LabelledRun(rows, .cycling).verdict()
    #expect(verdict.kind == .cycling)
    #expect(verdict.rotation?.waveform == .relaxation)
    let period = try #require(verdict.period)
    #expect(abs(period / windingPeriod(rows[500...]) - 1) < 2e-3)
  }

  @Test(
    "Period doubling: descent on a double well repeats every 4 steps past its second bifurcation")
  func periodDoubling() throws {
    let rows = iterates(2000, from: [0.3, -0.2]) { z, _ in
      for index in 0..<2 { z[index] -= 1.265 * (z[index] * z[index] * z[index] - z[index]) }
    }
    let verdict = try LabelledRun(rows, .cycling).verdict()
    #expect(verdict.kind == .cycling)
    let period = try #require(verdict.period)
    #expect(abs(period - 4) < 1e-6)
  }

  @Test("Rössler's doubled orbit, thinly sampled, is a cycle of two turns")
  func roesslerDoubled() throws {
    var random = SeededNormals(seed: 6)
    let rows = flow(1500, from: [1, 1, 1], step: 0.9, sub: 12, random: &random) { z in
      [-z[1] - z[2], z[0] + 0.2 * z[1], 0.2 + z[2] * (z[0] - 3.5)]
    }
    let verdict = try LabelledRun(Array(rows[400...]), .cycling, players: [0..<1, 1..<3]).verdict()
    #expect(verdict.kind == .cycling, "\(verdict.evidence)")
    // Two turns of about 2π/1.07 time units each.
    let period = try #require(verdict.period)
    #expect(abs(period * 0.9 - 11.54) < 0.05)
    #expect(verdict.rotation?.waveform == .subharmonic(order: 2))
  }

  @Test("A torus is quasi-periodic and names its periods")
  func torus() throws {
    let rows = (0..<3000).map { step -> [Double] in
      let (a, b) = (Double(step) * 0.2, Double(step) * 0.2 * 1.618034)
      return [Double.cos(a) + 0.5 * Double.cos(b), Double.sin(a), 0.5 * Double.sin(b)]
    }
    let verdict = try LabelledRun(rows, .quasiPeriodic).verdict()
    #expect(verdict.kind == .quasiPeriodic)
    let periods = try #require(verdict.rotation).linePeriods
    #expect(periods.contains { abs($0 / (10 * .pi) - 1) < 1e-3 })
    #expect(periods.contains { abs($0 / (10 * .pi / 1.618034) - 1) < 1e-3 })
  }

  @Test("A ghost cycle that later converges is converging, from where it began to")
  func ghostCycle() throws {
    let run = try #require(DynamicsFamily.all.first { $0.name == "ghost cycle" }).run(seed: 7)
    let verdict = try run.verdict()
    #expect(verdict.kind == .converging || verdict.kind == .converged)
    #expect(verdict.sinceStep >= 1000)
  }

  @Test("A cycle whose amplitude grows is diverging, with its growth per turn")
  func growingCycle() throws {
    var random = SeededNormals(seed: 8)
    let (eta, mu) = (0.2, -0.004)
    let rows = alternating(2000, { _ in (eta, eta) }, mu: mu, random: &random)
    let verdict = try LabelledRun(rows, .diverging).verdict()
    #expect(verdict.kind == .diverging)
    let rotation = try #require(verdict.rotation)
    #expect(rotation.trend == .growing)
    let perTurn = Double.pow(1 - eta * mu, alternatingPeriod(eta * eta))
    #expect(abs(rotation.growthPerTurn / perTurn - 1) < 1e-3)
  }

  @Test("Step-size decay: one cycle in the time Σ η, its period told in last steps")
  func decayingStepSizes() throws {
    let run = try #require(DynamicsFamily.all.first { $0.name == "decaying step sizes" })
      .run(seed: 9)
    let verdict = try run.verdict()
    #expect(verdict.kind == .cycling)
    let (found, truth) = (try #require(verdict.period), try #require(run.period))
    #expect(abs(found / truth - 1) < 0.02)
    let blind = try LabelledRun(run.rows, .cycling).verdict()
    #expect(blind.kind != .converging && blind.kind != .converged)
  }

  @Test("NaN at the end is divergence, at the step where it appears")
  func nanAtTheEnd() throws {
    var rows = diracGAN(1000, eta: 0.3)
    rows[990][1] = .nan
    let verdict = try LabelledRun(rows, .diverging).verdict()
    #expect(verdict.kind == .diverging && verdict.blowUpStep == 990)
    #expect(verdict.evidence.contains("990"))
  }

  @Test("A random walk is no cycle", arguments: 1...8)
  func randomWalk(seed: Int) throws {
    var random = SeededNormals(seed: seed)
    let rows = walk((0..<2000).map { _ in random.normals(2) })
    let verdict = try LabelledRun(rows, .drifting).verdict()
    #expect(verdict.kind == .drifting || verdict.kind == .undetermined)
  }

  @Test("One coordinate cycles among 10,000 that converge: found, and named")
  func oneInTenThousand() throws {
    let (steps, width, special) = (500, 10_000, 7321)
    var values = [Double](repeating: 0, count: steps * width)
    for step in 0..<steps {
      let decay = Double.exp(-0.1 * Double(step))
      for channel in 0..<width {
        values[step * width + channel] = channel.isMultiple(of: 2) ? decay : -2 * decay
      }
      values[step * width + special] = Double.sin(2 * .pi * Double(step) / 17.3)
    }
    let trajectory = try Trajectory(values: values, channelCount: width)
    let verdict = try CycleAnalysis(trajectory).verdict()
    #expect(verdict.kind == .cycling, "\(verdict.evidence)")
    let rotation = try #require(verdict.rotation)
    #expect(abs(rotation.period / 17.3 - 1) < 1e-3)
    #expect(
      rotation.amplitudes.indices.max { rotation.amplitudes[$0] < rotation.amplitudes[$1] }
        == special)
    #expect(abs(rotation.amplitudes[special] - 1) < 0.05)
    #expect(rotation.playerShares[1] > rotation.playerShares[0])
  }
}

@Suite("Chaos without the game")
struct ChaosTests {
  /// Rössler's system (a = b = 0.2), every 0.2 units of time.
  private func roessler(_ c: Double, seed: Int) throws -> CycleAnalysis {
    var random = SeededNormals(seed: seed)
    let rows = flow(12_000, from: [1, 1, 1], step: 0.2, sub: 4, random: &random) { z in
      [-z[1] - z[2], z[0] + 0.2 * z[1], 0.2 + z[2] * (z[0] - c)]
    }
    return try CycleAnalysis(Trajectory(rows: Array(rows[2_000...])), players: [0..<1, 1..<3])
  }

  @Test("Rössler's attractor is chaotic, with the exponent of the literature")
  func roesslerChaos() throws {
    let analysis = try roessler(5.7, seed: 1)
    let verdict = analysis.askingForChaos(analysis.verdict())
    #expect(verdict.kind == .chaotic, "\(verdict.evidence)")
    // 0.0714 per unit of time (Sprott 2003).
    let exponent = try #require(verdict.lyapunovExponent)
    #expect(abs(exponent / 0.2 - 0.0714) < 0.02, "\(exponent / 0.2)")
    #expect(verdict.evidence.contains("estimated from the trajectory"))
  }

  @Test("A torus and Rössler's doubled orbit are not chaotic", arguments: [1.618034, 1.414214])
  func notChaotic(ratio: Double) throws {
    let rows = (0..<8_000).map { step -> [Double] in
      let (a, b) = (Double(step) * 0.1, Double(step) * 0.1 * ratio)
      return [Double.cos(a) + 0.6 * Double.cos(b), Double.sin(a) + 0.3 * Double.sin(b)]
    }
    let analysis = try CycleAnalysis(Trajectory(rows: rows))
    let torus = analysis.askingForChaos(analysis.verdict())
    #expect(torus.kind == .quasiPeriodic)
    #expect(torus.evidence.contains("nothing more can be said of chaos"))
    let doubled = try roessler(3.5, seed: 2)
    #expect(doubled.askingForChaos(doubled.verdict()).kind == .cycling)
  }
}
