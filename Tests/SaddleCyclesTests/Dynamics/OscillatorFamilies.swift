import RealModule
import SaddleCycles

/// Adam (Kingma & Ba 2015) for both players at once on f = xy, with `noise` added to each gradient.
func adamOnBilinear(
  _ count: Int, stepSize: Double, beta1: Double, beta2: Double, from start: [Double] = [1, 0.5],
  noise: () -> Double = { 0 }
) -> [[Double]] {
  var first = [0.0, 0.0]
  var second = [0.0, 0.0]
  return iterates(count, from: start) { z, step in
    let field = [z[1] + noise(), -z[0] + noise()]
    let age = Double(step + 1)
    for index in 0..<2 {
      first[index] = beta1 * first[index] + (1 - beta1) * field[index]
      second[index] = beta2 * second[index] + (1 - beta2) * field[index] * field[index]
      let mean = first[index] / (1 - Double.pow(beta1, age))
      let square = second[index] / (1 - Double.pow(beta2, age))
      z[index] -= stepSize * mean / (square.squareRoot() + 1e-8)
    }
  }
}

/// Dirac-GAN with the logistic loss, alternating: θ ← θ − ηψf′, ψ ← ψ + η(θf′ − γψ).
func diracGAN(
  _ count: Int, eta: Double, gamma: Double = 0, radius: Double = 1, alternates: Bool = true
) -> [[Double]] {
  func slope(_ z: [Double]) -> Double { 1 / (1 + Double.exp(z[0] * z[1])) }
  return iterates(count, from: [radius, 0.1]) { z, _ in
    let before = z
    z[0] -= eta * z[1] * slope(z)
    let seen = alternates ? z : before
    z[1] += eta * (seen[0] * slope(seen) - gamma * seen[1])
  }
}

extension DynamicsFamily {
  static let oscillators: [DynamicsFamily] = [
    DynamicsFamily(name: "Dirac-GAN") { random in
      let rows = diracGAN(2500, eta: random.near(0.4), radius: random.near(1))
      return LabelledRun(rows, .cycling, period: windingPeriod(rows[...]))
    },
    DynamicsFamily(name: "regularized Dirac-GAN") { random in
      let rows = diracGAN(900, eta: random.near(0.1), gamma: random.uniform(0.1, 0.3))
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "van der Pol") { random in
      let mu = random.uniform(0.3, 3)
      let rows = flow(2000, from: [2, 0], step: 0.2, sub: 3, random: &random) { z in
        [z[1], mu * (1 - z[0] * z[0]) * z[1] - z[0]]
      }
      return LabelledRun(rows, .cycling, period: windingPeriod(rows[600...]))
    },
    DynamicsFamily(name: "noisy limit cycle") { random in
      let rows = flow(2500, from: [1, 0], step: 0.25, sub: 2, noise: 0.08, random: &random) { z in
        let square = z[0] * z[0] + z[1] * z[1]
        return [z[0] - z[1] - square * z[0], z[0] + z[1] - square * z[1]]
      }
      return LabelledRun(rows, .cycling, period: windingPeriod(rows[...]))
    },
    DynamicsFamily(name: "Adam") { random in
      let rows = adamOnBilinear(4000, stepSize: random.near(0.02), beta1: 0.5, beta2: 0.99)
      return LabelledRun(rows, .cycling, period: windingPeriod(rows[2000...]))
    },
    DynamicsFamily(name: "rock-paper-scissors replicator") { random in
      let start = [random.uniform(0.4, 0.6), 0.25]
      let rows = flow(
        2000, from: start + [1 - start[0] - start[1]], step: 0.4, sub: 2, random: &random
      ) { p in
        let gain = [p[2] - p[1], p[0] - p[2], p[1] - p[0]]
        return (0..<3).map { p[$0] * gain[$0] }
      }
      return LabelledRun(rows, .cycling, period: windingPeriod(rows[...]), players: [0..<3])
    },
    DynamicsFamily(name: "period two") { random in
      let eta = random.near(1.1, 0.03)
      let rows = iterates(800, from: [0.3, -0.2]) { z, _ in
        for index in 0..<2 { z[index] -= eta * (z[index] * z[index] * z[index] - z[index]) }
      }
      return LabelledRun(rows, .cycling, period: 2)
    },
    DynamicsFamily(name: "cycle in measurement noise") { random in
      let period = random.near(40)
      let mixing = random.normals(8)
      let rows = (0..<2500).map { step -> [Double] in
        let turn = 2 * Double.pi * Double(step) / period
        let (a, b) = (Double.cos(turn), Double.sin(turn))
        return (0..<4).map { a * mixing[$0] + b * mixing[$0 + 4] + 0.5 * random.normal() }
      }
      return LabelledRun(rows, .cycling, period: period)
    },
    DynamicsFamily(name: "cycle on drift") { random in
      let period = random.near(60)
      let rows = (0..<2000).map { step -> [Double] in
        let turn = 2 * Double.pi * Double(step) / period
        let time = Double(step) / 2000
        return [
          Double.cos(turn) + 2 * time, 0.5 * Double.sin(turn), 4 * time, -3 * time,
        ].map { $0 + 0.05 * random.normal() }
      }
      return LabelledRun(rows, .cycling, period: period)
    },
    DynamicsFamily(name: "growing cycle") { random in
      let (eta, growth) = (random.near(0.2), random.uniform(1, 3))
      let rows = alternating(
        1500, { _ in (eta, eta) }, mu: -growth / (1500 * eta), random: &random)
      return LabelledRun(rows, .diverging)
    },
    DynamicsFamily(name: "ghost cycle") { random in
      let eta = random.near(0.15)
      var rows = alternating(1000, { _ in (eta, eta) }, random: &random)
      let last = rows[rows.count - 1]
      let mu = random.uniform(0.06, 0.1)
      rows += iterates(1000, from: last) { z, _ in
        z[0] -= eta * (z[1] + mu * z[0])
        z[1] += eta * (z[0] - mu * z[1])
      }
      return LabelledRun(rows, .converging, or: [.converged])
    },
  ]
}
