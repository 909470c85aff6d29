import RealModule
import SaddleCycles

/// Runs at the border of what can be told: the mixture by which confidence is calibrated.
///
/// One to 200 turns, noise of five colours up to twice the signal, tori near resonance, noise-driven foci
/// seen briefly, Adam, step-size schedules, cycles on drifts and walks. Where two verdicts are defensible,
/// both are right; where noise alone turns a run, a cycle never is.
enum HardRun {
  /// The kind of run and the run of a seed.
  static func make(seed: Int) -> (String, LabelledRun) {
    var random = SeededNormals(seed: seed &* 15_485_863 &+ 101)
    let makers: [(String, (inout SeededNormals) -> LabelledRun)] = [
      ("wave in noise", waveInNoise), ("wave in noise", waveInNoise), ("torus", torus),
      ("near resonance", nearResonance), ("diffusing cycle", diffusingCycle),
      ("noise-driven focus", focus), ("noise-driven focus", focus), ("spiral", spiral),
      ("noise", noise), ("walk", walk), ("relaxation", relaxation), ("drift", drift),
      ("wave on a path", waveOnPath), ("Adam", adam), ("schedule", schedule),
      ("power law", powerLaw),
    ]
    let (name, maker) = makers[seed % makers.count]
    return (name, maker(&random))
  }

  // MARK: - Parts

  private static func pick<Value>(_ values: [Value], _ random: inout SeededNormals) -> Value {
    values[min(Int(random.uniform(0, Double(values.count))), values.count - 1)]
  }

  private static func length(_ random: inout SeededNormals) -> Int {
    Int(StressRun.logUniform(200, 10_000, &random))
  }

  private static func width(_ random: inout SeededNormals) -> Int { pick([1, 2, 4, 8], &random) }

  /// A period's worth of shape in d channels, of variance 1 in all: sinusoid, relaxation, second
  /// harmonic or spikes.
  private static func wave(
    _ count: Int, period: Double, width: Int, _ random: inout SeededNormals
  ) -> [[Double]] {
    let shape = Int(random.uniform(0, 4))
    let mixing = (random.normals(width), random.normals(width))
    let rows = (0..<count).map { step -> [Double] in
      let w = 2 * .pi * Double(step) / period
      let (c, s) = (Double.cos(w), Double.sin(w))
      let (a, b) =
        switch shape {
        case 0: (c, s)
        case 1: (Double.tanh(5 * s), c + 0.5 * Double.cos(2 * w + 1))
        case 2: (c + 0.8 * Double.cos(2 * w), Double.sin(2 * w) + 0.3 * s)
        default: (Double.exp(3 * c) / 10, Double.exp(3 * s) / 10)
        }
      return (0..<width).map { a * mixing.0[$0] + b * mixing.1[$0] }
    }
    return scaled(rows)
  }

  /// White, red, heavy-tailed or overshooting noise, of variance 1 in all.
  private static func coloured(
    _ count: Int, width: Int, _ random: inout SeededNormals
  ) -> [[Double]] {
    let colour = Int(random.uniform(0, 5))
    let factor =
      switch colour {
      case 2: 1 - StressRun.logUniform(count > 200 ? 100 / Double(count) : 0.5, 0.5, &random)
      case 4: -random.uniform(0, 0.8)
      default: 0.0
      }
    var state = [Double](repeating: 0, count: width)
    let rows = (0..<count).map { _ -> [Double] in
      for channel in state.indices {
        var innovation = random.normal()
        if colour == 3 {
          // Student's t of three degrees of freedom.
          let square = random.normals(3).reduce(0) { $0 + $1 * $1 } / 3
          innovation /= max(square, 1e-12).squareRoot()
        }
        state[channel] = factor * state[channel] + innovation
      }
      return state
    }
    return scaled(rows)
  }

  private static func scaled(_ rows: [[Double]]) -> [[Double]] {
    let values = rows.joined()
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let scale = 1 / max(variance.squareRoot(), 1e-300)
    return rows.map { $0.map { $0 * scale } }
  }

  private static func sum(_ rows: [[Double]], _ others: [[Double]], times factor: Double = 1)
    -> [[Double]]
  {
    zip(rows, others).map { zip($0, $1).map { $0 + factor * $1 } }
  }

  private static func walkRows(
    _ count: Int, width: Int, memory: Double = 0, _ random: inout SeededNormals
  ) -> [[Double]] {
    var velocity = [Double](repeating: 0, count: width)
    return iterates(count, from: velocity) { z, _ in
      for channel in z.indices {
        velocity[channel] = memory * velocity[channel] + random.normal()
        z[channel] += velocity[channel]
      }
    }
  }

