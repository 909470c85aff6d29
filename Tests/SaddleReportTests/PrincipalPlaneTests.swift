import Foundation
import RealModule
import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct PrincipalPlaneTests {
  /// An ellipse in the plane of two directions that are not along the axes, about a point.
  private static func ellipse(_ count: Int, scale: Double = 1) -> [[Double]] {
    (0..<count).map { step in
      let angle = 0.1 * Double(step)
      let (long, short) = (3 * scale * Double.cos(angle), scale * Double.sin(angle))
      return [10 + 0.6 * long, 20 + 0.8 * long, 30 + short, -5]
    }
  }

  @Test("The plane of an ellipse is found, with the long axis first", arguments: [1, 1e-9, 1e150])
  func ellipse(scale: Double) throws {
    let plane = try #require(PrincipalPlane(of: Self.ellipse(1_000, scale: scale)))
    for (direction, expected) in zip(plane.directions, [[0.6, 0.8, 0, 0], [0, 0, 1, 0]]) {
      for (found, wanted) in zip(direction, expected) { #expect(abs(found - wanted) < 0.05) }
    }
    #expect(abs(plane.shares[0] - 0.9) < 0.02)
    #expect(abs(plane.shares[0] + plane.shares[1] - 1) < 1e-9)
  }

  @Test("A straight path has one direction, and one that rests has no plane")
  func degenerate() throws {
    let line = try #require(PrincipalPlane(of: (0..<9).map { [Double($0), 2 * Double($0), 1] }))
    #expect(abs(line.shares[0] - 1) < 1e-12 && line.shares[1] == 0)
    #expect(line.place([4, 8, 1]).y == 0)
    #expect(PrincipalPlane(of: [[1, 2, 3], [1, 2, 3]]) == nil)
    #expect(PrincipalPlane(of: [[.nan, 2, 3]]) == nil)
    #expect(PrincipalPlane(of: []) == nil)
  }

  @Test("A run of more than two coordinates is drawn in its principal plane, with its equilibria")
  func portrait() throws {
    let vectors = Self.ellipse(300)
    let sample = SampleHistories.custom(
      1, values: [1], path: vectors.map { ($0[0], $0[1]) }, shape: (2, 2),
      equilibria: [
        RecordedEquilibrium(kind: "nash", proximalOrder: nil, note: "", profile: [10, 20, 30, -5])
      ])
    let history = RunHistory(
      run: sample.run, series: sample.series,
      trajectory: RecordedTrajectory(
        steps: Array(vectors.indices), minimizers: vectors.map { Array($0[..<2]) },
        maximizers: vectors.map { Array($0[2...]) }))
    let path = try #require(
      RunComparison([history]).runs.first.flatMap { PhasePath(of: $0, run: 0) })
    #expect(path.equilibria.count == 1)
    #expect(abs(path.points[0].x - 3) < 0.1 && abs(path.points[0].y) < 0.1)
    let figure = PhasePortrait(path, frame: PhaseFrame(covering: path.extent)).figure
    #expect(XMLChecker(figure.drawing).complaints.isEmpty)
    #expect(figure.drawing.contains("first direction (90 % of the motion)"))
    let page = HTMLReport(
      [history], title: "plane", storePath: "s.db", generatedAt: .init(timeIntervalSince1970: 0),
      version: "0"
    ).text
    #expect(page.contains("principal plane"))
    #expect(page.contains("FROM coordinate"))
  }
}
