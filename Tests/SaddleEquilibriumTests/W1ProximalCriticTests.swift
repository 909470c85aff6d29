import SaddleEquilibrium
import Testing

@Suite struct W1ProximalCriticTests {
  @Test(
    "In the unweighted norm the W1 optimum is λ-proximal for no λ: the figures of the derivation")
  func unweighted() {
    let critic = W1ProximalCritic(deviation: 2, weight: .none)
    let expected: [(Double, [Double])] = [
      (0.01, [0.3586, 0.2500, -0.0691]), (0.1, [0.0666, -0.2659, -0.3657]),
      (1, [-0.3446, -0.3856, -0.3956]),
    ]
    for (penalty, values) in expected {
      for (shift, value) in zip([0.2, 0.05, 0.0125], values) {
        let found = critic.excess(at: shift, penalty: penalty) / (shift * shift)
        #expect(abs(found - value) < 2e-4, "λ = \(penalty), u = \(shift): \(found)")
      }
    }
  }

  @Test(
    "Weighted with the transport's distance it is, up to λ*",
    arguments: [
      (1.2, 10.5059), (1.5, 4.2836), (2, 2.5129), (4, 1.4672), (50, 1.0273), (1_000, 1.0013),
    ])
  func weighted(deviation: Double, order: Double) {
    let critic = W1ProximalCritic(deviation: deviation, weight: .transport)
    #expect(abs(critic.weightedOrder - order) < 1e-3)
    #expect(critic.excess(at: 0.001, penalty: 0.9 * order) > 0)
    #expect(critic.excess(at: 0.001, penalty: 1.1 * order) < 0)
  }
}
