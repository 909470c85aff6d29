import RealModule
import SaddleCycles

/// x ← a∘x + noise.
func autoregression(
  _ count: Int, _ factors: [Double], from start: [Double]? = nil, random: inout SeededNormals
) -> [[Double]] {
  iterates(count, from: start ?? factors.map { _ in 0 }) { state, _ in
    for index in state.indices { state[index] = factors[index] * state[index] + random.normal() }
  }
}

/// Running sums of steps.
func walk(_ steps: [[Double]]) -> [[Double]] {
  var state = steps[0].map { _ in 0.0 }
  return steps.map { step in
    for index in state.indices { state[index] += step[index] }
    return state
  }
}

extension DynamicsFamily {
  static let noise: [DynamicsFamily] = [
    DynamicsFamily(name: "white noise") { random in
      LabelledRun((0..<1500).map { _ in random.normals(4) }, .stationaryNoise)
    },
    DynamicsFamily(name: "red noise") { random in
      let factors = (0..<2).map { _ in random.uniform(0.8, 0.95) }
      return LabelledRun(autoregression(3000, factors, random: &random), .stationaryNoise)
    },
    DynamicsFamily(name: "overshooting noise") { random in
      let factors = (0..<2).map { _ in random.uniform(-0.7, -0.2) }
      return LabelledRun(autoregression(2000, factors, random: &random), .stationaryNoise)
    },
    DynamicsFamily(name: "noise with rare jumps") { random in
      let rows = (0..<2000).map { _ -> [Double] in
        random.normals(2).map { $0 / max(abs(random.normal()), 0.05) }
      }
      return LabelledRun(rows, .stationaryNoise)
    },
    DynamicsFamily(name: "quasi-cycle") { random in
      let quality = random.uniform(1, 5)
      let rows = flow(
        5000, from: [0, 0], step: 0.4, noise: 0.2, random: &random
      ) { z in
        [-z[0] / (2 * quality) - z[1], z[0] - z[1] / (2 * quality)]
      }
      return LabelledRun(rows, .stationaryNoise)
    },
    DynamicsFamily(name: "random walk") { random in
      LabelledRun(
        walk((0..<2500).map { _ in random.normals(2) }), .drifting, or: [.undetermined])
    },
    DynamicsFamily(name: "random walk in 8 dimensions") { random in
      LabelledRun(
        walk((0..<1500).map { _ in random.normals(8) }), .drifting, or: [.undetermined])
    },
    DynamicsFamily(name: "random walk with momentum") { random in
      let steps = autoregression(3000, [0.9, 0.9, 0.9], random: &random)
      return LabelledRun(walk(steps), .drifting, or: [.undetermined], players: [0..<3])
    },
    DynamicsFamily(name: "drift in noise") { random in
      let slopes = random.normals(4).map { 5 * $0 + ($0 < 0 ? -2 : 2) }
      let rows = (0..<1500).map { step in
        slopes.map { $0 * Double(step) / 1500 + 0.3 * random.normal() }
      }
      return LabelledRun(rows, .drifting)
    },
  ]
}