  // MARK: - Kinds

  private static func waveInNoise(_ random: inout SeededNormals) -> LabelledRun {
    let (count, width) = (length(&random), width(&random))
    let period = max(Double(count) / StressRun.logUniform(1, 200, &random), 4)
    let turns = Double(count) / period
    let noise = pick([0, 0.01, 0.1, 0.3, 1, 2], &random)
    let rows = sum(
      wave(count, period: period, width: width, &random),
      coloured(count, width: width, &random), times: noise)
    guard turns >= 3 else {
      return LabelledRun(
        rows, .undetermined, or: [.drifting, .stationaryNoise, .converging, .diverging])
    }
    let isClear =
      turns >= (noise < 0.3 ? 3 : 6) && (noise <= 0.3 || Double(count) / (noise * noise) > 2_000)
    return LabelledRun(
      rows, .cycling, or: isClear ? [] : [.undetermined, .stationaryNoise, .drifting],
      period: period)
  }

  private static func planes(
    _ count: Int, slow: Double, ratio: Double, _ random: inout SeededNormals
  ) -> [[Double]] {
    let (width, size) = (width(&random), random.uniform(0.3, 1))
    let mixing = (0..<4).map { _ in random.normals(width) }
    let rows = (0..<count).map { step -> [Double] in
      let w = 2 * .pi * Double(step) / slow
      let parts = [
        Double.cos(w), Double.sin(w), size * Double.cos(w * ratio), size * Double.sin(w * ratio),
      ]
      return (0..<width).map { channel in
        parts.indices.reduce(0) { $0 + parts[$1] * mixing[$1][channel] }
      }
    }
    let noise = pick([0, 0, 0.03], &random)
    return sum(scaled(rows), coloured(count, width: width, &random), times: noise)
  }

  /// Two planes whose periods' ratio no fraction comes near, 20 to 200 turns; below 60, a cycle is
  /// defensible.
  private static func torus(_ random: inout SeededNormals) -> LabelledRun {
    let count = length(&random)
    let slow = max(Double(count) / StressRun.logUniform(8, 200, &random), 8)
    let ratio = pick([1.618_034, 1.414_214, 2.718_282, 1.732_051], &random)
    let rows = planes(count, slow: slow, ratio: ratio, &random)
    let turns = Double(count) / slow
    let alsoRight: Set<Verdict.Kind> = turns < 20 ? [.undetermined, .cycling] : []
    return LabelledRun(rows, .quasiPeriodic, or: turns < 60 ? alsoRight.union([.cycling]) : [])
  }

  /// Two planes whose periods' ratio is p/q + δ: a torus once δ has turned one against the other by half a
  /// turn, a cycle to every eye before it has by a twentieth.
  private static func nearResonance(_ random: inout SeededNormals) -> LabelledRun {
    let count = length(&random)
    let slow = max(Double(count) / StressRun.logUniform(20, 300, &random), 8)
    let (p, q) = pick([(3, 2), (5, 3), (2, 1), (4, 3), (5, 2)], &random)
    let turns = Double(count) / slow
    let slip = StressRun.logUniform(0.02, 20, &random)
    let delta = slip / turns * (random.uniform(0, 1) < 0.5 ? -1 : 1)
    let rows = planes(count, slow: slow, ratio: Double(p) / Double(q) + delta, &random)
    if slip < 0.05 {
      return LabelledRun(rows, .cycling, period: slow * Double(q))
    }
    return LabelledRun(
      rows, .quasiPeriodic, or: slip < 0.5 ? [.cycling, .undetermined] : [])
  }

  /// A limit cycle whose phase diffuses: ż = z(1 + i·(1+c) − (1 + i·c)|z|²) + noise.
  private static func diffusingCycle(_ random: inout SeededNormals) -> LabelledRun {
    let count = length(&random)
    let step = min(2 * .pi * StressRun.logUniform(20, 300, &random) / Double(count), 0.5)
    let (shear, noise) = (random.uniform(-0.3, 0.3), random.uniform(0.02, 0.35))
    let rows = flow(
      count, from: [1, 0], step: step, sub: max(1, Int(step / 0.1)), noise: noise, random: &random
    ) { z in
      let square = z[0] * z[0] + z[1] * z[1]
      let (growth, turn) = (1 - square, 1 + shear * (1 - square))
      return [growth * z[0] - turn * z[1], turn * z[0] + growth * z[1]]
    }
    return LabelledRun(rows, .cycling)
  }

