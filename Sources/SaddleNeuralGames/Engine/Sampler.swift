import SaddleTensor

/// What makes samples: the minimizer's network on a batch of noise, with running statistics.
final class Sampler {
  let batches: [EngineTrace.Batch]
  /// The extents of one sample.
  let shape: [Int]
  private let plan: Plan
  private let output: Block

  /// Compiles the samples of a trace; nil if the game generates none.
  init?(_ objectives: Objectives, _ scope: GameScope) throws(TensorError) {
    guard let samples = objectives.samples else { return nil }
    shape = Array(samples.shape.dropFirst())
    batches = scope.batches.map {
      EngineTrace.Batch(declaration: $0.declaration, leaf: $0.leaf)
    }
    output = Block(samples.type, count: samples.count)
    plan = try Plan([Output(samples, in: output)])
  }

  /// Generates one batch and appends it, up to a number of values in all.
  func append(to values: inout [Float], limit: Int) {
    plan.run()
    for index in 0..<min(output.count, limit - values.count) {
      values.append(Float(output[index]))
    }
  }
}
