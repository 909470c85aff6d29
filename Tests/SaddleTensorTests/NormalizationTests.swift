import SaddleTensor
import Testing

@Suite("Normalization")
struct NormalizationTests {
  @Test("Batch normalization has mean 0 and variance 1, and moves its running statistics")
  func batch() throws {
    let graph = Graph()
    let x = graph.leaf([1, 10, 2, 20, 3, 60], shape: [3, 2])
    let one = graph.constant(1, [2])
    let mean = graph.leaf([0, 0], shape: [2])
    let variance = graph.leaf([1, 1], shape: [2])
    let normalized = x.batchNormalized(
      scale: one, offset: 0 * one, runningMean: mean, runningVariance: variance, momentum: 0.5,
      epsilon: 0)
    let plan = try Plan([
      Output(normalized.result.mean(over: [0])),
      Output(normalized.result.squared().mean(over: [0])),
      Output(normalized.runningMean, into: mean),
      Output(normalized.runningVariance, into: variance),
    ])
    plan.run()
    #expect(plan.values(of: normalized.result.mean(over: [0])).gap(to: [0, 0]) < 1e-15)
    #expect(plan.values(of: normalized.result.squared().mean(over: [0])).gap(to: [1, 1]) < 1e-14)
    #expect(mean.values == [1, 15])
    let expected = [0.5 + 0.5 * 2 / 3, 0.5 + 0.5 * 1400 / 3]
    #expect(variance.values.gap(to: expected) < 1e-14)
  }

  @Test("Spectral normalization converges to the largest singular value, and its gradient is uvᵀ")
  func spectral() throws {
    let graph = Graph()
    // Singular values 3 and 1: a rotation by angle (0.6, 0.8) of diag(3, 1).
    let weight = graph.leaf([1.8, -0.8, 2.4, 0.6], shape: [2, 2])
    let left = graph.leaf([1, 1], shape: [2, 1])
    let normalized = weight.spectrallyNormalized(leftVector: left)
    let slope = gradient(of: normalized.singularValue, with: weight)
    let plan = try Plan([
      Output(normalized.leftVector, into: left), Output(normalized.singularValue), Output(slope),
      Output(normalized.result),
    ])
    for _ in 0..<30 { plan.run() }
    #expect(plan.values(of: normalized.singularValue).gap(to: [3]) < 1e-10)
    #expect(left.values.gap(to: [0.6, 0.8]) < 1e-10)
    #expect(plan.values(of: slope).gap(to: [0.6, 0, 0.8, 0]) < 1e-10)
    #expect(plan.values(of: normalized.result).gap(to: [0.6, -0.8 / 3, 0.8, 0.2]) < 1e-10)
  }
}