  /// A stable focus that noise keeps turning, from 1.5 to 60 of its damping times.
  private static func focus(_ random: inout SeededNormals) -> LabelledRun {
    let count = length(&random)
    let quality = StressRun.logUniform(1, 20, &random)
    let turns = max(quality, 2) * StressRun.logUniform(1.5, 60, &random)
    let step = min(2 * .pi * turns / Double(count), 0.5)
    let damping = 1 / (2 * quality)
    let start = random.normals(2).map { $0 * 0.2 / (2 * damping).squareRoot() }
    let rows = flow(
      count, from: start, step: step, sub: max(1, Int(step / 0.1)), noise: 0.2, random: &random
    ) { z in [-damping * z[0] - z[1], z[0] - damping * z[1]] }
    let isLong = step * Double(count) * damping > 15
    return LabelledRun(rows, .stationaryNoise, or: isLong ? [] : [.undetermined, .drifting])
  }

  private static func spiral(_ random: inout SeededNormals) -> LabelledRun {
    let (count, width) = (length(&random), width(&random))
    let period = max(Double(count) / StressRun.logUniform(4, 100, &random), 4)
    let growth = StressRun.logUniform(0.1, 8, &random) * (random.uniform(0, 1) < 0.5 ? -1 : 1)
    let noise = pick([0, 0.003, 0.03], &random)
    let turning = wave(count, period: period, width: width, &random)
    var rows = turning.enumerated().map { step, row in
      row.map { $0 * Double.exp(growth * Double(step) / Double(count)) }
    }
    let largest = rows.joined().reduce(0) { max($0, abs($1)) }
    rows = rows.map { row in row.map { $0 / largest + noise * random.normal() } }
    var alsoRight: Set<Verdict.Kind> = []
    if abs(growth) < 0.3 || noise > 0 && abs(growth) < 1 { alsoRight = [.cycling] }
    if growth < 0, noise * Double.exp(-growth) > 0.3 {
      alsoRight = [.stationaryNoise, .cycling, .undetermined]
    }
    return LabelledRun(
      rows, growth < 0 ? .converging : .diverging, or: alsoRight, period: period)
  }

  private static func noise(_ random: inout SeededNormals) -> LabelledRun {
    let count = length(&random)
    return LabelledRun(
      coloured(count, width: width(&random), &random), .stationaryNoise,
      or: count < 2_000 ? [.undetermined, .drifting] : [.drifting])
  }

  private static func walk(_ random: inout SeededNormals) -> LabelledRun {
    let memory = random.uniform(0, 1) < 0.3 ? 0.9 : 0
    return LabelledRun(
      walkRows(length(&random), width: width(&random), memory: memory, &random), .drifting,
      or: [.undetermined])
  }

  /// An exponential of 1.5 to 30 e-folds, with or without a floor of noise.
  private static func relaxation(_ random: inout SeededNormals) -> LabelledRun {
    let (count, width) = (length(&random), width(&random))
    let (folds, noise) = (StressRun.logUniform(1.5, 30, &random), pick([0, 1e-3, 0.02], &random))
    let start = random.normals(width).map { 2 * $0 }
    let rows = (0..<count).map { step -> [Double] in
      let decay = Double.exp(-folds * Double(step) / Double(count))
      return start.map { $0 * decay + noise * random.normal() }
    }
    let isAbove = noise == 0 || Double.exp(-folds) > 2 * noise
    return LabelledRun(
      rows, isAbove ? .converging : .stationaryNoise,
      or: Set<Verdict.Kind>([.converging, .stationaryNoise, .converged]).union(
        folds < 2.5 ? [.drifting, .undetermined] : []))
  }

  private static func drift(_ random: inout SeededNormals) -> LabelledRun {
    let (count, width) = (length(&random), width(&random))
    let slopes = random.normals(width)
    let size = StressRun.logUniform(1, 10, &random)
    let path = (0..<count).map { step in
      slopes.map { $0 * size * Double(step) / Double(count) }
    }
    return LabelledRun(
      sum(path, coloured(count, width: width, &random), times: 0.3), .drifting,
      or: [.stationaryNoise, .undetermined])
  }

  private static func waveOnPath(_ random: inout SeededNormals) -> LabelledRun {
    let (count, width) = (length(&random), width(&random))
    let period = max(Double(count) / StressRun.logUniform(8, 100, &random), 5)
    let size = StressRun.logUniform(0.5, 5, &random)
    let isStraight = random.uniform(0, 1) < 0.5
    let slopes = random.normals(width)
    let path =
      isStraight
      ? (0..<count).map { step in slopes.map { $0 * Double(step) / Double(count) } }
      : walkRows(count, width: width, &random).map { row in
        row.map { $0 * 0.5 / Double(count).squareRoot() }
      }
    let rows = sum(
      wave(count, period: period, width: width, &random), path, times: size)
    return LabelledRun(rows, .cycling, period: period)
  }

