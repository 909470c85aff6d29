import SaddleTensor
import Testing

@Suite("Mistakes in expressions")
struct TensorErrorTests {
  private func mistake(_ trace: (Graph) -> Tensor) -> TensorError? {
    do {
      _ = try Plan([trace(Graph())])
      return nil
    } catch { return error }
  }

  @Test("A wrong product names both shapes, the leaves and the line")
  func product() {
    let line = #line + 4
    let error = mistake { graph in
      let x = graph.leaf([256, 2], name: "noise")
      let weight = graph.leaf([3, 128], name: "weight")
      return x.matmul(weight).tanh().sum()
    }
    #expect(error?.code == .shapeMismatch)
    #expect(
      error?.message
        == "matmul of [256, 2] (leaf 'noise', SaddleTensorTests/TensorErrorTests.swift:\(line - 2)) "
        + "and [3, 128] (leaf 'weight', SaddleTensorTests/TensorErrorTests.swift:\(line - 1)) at "
        + "SaddleTensorTests/TensorErrorTests.swift:\(line)")
    #expect(error?.hint != nil)
  }

  @Test("Operands of an operator are named by the calls that made them")
  func sum() {
    let line = #line + 2
    let error = mistake { graph in
      graph.leaf([4, 2]).matmul(graph.leaf([2, 3])) + graph.leaf([4], name: "bias")
    }
    #expect(
      error?.message
        == "addition of [4, 3] (SaddleTensorTests/TensorErrorTests.swift:\(line)) and [4] (leaf "
        + "'bias', SaddleTensorTests/TensorErrorTests.swift:\(line)): the shapes do not broadcast")
  }

  @Test("The first mistake is the one reported")
  func first() {
    let error = mistake { graph in
      let sum = graph.leaf([2]) + graph.leaf([3])
      return sum.matmul(graph.leaf([7]))
    }
    #expect(error?.message.hasPrefix("addition of [2]") == true)
  }

  private static let wrongShapes: [(String, @Sendable (Graph) -> Tensor)] = [
    ("a leaf of no elements", { $0.leaf([2, 0]) }),
    ("expansion", { $0.leaf([3]).expanded(to: [3, 2]) }),
    ("a reshape", { $0.leaf([3]).reshaped(to: [2, 2]) }),
    ("a transposition", { $0.leaf([3, 2]).transposed([0, 0]) }),
    ("a slice", { $0.leaf([3, 2]).sliced([1..<4]) }),
    ("an empty slice", { $0.leaf([3, 2]).sliced(axis: 0, 1..<1) }),
    ("padding", { $0.leaf([3, 2]).padded(before: [1], after: [1, 2]) }),
    ("concatenation", { Tensor.concatenated([$0.leaf([3, 2]), $0.leaf([2, 3])]) }),
    ("concatenation of ranks", { Tensor.concatenated([$0.leaf([3, 2]), $0.leaf([3])]) }),
    ("a sum over an axis that is not there", { $0.leaf([3, 2]).sum(over: [2]) }),
    ("a mean over an axis twice", { $0.leaf([3, 2]).mean(over: [0, -2]) }),
    ("the greatest element over an axis that is not there", { $0.leaf([3]).greatest(over: [1]) }),
    ("log-sum-exp over an axis that is not there", { $0.leaf([3]).logSumExp(over: [-2]) }),
    ("a product of vectors", { $0.leaf([3]).matmul($0.leaf([3])) }),
    ("a convolution", { $0.leaf([1, 4, 4, 2]).convolved(with: $0.leaf([3, 3, 1, 2])) }),
    (
      "a transposed convolution",
      { $0.leaf([1, 4, 4, 2]).convolvedTransposed(with: $0.leaf([3, 3, 2, 1])) }
    ),
    ("pooling", { $0.leaf([1, 5, 4, 2]).averagePooled(2) }),
    ("upsampling", { $0.leaf([4, 4]).upsampled(2) }),
    ("a gradient of many numbers", { gradient(of: $0.leaf([3]), with: $0.leaf([3])) }),
    (
      "a tangent of another shape",
      {
        let x = $0.leaf([3])
        return jacobianVectorProduct(of: [x.exp()], with: [x], along: [$0.leaf([2])])[0]
      }
    ),
    (
      "spectral normalization",
      { $0.leaf([3, 2]).spectrallyNormalized(leftVector: $0.leaf([2, 1])).result }
    ),
  ]

  @Test("Every wrong shape is a sentence, not a trap", arguments: wrongShapes.indices)
  func shapes(_ index: Int) {
    let (name, trace) = Self.wrongShapes[index]
    let error = mistake(trace)
    #expect(error?.message.contains("TensorErrorTests.swift") == true, "\(name)")
  }

  @Test("Types and graphs do not mix")
  func types() {
    #expect(mistake { $0.leaf([2], .float32) + $0.leaf([2]) }?.code == .typeMismatch)
    #expect(mistake { $0.leaf([2]) + Graph().leaf([2]) }?.code == .foreignTensor)
  }

  @Test("A result must fit where it goes, and no two may go to one place")
  func outputs() throws {
    let graph = Graph()
    let x = graph.leaf([3])
    let block = Block(.float64, count: 4)
    #expect(throws: TensorError.self) { try Plan([Output(x + 1, in: block, at: 2)]) }
    #expect(throws: TensorError.self) {
      try Plan([Output(x + 1, in: Block(.float32, count: 3))])
    }
    #expect(throws: TensorError.self) {
      try Plan([Output(x + 1, in: block), Output(x + 2, in: block, at: 1)])
    }
    #expect(throws: TensorError.self) { try Plan([Output]()) }
  }
}
