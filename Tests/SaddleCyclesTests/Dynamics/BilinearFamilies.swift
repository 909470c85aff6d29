import RealModule
import SaddleCycles

/// Alternating descent ascent on xy + (μ/2)x² − (μ/2)y², with gradient noise.
func alternating(
  _ count: Int, _ eta: (Int) -> (Double, Double), mu: Double = 0, noise: Double = 0,
  radius: Double = 1, random: inout SeededNormals
) -> [[Double]] {
  let phase = random.uniform(0, 2 * .pi)
  let start = [radius * Double.cos(phase), radius * Double.sin(phase)]
  return iterates(count, from: start) { z, step in
    let (etaX, etaY) = eta(step)
    let (noiseX, noiseY) =
      noise > 0 ? (noise * random.normal(), noise * random.normal()) : (0, 0)
    z[0] -= etaX * (z[1] + mu * z[0] + noiseX)
    z[1] += etaY * (z[0] - mu * z[1] + noiseY)
  }
}

/// The period of alternating descent ascent on xy: 2π / arccos(1 − η_x η_y / 2).
func alternatingPeriod(_ product: Double) -> Double { 2 * .pi / Double.acos(1 - product / 2) }

extension DynamicsFamily {
  static let bilinear: [DynamicsFamily] = [
    DynamicsFamily(name: "simultaneous descent ascent") { random in
      let eta = random.near(0.1)
      let rows = iterates(1500, from: [0.7, 0.6]) { z, _ in
        z = [z[0] - eta * z[1], z[1] + eta * z[0]]
      }
      return LabelledRun(rows, .diverging)
    },
    DynamicsFamily(name: "alternating descent ascent") { random in
      let eta = random.near(0.15)
      let rows = alternating(1500, { _ in (eta, eta) }, random: &random)
      return LabelledRun(rows, .cycling, period: alternatingPeriod(eta * eta))
    },
    DynamicsFamily(name: "two time scales") { random in
      let (slow, fast) = (random.near(0.05), random.near(0.4))
      let rows = alternating(1800, { _ in (slow, fast) }, random: &random)
      return LabelledRun(rows, .cycling, period: alternatingPeriod(slow * fast))
    },
    DynamicsFamily(name: "alternating near the limit") { random in
      let eta = random.uniform(1.9, 1.985)
      let rows = alternating(1200, { _ in (eta, eta) }, random: &random)
      return LabelledRun(rows, .cycling, period: alternatingPeriod(eta * eta))
    },
    DynamicsFamily(name: "extragradient") { random in
      let eta = random.near(0.12)
      let rows = iterates(900, from: [1, 0.3]) { z, _ in
        let half = [z[0] - eta * z[1], z[1] + eta * z[0]]
        z = [z[0] - eta * half[1], z[1] + eta * half[0]]
      }
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "optimistic") { random in
      let eta = random.near(0.1)
      var before = [0.4, -1.0]
      let rows = iterates(1200, from: [1, 0.4]) { z, _ in
        let field = [z[1], -z[0]]
        for index in 0..<2 { z[index] -= eta * (2 * field[index] - before[index]) }
        before = field
      }
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "slow spiral") { random in
      let eta = random.near(0.1)
      let ratio = random.uniform(0.3, 0.8)
      let mu = -Double.log(ratio) / (2000 * eta)
      let rows = alternating(2000, { _ in (eta, eta) }, mu: mu, random: &random)
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "arrived") { random in
      let eta = random.near(0.2)
      let rows = alternating(1500, { _ in (eta, eta) }, mu: 0.4, random: &random)
      return LabelledRun(rows, .converged)
    },
    DynamicsFamily(name: "noisy alternating") { random in
      let eta = random.near(0.2)
      let rows = alternating(1500, { _ in (eta, eta) }, noise: 0.01, random: &random)
      return LabelledRun(rows, .cycling, period: alternatingPeriod(eta * eta))
    },
    DynamicsFamily(name: "noisy stable focus") { random in
      let (eta, mu) = (random.near(0.2), random.uniform(0.15, 0.5))
      let rows = alternating(
        4000, { _ in (eta, eta) }, mu: mu, noise: 0.3, radius: 0.2, random: &random)
      return LabelledRun(rows, .stationaryNoise)
    },
    DynamicsFamily(name: "decaying step sizes") { random in
      let scale = random.near(600)
      let sizes = (0..<2000).map { 0.3 / (1 + Double($0) / scale) }
      let rows = alternating(2000, { (sizes[$0], sizes[$0]) }, random: &random)
      let last = sizes[1999]
      return LabelledRun(
        rows, .cycling, period: alternatingPeriod(last * last), stepSizes: sizes)
    },
    DynamicsFamily(name: "torus of two planes") { random in
      let ratio = [1.618034, 1.414214, 1.732051][Int(random.uniform(0, 3))]
      let angles = [random.near(0.3), 0.0]
      let second = angles[0] * ratio
      let rows = (0..<2000).map { step -> [Double] in
        let (a, b) = (angles[0] * Double(step), second * Double(step))
        return [
          Double.cos(a) + 0.6 * Double.cos(b), Double.sin(a), 0.6 * Double.sin(b),
          0.3 * Double.cos(b),
        ]
      }
      return LabelledRun(rows, .quasiPeriodic)
    },
  ]
}
