import Testing

@testable import SaddleReport

@Suite struct SVGDocumentTests {
  @Test("A drawing is one element a line, its text escaped")
  func golden() {
    var svg = SVGDocument(width: 100, height: 50.25, label: "a < \"b\"", attributes: ["class": "c"])
    svg.line(from: .init(x: 0, y: 0.04), to: .init(x: 10.55, y: -0.5), class: "axis")
    svg.text("x & y", at: .init(x: 1, y: 2), class: "label", title: "<full>")
    svg.path("M1 2h3", class: "line", ["data-run": "it's"], title: "t")
    svg.path("", class: "nothing")
    #expect(
      svg.text == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50.3" role="img" \
        aria-label="a &lt; &quot;b&quot;" class="c">
        <path class="axis" d="M0 0L10.6 -.5"/>
        <text class="label" x="1" y="2"><title>&lt;full&gt;</title>x &amp; y</text>
        <path class="line" data-run="it&#39;s" d="M1 2h3"><title>t</title></path>
        </svg>

        """)
  }

  @Test("Paths are relative, in tenths, and a lone point is a line of no length")
  func paths() {
    let points = [
      PlotPoint(x: 10, y: 20), .init(x: 10.5, y: 19), .init(x: 10.52, y: 19.01),
      .init(x: 30, y: 19),
      .init(x: 30, y: 18.3), .init(x: 29, y: 18.8),
    ]
    #expect(PathWriter.polyline(points) == "M10 20l.5-1h19.5v-.7l-1 .5")
    #expect(PathWriter.polyline([points[0]]) == "M10 20h0")
    #expect(PathWriter.polyline([]).isEmpty)
  }

  @Test("Rounding does not add up along a path")
  func drift() {
    var random = SeededGenerator(state: 6)
    let points = (0..<1_000).map { _ in
      PlotPoint(
        x: Double.random(in: 0...9, using: &random), y: Double.random(in: 0...9, using: &random))
    }
    var (x, y) = (0, 0)
    var writer = PathWriter()
    for (index, point) in points.enumerated() {
      if index == 0 { writer.move(to: point) } else { writer.line(to: point) }
      (x, y) = (PathWriter.tenths(point.x), PathWriter.tenths(point.y))
    }
    let end = PathReader.points(of: writer.data).last
    #expect(end.map { ($0.x - Double(x) / 10).magnitude < 1e-6 } == true)
    #expect(end.map { ($0.y - Double(y) / 10).magnitude < 1e-6 } == true)
  }

  @Test("What is not finite or too far never reaches a path")
  func nonfinite() {
    #expect(SVGDocument.coordinate(.nan) == "0")
    #expect(SVGDocument.coordinate(.infinity) == "0")
    #expect(SVGDocument.coordinate(1e300) == "100000")
    #expect(SVGDocument.coordinate(-0.04) == "0")
  }

  @Test("Escaped text holds no markup and nothing that XML cannot hold")
  func escape() {
    #expect(
      XMLText.escape("<a href='x'>\"&amp;\u{0}\u{1B}\n")
        == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;��\n")
    #expect(XMLText.escape("λ‖∇🎲") == "λ‖∇🎲")
    #expect(XMLText.escape("\u{202E}a\u{2066}") == "�a�")
  }

  @Test("Markup escapes every string put into it, and no markup")
  func markup() {
    let inner: Markup = "<b>\("1 < 2")</b>"
    let outer: Markup = "<p title=\"\("\"quoted\"")\">\(inner)</p>"
    #expect(outer.text == "<p title=\"&quot;quoted&quot;\"><b>1 &lt; 2</b></p>")
    #expect(
      [inner, inner].joined(separator: "<br/>").text == "<b>1 &lt; 2</b><br/><b>1 &lt; 2</b>")
  }
}

/// Reads the paths that ``PathWriter`` writes, to test them.
enum PathReader {
  static func points(of data: String) -> [PlotPoint] {
    var points: [PlotPoint] = []
    var command: Character = "M"
    var numbers: [Double] = []
    var digits = ""
    func take() {
      if let number = Double(digits) { numbers.append(number) }
      digits = ""
    }
    func finish() {
      take()
      let last = points.last ?? PlotPoint(x: 0, y: 0)
      switch (command, numbers.count) {
      case ("M", 2), ("L", 2): points.append(PlotPoint(x: numbers[0], y: numbers[1]))
      case ("l", 2): points.append(PlotPoint(x: last.x + numbers[0], y: last.y + numbers[1]))
      case ("h", 1): points.append(PlotPoint(x: last.x + numbers[0], y: last.y))
      case ("v", 1): points.append(PlotPoint(x: last.x, y: last.y + numbers[0]))
      default: break
      }
      numbers = []
    }
    for character in data {
      if character.isLetter {
        finish()
        command = character
      } else if character == " " {
        take()
      } else {
        if character == "-" { take() }
        digits.append(character)
      }
    }
    finish()
    return points
  }
}
