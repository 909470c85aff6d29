/// Letters for the axes of pictures: 5 × 7 dots of 2 × 2 pixels, drawn for the few words that they need.
enum BitmapFont {
  /// The pixels of a dot's sides.
  private static let dotSide = 2
  /// The columns that a character takes, the gap after it included.
  private static let advance = 6 * dotSide
  /// The rows, without what hangs below the line.
  static let height = 7 * dotSide

  /// The number of pixels that a text is wide.
  static func width(of text: String) -> Int { max(0, text.count * advance - dotSide) }

  /// Draws a text with its top left corner at a point; characters without a drawing are left blank.
  static func draw(_ text: String, x: Int, y: Int, color: [UInt8], on picture: inout Raster) {
    for (index, character) in text.enumerated() {
      guard let rows = glyphs[character] else { continue }
      for (row, dots) in rows.split(separator: "/").enumerated() {
        for (column, dot) in dots.enumerated() where dot == "#" {
          let (left, top) = (x + index * advance + column * dotSide, y + row * dotSide)
          picture.fill(color, x: left..<(left + dotSide), y: top..<(top + dotSide))
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
    "g": "...../...../.####/#...#/#...#/#...#/.####/....#/.###.",
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
