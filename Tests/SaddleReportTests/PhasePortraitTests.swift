import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct PhasePortraitTests {
  private func phasePath(_ history: RunHistory) -> PhasePath? {
    RunComparison([history]).runs.first.flatMap { PhasePath(of: $0, run: 0) }
  }

  private func figure(_ history: RunHistory) throws -> Figure {
    let path = try #require(phasePath(history))
    return PhasePortrait(path, frame: PhaseFrame(covering: path.extent)).figure
  }

  @Test("Start, end, arrows and the known equilibrium are marked")
  func marks() throws {
    let figure = try figure(SampleHistories.bilinear(1, .extragradient, steps: 500))
    #expect(XMLChecker(figure.drawing).complaints.isEmpty)
    for mark in ["circle class=\"start r0 n0\"", "end r0", "arrow r0", "known", ">start<", ">end<"]
    {
      #expect(figure.drawing.contains(mark), "\(mark)")
    }
  }

  @Test("A path that runs away is cut off, and the caption says where and how far")
  func runaway() throws {
    let history = SampleHistories.bilinear(1, .simultaneous, stepSize: 0.1, steps: 3_000)
    let figure = try figure(history)
    let path = try #require(phasePath(history))
    let frame = PhaseFrame(covering: path.extent)
    #expect(frame.contains(.init(x: 0, y: 0)) && frame.contains(.init(x: 1, y: 1)))
    #expect(frame.size < 60)
    let step = try #require(path.firstStep(outside: frame))
    #expect(figure.notes.first?.hasPrefix("The path leaves the frame at step \(step)") == true)
    #expect(!figure.drawing.contains(">end<"))
  }

  @Test("A unit is as long across as up, unless one side is far longer")
  func units() {
    let round = PhaseFrame(covering: [.init(x: -1, y: 0), .init(x: 1, y: 0.5)])
    #expect(round.isEqual)
    #expect((round.across.span - round.up.span).magnitude < 1e-12)
    let flat = PhaseFrame(covering: [.init(x: -1_000, y: 0), .init(x: 1_000, y: 1)])
    #expect(!flat.isEqual && flat.across.span > 100 * flat.up.span)
  }

  @Test(
    "The slider goes through iterates of the record only, from the first to the last, at most 240")
  func iterates() throws {
    for steps in [0, 1, 100, 5_000] {
      let history = SampleHistories.bilinear(1, .alternating, steps: steps)
      let path = try #require(phasePath(history))
      let portrait = PhasePortrait(path, frame: PhaseFrame(covering: path.extent))
      let data = try #require(portrait.iterateAttributes.first { $0.key == "data-iterates" })
      let numbers = data.value.split(separator: " ").compactMap { Double($0) }
      let shown = stride(from: 0, to: numbers.count, by: 3).map { Int(numbers[$0]) }
      #expect(shown.count == min(steps + 1, 240) && numbers.count == 3 * shown.count)
      #expect(shown.first == 0 && shown.last == steps && shown == Set(shown).sorted())
      for (place, step) in shown.enumerated() {
        let point = portrait.place(path.points[step])
        #expect((numbers[3 * place + 1] - point.x).magnitude <= 0.051)
        #expect((numbers[3 * place + 2] - point.y).magnitude <= 0.051)
      }
    }
  }

  @Test("An equilibrium far from the path does not shrink it to a dot, and the caption says so")
  func farEquilibrium() throws {
    var history = SampleHistories.bilinear(1, .alternating, steps: 200)
    var description = history.run.description
    description.knownEquilibria.append(
      RecordedEquilibrium(kind: "nash", proximalOrder: nil, note: "", profile: [500, 500]))
    history = RunHistory(
      run: Run(
        id: history.run.id, description: description, status: history.run.status,
        startedAt: history.run.startedAt, endedAt: nil, lastStep: 200, stepCount: 201),
      series: history.series, trajectory: history.trajectory)
    let path = try #require(phasePath(history))
    #expect(PhaseFrame(covering: path.extent).size < 5)
    #expect(try figure(history).notes.contains("1 known equilibrium is outside of the frame."))
  }

  @Test("Runs without a finite iterate of both players have no portrait")
  func nothing() {
    #expect(phasePath(SampleHistories.custom(1, values: [1])) == nil)
    #expect(phasePath(SampleHistories.custom(1, values: [1], path: [(.nan, 0)])) == nil)
    let lone = RunHistory(
      run: SampleHistories.run(1), series: [],
      trajectory: RecordedTrajectory(steps: [0], minimizers: [[1]], maximizers: [[]]))
    #expect(phasePath(lone) == nil)
  }

  @Test("Coordinates are numbered only where there are more")
  func names() throws {
    let triangle = [(0.2, 0.3), (0.5, 0.1), (0.4, 0.6)]
    let history = SampleHistories.custom(1, values: [1], path: triangle, shape: (3, 1))
    let names = PhasePortrait.names(of: try #require(phasePath(history)))
    #expect(names == ("x₁", "y"))
    #expect(try figure(history).drawing.contains(">x₁ (minimizer)<"))
  }

  @Test(
    "Any path is drawn without a number that is none",
    arguments: [
      [(0, 0)], [(0, 0), (0, 0)], [(1e300, -1e300), (-1e300, 1e300), (0, 1)],
      [(.nan, 0), (1, 1), (.infinity, 2), (2, 1)],
      [(.leastNonzeroMagnitude, 0), (0, .leastNonzeroMagnitude)],
      [(1e15, 1), (1e15 + 1, 2)],
    ] as [[(Double, Double)]])
  func anyPath(points: [(Double, Double)]) throws {
    let drawing = try figure(SampleHistories.custom(1, values: [1], path: points)).drawing
    let checker = XMLChecker(drawing)
    #expect(checker.complaints.isEmpty)
    #expect(checker.paths.allSatisfy { !$0.contains("n") && !$0.contains("N") })
  }
}
