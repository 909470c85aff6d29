import Testing

@testable import SaddleReport

@Suite("Dots of a terminal")
struct DotCanvasTests {
  private func text(_ canvas: DotCanvas) -> String {
    (0..<canvas.rows).map { row in
      String((0..<canvas.columns).map { canvas[row, $0]?.braille ?? " " })
    }.joined(separator: "\n")
  }

  @Test("Each dot has its place in a character of braille")
  func dots() {
    let expected = "⠁⠈⠂⠐⠄⠠⡀⢀"
    for (index, character) in expected.enumerated() {
      var canvas = DotCanvas(columns: 1, rows: 1)
      canvas.dot(index % 2, index / 2, of: 0)
      #expect(text(canvas) == String(character))
    }
    var full = DotCanvas(columns: 1, rows: 1)
    for x in 0..<2 { for y in 0..<4 { full.dot(x, y, of: 0) } }
    #expect(text(full) == "⣿")
  }

  @Test("Lines reach both ends, whichever way they go, and have no holes")
  func lines() {
    var canvas = DotCanvas(columns: 4, rows: 2)
    canvas.line(from: (0, 7), to: (7, 0), of: 0)
    #expect(text(canvas) == "  ⡠⠊\n⡠⠊  ")
    var back = DotCanvas(columns: 4, rows: 2)
    back.line(from: (7, 0), to: (0, 7), of: 0)
    #expect(text(back) == text(canvas))
    var upright = DotCanvas(columns: 2, rows: 2)
    upright.line(from: (1, 6), to: (1, 1), of: 0)
    #expect(text(upright) == "⢰ \n⠸ ")
    var flat = DotCanvas(columns: 2, rows: 1)
    flat.line(from: (0, 3), to: (3, 3), of: 0)
    #expect(text(flat) == "⣀⣀")
  }

  @Test("A cell belongs to the line that drew in it last, and dots outside are none")
  func owners() {
    var canvas = DotCanvas(columns: 2, rows: 1)
    canvas.line(from: (-3, 0), to: (9, 0), of: 0)
    canvas.dot(3, 3, of: 1)
    #expect(text(canvas) == "⠉⢉")
    #expect(canvas[0, 0]?.line == 0 && canvas[0, 1]?.line == 1)
  }
}
