import Foundation
import RealModule
import SaddleCycles
import SaddleReport
import Testing

@Suite("Pictures of verdicts")
struct CycleFiguresTests {
  private func figures(_ rows: [[Double]], title: String = "run 1") throws -> CycleFigures {
    let analysis = try CycleAnalysis(Trajectory(rows: rows))
    let verdict = analysis.verdict()
    let pictures = try #require(analysis.pictures(of: verdict))
    return CycleFigures(
      pictures, title: title, caption: verdict.evidence, period: verdict.period)
  }

  private static let circle = (0..<500).map { step -> [Double] in
    let turn = 2 * Double.pi * Double(step) / 50
    return [Double.cos(turn), Double.sin(turn)]
  }

  @Test("A drawing stands alone and is well-formed, whatever its title")
  func wellFormed() throws {
    let svg = try figures(Self.circle, title: "<b>&\"'😀").svg
    #expect(svg.hasPrefix("<svg xmlns=") && !svg.contains("<b>&"))
    #expect(XMLChecker(svg).complaints.isEmpty)
    for name in ["In the plane", "Amplitude of each turn", "Power by period", "When it came back"] {
      #expect(svg.contains(name), "\(name)")
    }
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test("In a report each drawing has the color of its run, and its title in the caption")
  func colors() throws {
    let drawings = try figures(Self.circle).drawings(ofRun: 9)
    #expect(drawings.count == 4 && Set(drawings.map(\.title)).count == 4)
    for drawing in drawings {
      #expect(drawing.svg.contains(" r1 d1 n9\""), "\(drawing.title)")
      #expect(!drawing.svg.contains("r0\"") && !drawing.svg.contains(">\(drawing.title)</text>"))
    }
  }

  @Test("Constant runs, runs of one parameter, and runs that blow up are drawn, too")
  func oddRuns() throws {
    let line = (0..<200).map { [Double($0)] }
    let constant = [[Double]](repeating: [1, 2], count: 100)
    let growing = (0..<400).map { [Double.exp(0.5 * Double($0)), 1] }
    for rows in [line, constant, growing] {
      let svg = try figures(rows).svg
      #expect(XMLChecker(svg).complaints.isEmpty)
      #expect(!svg.contains("nan"))
    }
  }

  @Test("A page holds a section per run")
  func page() throws {
    let page = CyclePage(
      [try figures(Self.circle, title: "run 1"), try figures(Self.circle, title: "run 2")],
      version: "0.1.0"
    ).text
    #expect(page.components(separatedBy: "<section>").count == 3)
    #expect(page.components(separatedBy: "<svg").count == 9)
  }
}