  /// Adam on xy + (μ/2)(x² − y²) with gradient noise: it goes round for every μ that is small beside
  /// its own rotation, and is seen from 6 turns on.
  private static func adam(_ random: inout SeededNormals) -> LabelledRun {
    let stepSize = StressRun.logUniform(0.002, 0.03, &random)
    let beta1 = pick([0, 0.5, 0.9], &random)
    let beta2 = pick([0.9, 0.99, 0.999], &random)
    let noise = pick([0, 0, 0.05, 0.2], &random)
    let count = Int(StressRun.logUniform(3_000, 12_000, &random))
    let rows = adamOnBilinear(
      count, stepSize: stepSize, beta1: beta1, beta2: beta2,
      from: [random.uniform(0.2, 1), 0.3], noise: { noise * random.normal() })
    let late = rows[(count / 2)...]
    let period = windingPeriod(late)
    let turns = Double(count) / period
    guard turns.isFinite, turns >= 6 else {
      return LabelledRun(
        rows, .undetermined, or: [.cycling, .diverging, .drifting, .stationaryNoise])
    }
    // A rotation that still widens is diverging until it has settled.
    let early = rows[(count / 4)..<(count / 2)].map { Double.hypot($0[0], $0[1]) }.max() ?? 1
    let growth = (late.map { Double.hypot($0[0], $0[1]) }.max() ?? 1) / early
    var alsoRight: Set<Verdict.Kind> =
      growth > 1.05 || turns < 12 ? [.diverging, .undetermined] : []
    // Gradients drowned in noise: Adam moves as far, but hardly where it should.
    let size = late.map { Double.hypot($0[0], $0[1]) }.sorted()[late.count / 2]
    if noise > 0.2 * size {
      alsoRight.formUnion([.undetermined, .stationaryNoise, .drifting, .quasiPeriodic])
    }
    return LabelledRun(
      rows, .cycling, or: alsoRight,
      period: noise == 0 && growth < 1.02 ? period : nil)
  }

  /// Alternating descent ascent under a schedule that falls, told or not, with a little noise or none.
  private static func schedule(_ random: inout SeededNormals) -> LabelledRun {
    let count = Int(StressRun.logUniform(1_000, 10_000, &random))
    let peak = random.uniform(0.1, 0.4)
    let horizon = Double(count) * random.uniform(0.2, 2)
    let isCosine = random.uniform(0, 1) < 0.5
    let sizes = (0..<count).map { step -> Double in
      let share = Double(step) / Double(count)
      return peak
        * (isCosine
          ? 0.05 + 0.475 * (1 + Double.cos(.pi * share)) : 1 / (1 + Double(step) / horizon))
    }
    let noise = pick([0, 0, 0.01], &random)
    let rows = alternating(
      count, { (sizes[$0], sizes[$0]) }, noise: noise, random: &random)
    let isTold = random.uniform(0, 1) < 0.5
    let last = sizes[count - 1]
    // Untold, a rotation of less than four turns in the last eighth comes to rest as far as anyone sees.
    let lateTurns = sizes[(count * 7 / 8)...].reduce(0, +) / (2 * .pi)
    let blind: Set<Verdict.Kind> =
      lateTurns < 4
      ? [.undetermined, .quasiPeriodic, .converging, .drifting] : [.undetermined, .quasiPeriodic]
    return LabelledRun(
      rows, .cycling, or: isTold ? [] : blind,
      period: isTold ? alternatingPeriod(last * last) : nil, stepSizes: isTold ? sizes : nil)
  }

  /// A distance like step^(−p), p from 0.2 to 3.
  private static func powerLaw(_ random: inout SeededNormals) -> LabelledRun {
    let (power, count) = (random.uniform(0.2, 3), length(&random))
    let offset = StressRun.logUniform(1, 100, &random)
    let rows = (0..<count).map { step -> [Double] in
      let distance = Double.exp(-power * Double.log(Double(step) + offset))
      return [1 + distance, 2 - 3 * distance]
    }
    // With p near 0 it is like log t, and soon after its origin like a straight line.
    let isOpen = power < 0.4 || Double(count) < 10 * offset
    return LabelledRun(
      rows, .converging, or: isOpen ? [.drifting, .undetermined, .converged] : [.converged])
  }
}
