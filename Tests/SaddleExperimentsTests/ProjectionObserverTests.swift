import SaddleCycles
import SaddleExperiments
import SaddleGames
import SaddleRecording
import TestSupport
import Testing

@Suite("The projection of runs that do not keep their parameters")
struct ProjectionObserverTests {
  private let shape = ProfileShape(minimizerCount: 300, maximizerCount: 40)

  private func profile(_ value: (Int) -> Double) -> StrategyProfile {
    StrategyProfile(values: (0..<shape.count).map(value), shape: shape)
  }

  @Test("It is linear, keeps the norms, and names each sum once")
  func linear() {
    let observer = ProjectionObserver(shape: shape)
    let (one, other) = (profile { Double($0 % 7) }, profile { 1 / Double($0 + 1) })
    let sum = profile { Double($0 % 7) + 3 / Double($0 + 1) }
    let (a, b, c) = (
      observer.metrics(of: one), observer.metrics(of: other), observer.metrics(of: sum)
    )
    #expect(Set(a.map(\.name)).count == 18 && a.count == 18)
    for index in 0..<16 {
      #expect(abs(a[index].value + 3 * b[index].value - c[index].value) < 1e-9)
    }
    let square = (0..<300).reduce(0.0) { $0 + Double($1 % 7) * Double($1 % 7) }
    let norm = a.first { $0.name == "norm.minimizer" }?.value ?? 0
    #expect(abs(norm - square.squareRoot()) < 1e-9)
  }

  @Test("Each parameter lands in one sum of its player, with its own sign, in every run alike")
  func places() {
    for index in [0, 17, 299, 300, 339] {
      let metrics = ProjectionObserver(shape: shape).metrics(of: profile { $0 == index ? 2 : 0 })
      let hit = metrics.prefix(16).filter { $0.value != 0 }
      #expect(hit.count == 1 && abs(hit[0].value) == 2)
      #expect(hit[0].name.hasPrefix(index < 300 ? "projection.minimizer" : "projection.maximizer"))
      let again = ProjectionObserver(shape: shape).metrics(of: profile { $0 == index ? 2 : 0 })
      #expect(again == metrics)
    }
  }

  @Test("A run that keeps keyframes records it at every step, one that keeps all does not")
  func recording() throws {
    for (policy, count) in [(ParameterPolicy.keyframes(every: 10), 4), (.raw, 0)] {
      var plan = TrainingPlan(game: "bilinear", method: "alternating-gda")
      plan.steps = 25
      plan.parameterPolicy = policy
      var session = try TrainingSession(plan)
      let recorder = MemoryRecorder()
      _ = try session.play(into: recorder, observers: session.projectionObservers)
      #expect(recorder.steps.count == 26)
      #expect(recorder.steps.allSatisfy { $0.customMetrics.count == count })
    }
  }
}
