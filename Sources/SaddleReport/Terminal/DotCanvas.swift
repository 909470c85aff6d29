/// A drawing in characters: each cell is a character of braille, 2 dots wide and 4 high.
///
/// Dot (0, 0) is the upper left one. A cell has the color of the line that last drew a dot in it, since a
/// terminal has one color for each character.
struct DotCanvas {
  /// The size in characters.
  let columns: Int
  let rows: Int
  private var dots: [UInt8]
  private var owners: [Int]

  /// An empty canvas.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    dots = [UInt8](repeating: 0, count: columns * rows)
    owners = [Int](repeating: 0, count: columns * rows)
  }

  /// The size in dots.
  var width: Int { 2 * columns }
  var height: Int { 4 * rows }

  /// The dots of a character in the order of rows, and in each the left one first, as bits of Unicode's block
  /// of braille.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Sets a dot; none outside of the canvas.
  mutating func dot(_ x: Int, _ y: Int, of line: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let cell = y / 4 * columns + x / 2
    dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
    owners[cell] = line
  }

  /// Sets the dots nearest to a straight line, both ends included (Bresenham 1965).
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), of line: Int) {
    let (across, down) = (abs(end.x - start.x), abs(end.y - start.y))
    let (right, below) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (x, y, error) = (start.x, start.y, across - down)
    while true {
      dot(x, y, of: line)
      if x == end.x, y == end.y { return }
      let twice = 2 * error
      if twice >= -down {
        error -= down
        x += right
      }
      if twice <= across {
        error += across
        y += below
      }
    }
  }

  /// The line that has a cell, and the cell's character of braille; nil where no dot is set.
  subscript(row: Int, column: Int) -> (line: Int, braille: Character)? {
    let cell = row * columns + column
    guard dots[cell] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots[cell])) else {
      return nil
    }
    return (owners[cell], Character(scalar))
  }
}
