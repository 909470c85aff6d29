import RealModule
import SaddleData
import SaddleExperiments
import SaddleGames
import SaddleRecording
import TestSupport
import Testing

@Suite("Samples of a generator")
struct SampleObserverTests {
  private func plan(steps: Int = 20) -> TrainingPlan {
    var plan = TrainingPlan(game: "points", method: "simultaneous-gda")
    plan.steps = steps
    plan.seed = 5
    return plan
  }

  private func play(
    _ plan: TrainingPlan, _ game: any VariationalInequality, _ data: Dataset?
  ) throws -> (recorder: MemoryRecorder, session: TrainingSession) {
    let recorder = MemoryRecorder()
    var session = try TrainingSession(plan, game: game, data: data)
    _ = try session.play(into: recorder, observers: session.sampleObservers(data: data))
    return (recorder, session)
  }

  @Test("Pictures are attached at their cadence and at the end, and are the same when drawn again")
  func pictures() throws {
    var plan = plan()
    plan.samplesEvery = 8
    let data = try Dataset(specification: "ring")
    let (recorder, _) = try play(plan, PointGenerator(), data)
    let pictures = recorder.attachments
    #expect(pictures.map(\.step) == [0, 8, 16, 20])
    #expect(pictures.allSatisfy { $0.name == "samples.png" && $0.mediaType == "image/png" })
    #expect(pictures.allSatisfy { $0.data.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
    #expect(Set(pictures.map(\.data)).count == 4)
    #expect(
      try play(plan, PointGenerator(), data).recorder.attachments.map(\.data)
        == pictures.map(\.data))
  }

  @Test("A generator of images draws a grid, and one without data dots alone")
  func shapes() throws {
    var plan = plan(steps: 1)
    plan.samplesEvery = 1
    let images = try play(plan, PointGenerator(sampleShape: [4, 4, 1]), nil)
    #expect(images.recorder.attachments.count == 2)
    let vectors = try play(plan, PointGenerator(sampleShape: [5]), nil)
    #expect(vectors.recorder.attachments.count == 2)
    #expect(
      SampleObserver(game: PointGenerator(sampleShape: [1]), data: nil, every: 1, seed: 0) == nil)
    #expect(SampleObserver(game: SampledQuadratic(), data: nil, every: 1, seed: 0) == nil)
  }

  @Test("Quality is recorded at its cadence, and improves as the points reach the data")
  func quality() throws {
    var plan = plan()
    plan.qualityEvery = 10
    plan.methodSettings["stepSize"] = "0.2"
    let data = try Dataset(specification: "ring:modes=1:radius=1e-6:deviation=0.1")
    let (recorder, _) = try play(plan, PointGenerator(), data)
    let measured = recorder.steps.filter { !$0.customMetrics.isEmpty }
    #expect(measured.map(\.step) == [0, 10, 20])
    func values(_ name: String) -> [Double] {
      measured.compactMap { $0.customMetrics.first { $0.name == name }?.value }
    }
    let distance = values("slicedW2")
    // ‖(3, 4)‖/√2 at first; then 0.8¹⁰ of it.
    #expect(abs(distance[0] - 5 / 2.0.squareRoot()) < 0.1)
    #expect(abs(distance[1] - distance[0] * Double.pow(0.8, 10)) < 0.1)
    #expect(distance[2] < 0.1)
    // At step 10 the points stand 5·0.8¹⁰ = 0.54 from the mode, and a few are within 3σ = 0.3.
    #expect(values("coveredModes") == [0, 1, 1])
    let quality = values("highQualityFraction")
    #expect(quality[0] == 0 && quality[1] < 0.05 && quality[2] > 0.9)
    #expect(values("classifierScore").isEmpty)
  }

  @Test("Games that generate nothing refuse a cadence, and record none of themselves")
  func refusals() throws {
    for path in [\TrainingPlan.samplesEvery, \TrainingPlan.qualityEvery] {
      var plan = plan()
      plan[keyPath: path] = 5
      let error = try #require(throws: ExperimentError.self) {
        _ = try TrainingSession(plan, game: SampledQuadratic())
      }
      #expect(error.code == .invalidPlan && error.hint != nil)
      plan[keyPath: path] = -1
      #expect(throws: ExperimentError.self) {
        _ = try TrainingSession(plan, game: PointGenerator())
      }
    }
    let session = try TrainingSession(plan(), game: SampledQuadratic())
    #expect(session.plan.samplesEvery == 0)
    #expect(session.sampleObservers(data: nil).isEmpty)
    let names = session.describe(name: "a", experiment: "b", environment: .test)
      .trainingParameters.map(\.name)
    #expect(!names.contains("samplesEvery"))
  }

  @Test("A plan left open draws ten times, records that, and a resumed run keeps it")
  func defaults() throws {
    let session = try TrainingSession(plan(), game: PointGenerator())
    #expect(session.plan.samplesEvery == 2)
    #expect(session.plan.qualityEvery == 0, "without data nothing can be measured")
    #expect(session.sampleObservers(data: nil).count == 1)
    let description = session.describe(name: "a", experiment: "b", environment: .test)
    let resumed = try TrainingPlan(recorded: description)
    #expect(resumed.samplesEvery == 2 && resumed.qualityEvery == 0)
  }
}
