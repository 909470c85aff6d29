import RealModule
import SaddleGames
import SaddleLinearAlgebra

extension W2Gaussian {
  /// One coordinate, deviation σ.
  static func line(
    deviation: Double, mean: Double = 0, generator: Generator = .spectral
  ) -> W2Gaussian {
    W2Gaussian(
      moments: DataMoments(
        mean: [mean], covariance: Matrix([[deviation * deviation]])),
      generator: generator, gapRadius: 1.5)
  }

  /// Two coordinates with deviations along axes turned by 0.4.
  static func plane(
    deviations: [Double], mean: [Double] = [0, 0], generator: Generator = .spectral
  ) -> W2Gaussian {
    let turn = rotation(0.4)
    let covariance =
      turn * Matrix(diagonal: deviations.map { $0 * $0 }) * turn.transposed
    return W2Gaussian(
      moments: DataMoments(mean: mean, covariance: covariance), generator: generator)
  }

  /// The rotation of the plane by an angle.
  static func rotation(_ angle: Double) -> Matrix {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return Matrix([[c, -s], [s, c]])
  }

  /// A profile of one coordinate.
  func profile(_ w: Double, _ u: Double, _ a: Double, _ b: Double) -> StrategyProfile {
    StrategyProfile(minimizer: [w, u], maximizer: [a, b])
  }

  /// A feasible profile: normal coordinates, projected.
  func randomProfile(seed: UInt64) -> StrategyProfile {
    var random = CounterGenerator(seed: seed, stream: .start)
    var z = StrategyProfile(
      values: (0..<shape.count).map { _ in 0.6 * random.nextNormal() }, shape: shape)
    for player in Player.allCases { project(player, of: &z) }
    return z
  }

  /// max over A ≺ I of V(G, D̃) − (λ/2)‖D̃ − D‖², by Newton's method from D with the game's own
  /// Hessian products and metric; nil if it does not converge.
  func proximalValue(at z: StrategyProfile, penalty: Double) -> Double? {
    let range = shape.range(of: .maximizer)
    let count = range.count
    var response = z
    func move(_ response: StrategyProfile) -> [Double] {
      zip(response[.maximizer], z[.maximizer]).map { $0 - $1 }
    }
    func metric(_ direction: [Double]) -> [Double] {
      var product = [Double](repeating: 0, count: count)
      proximalMetricProduct(direction, into: &product)
      return product
    }
    func value(_ response: StrategyProfile) -> Double {
      let move = move(response)
      return payoff(at: response)
        - penalty / 2 * zip(move, metric(move)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    for _ in 0..<200 {
      var gradient = [Double](repeating: 0, count: shape.count)
      self.gradient(at: response, into: &gradient)
      let slope = zip(gradient[range], metric(move(response))).map { $0 - penalty * $1 }
      if slope.allSatisfy({ abs($0) < 1e-13 }) { return value(response) }
      var curvature = Matrix(zeros: count, count)
      for column in 0..<count {
        var direction = [Double](repeating: 0, count: shape.count)
        var product = direction
        direction[range.lowerBound + column] = 1
        hessianProduct(at: response, direction, into: &product)
        let own = metric(Array(direction[range]))
        for row in 0..<count {
          curvature[row, column] = penalty * own[row] - product[range.lowerBound + row]
        }
      }
      guard let step = Cholesky(curvature)?.solve(slope) else { return nil }
      var scale = 1.0
      let before = value(response)
      let decrement = zip(slope, step).reduce(0) { $0 + $1.0 * $1.1 }
      while scale > 1e-12 {
        var next = response
        for (index, change) in step.enumerated() {
          next.values[range.lowerBound + index] += scale * change
        }
        if value(next) >= before + 0.1 * scale * decrement - 1e-15 {
          response = next
          break
        }
        scale /= 2
      }
    }
    return value(response)
  }
}
