/// Small letters for the axes of pictures: 5 × 7 dots, drawn for the few words that they need.
enum BitmapFont {
  /// The columns that a character takes, the gap after it included.
  static let advance = 6
  /// The rows.
  static let height = 7

  /// The number of dots that a text is wide.
  static func width(of text: String) -> Int { max(0, text.count * advance - 1) }

  /// Draws a text with its top left corner at a point; characters without a drawing are left blank.
  static func draw(_ text: String, x: Int, y: Int, color: [UInt8], on picture: inout Raster) {
    for (index, character) in text.enumerated() {
      guard let rows = glyphs[character] else { continue }
      for (row, dots) in rows.split(separator: "/").enumerated() {
        for (column, dot) in dots.enumerated() where dot == "#" {
          picture.blend(color, x: x + index * advance + column, y: y + row)
        }
      }
    }
  }

  private static let glyphs: [Character: String] = [
    "0": ".###./#...#/#...#/#...#/#...#/#...#/.###.",
    "1": "..#../.##../..#../..#../..#../..#../.###.",
    "2": ".###./#...#/....#/...#./..#../.#.../#####",
    "3": ".###./#...#/....#/..##./....#/#...#/.###.",
    "4": "...#./..##./.#.#./#..#./#####/...#./...#.",
    "5": "#####/#..../####./....#/....#/#...#/.###.",
    "6": ".###./#..../#..../####./#...#/#...#/.###.",
    "7": "#####/....#/...#./...#./..#../..#../..#..",
    "8": ".###./#...#/#...#/.###./#...#/#...#/.###.",
    "9": ".###./#...#/#...#/.####/....#/....#/.###.",
    "-": "...../...../...../.###./...../...../.....",
    ".": "...../...../...../...../...../.##../.##..",
    "a": "...../...../.###./....#/.####/#...#/.####",
    "d": "....#/....#/.####/#...#/#...#/#...#/.####",
    "e": "...../...../.###./#...#/#####/#..../.###.",
    "g": "...../...../.####/#...#/.####/....#/.###.",
    "i": "..#../...../.##../..#../..#../..#../.###.",
    "l": ".##../..#../..#../..#../..#../..#../.###.",
    "n": "...../...../####./#...#/#...#/#...#/#...#",
    "o": "...../...../.###./#...#/#...#/#...#/.###.",
    "r": "...../...../#.##./##..#/#..../#..../#....",
    "s": "...../...../.####/#..../.###./....#/####.",
    "t": ".#.../.#.../####./.#.../.#.../.#..#/..##.",
    "u": "...../...../#...#/#...#/#...#/#..##/.##.#",
  ]
}
