import RealModule
import SaddleCycles

/// Runs that are deliberately short, noisy or slow.
enum StressRun {
  /// The kind of run and the run of a seed.
  static func make(seed: Int) -> (String, LabelledRun) {
    var random = SeededNormals(seed: seed &* 7_919 &+ 13)
    let makers: [(String, (inout SeededNormals) -> LabelledRun)] = [
      ("waveform", waveform), ("waveform", waveform), ("waveform", waveform), ("torus", torus),
      ("noisy focus", focus), ("noisy focus", focus), ("red noise", redNoise),
      ("walk", walk), ("drift", drift), ("spiral in", { spiral(-1, &$0) }),
      ("spiral out", { spiral(1, &$0) }), ("power law", powerLaw),
    ]
    let (name, maker) = makers[seed % makers.count]
    return (name, maker(&random))
  }

  /// Between two bounds, evenly in the logarithm.
  static func logUniform(
    _ low: Double, _ high: Double, _ random: inout SeededNormals
  ) -> Double { Double.exp(random.uniform(Double.log(low), Double.log(high))) }

  /// One to four harmonics, two to six channels, 4 to 200 turns, noise up to the signal.
  private static func waveform(_ random: inout SeededNormals) -> LabelledRun {
    let noise = [0, 0.1, 0.3, 1][Int(random.uniform(0, 4))]
    let turns = logUniform(noise >= 1 ? 20 : noise >= 0.3 ? 8 : 4, 200, &random)
    let period = logUniform(6, 200, &random)
    let count = min(max(Int(turns * period), 200), 20_000)
    let channels = 2 + Int(random.uniform(0, 5))
    let harmonics = 1 + Int(random.uniform(0, 4))
    let waves = (0..<channels).map { _ in
      (1...harmonics).map { order in
        (random.normal() / Double(order * order), random.uniform(0, 2 * .pi))
      }
    }
    let sizes = waves.map { wave in
      (wave.reduce(0) { $0 + $1.0 * $1.0 } / 2).squareRoot()
    }
    let rows = (0..<count).map { step in
      waves.indices.map { channel in
        var value = noise * sizes[channel] * random.normal()
        for (order, wave) in waves[channel].enumerated() {
          let turn = 2 * .pi * Double((order + 1) * step) / period
          value += wave.0 * Double.cos(turn + wave.1)
        }
        return value
      }
    }
    let isShort = Double(count) / period < 6
    return LabelledRun(
      rows, .cycling, or: isShort ? [.undetermined] : [], period: period)
  }

  /// Two planes, 20 to 200 turns of the slower, whose periods' ratio no fraction comes near: one within
  /// a thousandth of 5/3 is a cycle to every eye.
  private static func torus(_ random: inout SeededNormals) -> LabelledRun {
    let slow = logUniform(20, 120, &random)
    let ratios = [1.618_034, 2.618_034, 1.414_214, 2.414_214]
    let fast = slow / ratios[Int(random.uniform(0, 4))]
    let count = min(Int(slow * logUniform(20, 200, &random)), 20_000)
    let rows = (0..<count).map { step -> [Double] in
      let (a, b) = (2 * .pi * Double(step) / slow, 2 * .pi * Double(step) / fast)
      return [
        Double.cos(a) + 0.6 * Double.cos(b), Double.sin(a), 0.8 * Double.sin(b), Double.cos(b),
      ]
    }
    return LabelledRun(rows, .quasiPeriodic)
  }

  /// A stable focus that noise keeps turning, seen for 15 to 200 damping times.
  private static func focus(_ random: inout SeededNormals) -> LabelledRun {
    let period = logUniform(8, 60, &random)
    let damping = period * logUniform(1, 10, &random)
    let count = min(Int(damping * logUniform(15, 200, &random)), 20_000)
    let (angle, shrink) = (2 * .pi / period, Double.exp(-1 / damping))
    let (cosine, sine) = (shrink * Double.cos(angle), shrink * Double.sin(angle))
    let rows = iterates(count, from: [0, 0]) { z, _ in
      z = [
        cosine * z[0] - sine * z[1] + random.normal(),
        sine * z[0] + cosine * z[1] + random.normal(),
      ]
    }
    return LabelledRun(rows, .stationaryNoise, or: [.undetermined])
  }

  /// Two to eight channels of correlation time 1 to 20, 100 to 1,000 of them.
  private static func redNoise(_ random: inout SeededNormals) -> LabelledRun {
    let memory = Double.exp(-1 / logUniform(0.5, 20, &random))
    let channels = 2 + Int(random.uniform(0, 7))
    let count = min(Int(logUniform(100, 1_000, &random) * 20), 20_000)
    let rows = iterates(count, from: random.normals(channels)) { z, _ in
      for channel in z.indices {
        z[channel] = memory * z[channel] + (1 - memory * memory).squareRoot() * random.normal()
      }
    }
    return LabelledRun(rows, .stationaryNoise)
  }

  private static func walk(_ random: inout SeededNormals) -> LabelledRun {
    let rows = iterates(
      Int(logUniform(300, 20_000, &random)), from: random.normals(2 + Int(random.uniform(0, 5)))
    ) { z, _ in for channel in z.indices { z[channel] += random.normal() } }
    return LabelledRun(rows, .drifting, or: [.undetermined])
  }

  private static func drift(_ random: inout SeededNormals) -> LabelledRun {
    let count = Int(logUniform(300, 10_000, &random))
    let (rate, noise) = (random.uniform(0.5, 2), random.uniform(0, 0.3))
    let rows = (0..<count).map { step -> [Double] in
      let share = Double(step) / Double(count)
      return [rate * share + noise * random.normal() / 3, -share + noise * random.normal() / 3]
    }
    return LabelledRun(rows, .drifting)
  }

  /// A linear spiral of three to twelve e-folds.
  private static func spiral(_ sign: Double, _ random: inout SeededNormals) -> LabelledRun {
    let period = logUniform(8, 100, &random)
    let turns = logUniform(6, 100, &random)
    let count = min(max(Int(turns * period), 200), 20_000)
    let rate = sign * random.uniform(4, 12) / Double(count)
    let (size, angle) = (Double.exp(rate), 2 * .pi / period)
    let (cosine, sine) = (size * Double.cos(angle), size * Double.sin(angle))
    let rows = iterates(count, from: [1, 0.3]) { z, _ in
      z = [cosine * z[0] - sine * z[1], sine * z[0] + cosine * z[1]]
    }
    return LabelledRun(rows, sign < 0 ? .converging : .diverging, period: nil)
  }

  /// A distance like step^(−p), p from 0.6 to 2.
  private static func powerLaw(_ random: inout SeededNormals) -> LabelledRun {
    let power = random.uniform(0.6, 2)
    let count = Int(logUniform(500, 20_000, &random))
    let rows = (0..<count).map { step -> [Double] in
      let distance = Double.exp(-power * Double.log(Double(step + 20)))
      return [1 + distance, 2 - 3 * distance]
    }
    return LabelledRun(rows, .converging)
  }
}
