import Foundation
import SaddleTensor
import Testing

@Suite("docs/engine.md")
struct EngineDocumentTests {
  @Test("The example gives the numbers it states")
  func example() throws {
    // begin example
    let graph = Graph()
    let x = graph.leaf([1], shape: [], name: "x")
    let y = graph.leaf([1], shape: [], name: "y")

    // 1. An expression. Nothing is computed: f is a node of the graph, of shape [].
    let f = 0.5 * x.squared() + 2 * x * y - 0.5 * y.squared()

    // 2. Its derivatives, of any order. v = (∇ₓf, −∇ᵧf) is the field that methods descend; forward mode
    // through it gives the product of the game's Jacobian with a direction, here Dv·v.
    let gradients = gradient(of: f, with: [x, y])
    let field = [gradients[0], -gradients[1]]
    let turned = jacobianVectorProduct(of: field, with: [x, y], along: field)

    // 3. A plan. The new x and y replace the old at the end of each replay; all else is read from it.
    let norm = (field[0].squared() + field[1].squared()).sqrt()
    let plan = try Plan([
      Output(x - 0.1 * field[0], into: x),
      Output(y - 0.1 * field[1], into: y),
      Output(norm), Output(turned[0]), Output(turned[1]),
    ])
    plan.run()  // from (1, 1): v = (3, −1), Dv = [1 2; −2 1], Dv·v = (1, −7)
    // end example
    #expect(x.values == [1 - 0.1 * 3])
    #expect(y.values == [1 + 0.1 * 1])
    #expect(plan.values(of: norm) == [Double(10).squareRoot()])
    #expect(plan.values(of: turned[0]) + plan.values(of: turned[1]) == [1, -7])
  }

  @Test("The document shows the example that runs above")
  func isShown() throws {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0.hasSuffix("// begin example") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// end example") })
    let example = lines[(begin + 1)..<end].map { String($0.dropFirst(4)) }.joined(separator: "\n")
    let document = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/engine.md")
    let text = try String(contentsOf: document.standardized, encoding: .utf8)
    #expect(text.contains("```swift\n\(example)\n```"))
  }
}
