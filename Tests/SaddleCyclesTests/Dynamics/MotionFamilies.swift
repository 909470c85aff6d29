import RealModule
import SaddleCycles

extension DynamicsFamily {
  static let motions: [DynamicsFamily] = [
    DynamicsFamily(name: "gradient descent on a quadratic") { random in
      let rates = [0.1, 0.03, 0.005, 0.003].map { random.near($0) }
      let rows = (0..<1500).map { step in
        rates.map { 1 + 2 * Double.pow(1 - $0, Double(step)) }
      }
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "gradient descent, arrived") { random in
      let rates = [0.1, 0.05].map { random.near($0) }
      let rows = (0..<2000).map { step in
        rates.map { 1 + 2 * Double.pow(1 - $0, Double(step)) }
      }
      return LabelledRun(rows, .converged)
    },
    DynamicsFamily(name: "algebraic decay") { random in
      let eta = random.near(0.1)
      let rows = iterates(3000, from: [1, 0.8]) { z, _ in
        for index in 0..<2 { z[index] -= eta * z[index] * z[index] * z[index] }
      }
      return LabelledRun(rows, .converging)
    },
    DynamicsFamily(name: "logarithmic growth") { random in
      let gains = [random.near(0.1), random.near(0.05)]
      let rows = iterates(3000, from: [0.1, 0.1]) { z, _ in
        for index in 0..<2 { z[index] += gains[index] * Double.exp(-z[index]) }
      }
      return LabelledRun(rows, .drifting, or: [.undetermined])
    },
    DynamicsFamily(name: "exponential growth") { random in
      let rate = random.near(0.006)
      let rows = (0..<1500).map { step -> [Double] in
        [1.0, -2, 0.5].map { 1e-3 * $0 * Double.exp(rate * Double(step)) }
      }
      return LabelledRun(rows, .diverging)
    },
    DynamicsFamily(name: "blow-up") { random in
      let eta = random.near(0.02)
      let rows = iterates(1500, from: [0.1, 0.12]) { z, _ in
        for index in 0..<2 { z[index] += eta * z[index] * z[index] }
      }
      return LabelledRun(rows, .diverging)
    },
    DynamicsFamily(name: "flipping growth") { random in
      let factor = -random.near(1.02, 0.005)
      let rows = (0..<800).map { step -> [Double] in
        let power = 1e-3 * Double.pow(factor, step)
        return [0.5 + power, 0.5 + 0.3 * power]
      }
      return LabelledRun(rows, .diverging)
    },
    DynamicsFamily(name: "plateau") { random in
      let (before, after) = (random.normals(3), random.normals(3))
      let rows = (0..<1200).map { $0 < 300 ? before : after }
      return LabelledRun(rows, .converged, players: [0..<3])
    },
    DynamicsFamily(name: "settling into noise") { random in
      let rows = autoregression(
        3000, [0.9, 0.92], from: [80, -60], random: &random)
      return LabelledRun(rows, .stationaryNoise)
    },
  ]
}
