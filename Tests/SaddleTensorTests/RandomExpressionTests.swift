import SaddleTensor
import Testing

/// Expressions drawn at random, with updates of their own leaves: what no one thought of writing.
@Suite("Random expressions")
struct RandomExpressionTests {
  private struct Drawing {
    let graph = Graph()
    var numbers: Numbers
    var tensors: [Tensor]
    let leaves: [Tensor]

    init(seed: UInt64, _ type: ScalarType) {
      var numbers = Numbers(seed: seed)
      let graph = graph
      let shapes: [[Int]] = [[4, 6], [6], [4, 1], [], [6, 4], [300, 6]]
      leaves = shapes.map { shape in
        graph.leaf(numbers.array(shape.reduce(1, *)), shape: shape, type)
      }
      tensors = leaves
      self.numbers = numbers
    }

    mutating func pick(_ count: Int) -> Int {
      min(count - 1, Int(Double(count) * (0.5 + 0.5 * numbers.next())))
    }

    /// Any earlier tensor, later ones more likely.
    mutating func tensor() -> Tensor {
      let recent = max(0, tensors.count - 12)
      return pick(3) == 0
        ? tensors[pick(tensors.count)] : tensors[recent + pick(tensors.count - recent)]
    }

    /// Adds one operation of some earlier tensors, if it fits them.
    mutating func grow() {
      let a = tensor()
      let b = tensor()
      let isSmall = a.count * b.count < 40_000
      switch pick(20) {
      case 0: tensors.append(a.tanh())
      case 1: tensors.append(a.sigmoid() - 0.5)
      case 2: tensors.append(a.leakyReLU())
      case 3: tensors.append(0.5 * a)
      case 4: tensors.append((a.squared() + 1).sqrt())
      case 5: tensors.append(a.stopped())
      case 6: tensors.append(a.mean(over: a.shape.isEmpty ? [] : [0], keepsAxes: true))
      case 7: tensors.append(a.mean(over: a.shape.isEmpty ? [] : [-1]))
      case 8: tensors.append(a.transposed())
      case 9 where a.count > 1:
        tensors.append(a.reshaped(to: [a.count]).sliced([0..<(a.count / 2)]))
      case 10 where !a.shape.isEmpty && a.count < 3000:
        tensors.append(Tensor.concatenated([a, a.tanh()], axis: a.shape.count - 1))
      case 11 where a.shape.count == 2 && b.shape.count == 2 && a.shape[1] == b.shape[0] && isSmall:
        tensors.append(a.matmul(b).tanh())
      case 12 where a.shape.count == 2 && b.shape.count == 2 && a.shape[0] == b.shape[0] && isSmall:
        tensors.append(a.matmul(b, transposingLeft: true).tanh())
      case 13 where a.shape == b.shape: tensors.append(a.maximum(b))
      case 14 where a.shape == b.shape: tensors.append(a - b)
      case 15...19 where a.shape == b.shape || b.shape.isEmpty: tensors.append(a * b + 0.1)
      case 16 where a.shape.count == 2 && b.shape == [a.shape[1]]: tensors.append(a + b)
      default: break
      }
    }

    /// Results for about half the leaves, of their shapes.
    mutating func updates() -> [(leaf: Tensor, next: Tensor)] {
      leaves.filter { _ in pick(2) == 0 }.compactMap { leaf in
        let fitting = tensors.filter { $0.shape == leaf.shape }
        return fitting.isEmpty ? nil : (leaf, fitting[pick(fitting.count)])
      }
    }
  }

  @Test(
    "Plans that update their own leaves step as the plain evaluator does, thrice",
    arguments: 0..<60)
  func steps(_ seed: Int) throws {
    let type: ScalarType = seed.isMultiple(of: 2) ? .float32 : .float64
    var drawing = Drawing(seed: UInt64(seed) + 1, type)
    for _ in 0..<90 { drawing.grow() }
    let value = drawing.tensors.suffix(4).map { $0.mean() }.reduce(
      drawing.graph.constant(0, [], type), +)
    drawing.tensors += gradient(of: value, with: drawing.leaves)
    let updates = drawing.updates()
    let seen = [drawing.tensor(), drawing.tensor(), value]
    let start = drawing.leaves.map(\.values)
    let outputs = updates.map { Output($0.next, into: $0.leaf) } + seen.map { Output($0) }

    var expected: [[UInt64]] = []
    for _ in 0..<3 {
      let next = try updates.map { try PlainEvaluator().values(of: $0.next) }
      expected += try seen.map { try PlainEvaluator().values(of: $0).bits }
      for (update, values) in zip(updates, next) { update.leaf.values = values }
      expected += drawing.leaves.map(\.values.bits)
    }
    for path in KernelPath.allCases where path.isAvailable {
      for fuses in [true, false] {
        for (leaf, values) in zip(drawing.leaves, start) { leaf.values = values }
        let plan = try Plan(outputs, path: path, fuses: fuses)
        var found: [[UInt64]] = []
        for _ in 0..<3 {
          plan.run()
          found += seen.map { plan.values(of: $0).bits }
          found += drawing.leaves.map(\.values.bits)
        }
        #expect(found == expected, "\(path), fuses: \(fuses)")
      }
    }
  }
}
