/// A table of values, ready to be written in any ``TableFormat``.
///
///     var table = TabularText(columns: ["run", "payoff"])
///     table.rows.append([.integer(1), .real(0.25)])
///     print(table.render(as: .csv))
public struct TabularText: Hashable, Sendable {
  /// One value, of the kinds that SQLite has.
  public enum Cell: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// A real number; may be NaN or ±∞.
    case real(Double)
    /// Nothing.
    case null
    /// Bytes.
    case blob([UInt8])
  }

  /// What stands above a column, and how its numbers look to people.
  public struct Column: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The heading; the key in JSON.
    public var name: String
    /// Whether whole numbers are written in groups of three digits where people read them.
    ///
    /// True of counts such as steps (`12,000`), false of names such as run numbers and seeds.
    public var isCount: Bool

    /// Describes a column.
    public init(_ name: String, isCount: Bool = false) {
      self.name = name
      self.isCount = isCount
    }

    /// A column of plain numbers or words.
    public init(stringLiteral value: String) { self.init(value) }
  }

  /// Where a cell stands.
  public struct Position: Hashable, Sendable {
    /// The index of the row.
    public var row: Int
    /// The index of the column.
    public var column: Int

    /// Joins the two indices.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows; a missing cell reads as ``Cell/null``, a surplus one is left out.
  public var rows: [[Cell]]
  /// The cells to stand out where people read: the best of a comparison.
  public var marks: Set<Position>

  /// Joins columns and rows.
  public init(columns: [Column], rows: [[Cell]] = [], marks: Set<Position> = []) {
    self.columns = columns
    self.rows = rows
    self.marks = marks
  }

  /// The table as text that ends in a line feed; empty text if there is nothing to write.
  public func render(as format: TableFormat) -> String {
    switch format {
    case .table(let width, let emphasis): TerminalTable(self, width: width, emphasis: emphasis).text
    case .csv: csv
    case .json: json
    case .jsonl: jsonLines
    case .markdown: markdown
    }
  }

  /// The cell at a position; ``Cell/null`` where the row is too short.
  func cell(_ row: Int, _ column: Int) -> Cell {
    rows[row].indices.contains(column) ? rows[row][column] : .null
  }
}

extension TabularText.Cell {
  /// The value as people read it: six significant digits, bytes by their number.
  func text(in column: TabularText.Column) -> String {
    switch self {
    case .text(let words): words
    case .integer(let number):
      column.isCount ? NumberText.count(Int(number)) : String(number)
    case .real(let number): NumberText.compact(number)
    case .null: ""
    case .blob(let bytes): "\(NumberText.count(bytes.count)) byte\(bytes.count == 1 ? "" : "s")"
    }
  }

  /// Whether the value is a number.
  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    case .text, .null, .blob: false
    }
  }

  /// Two lower-case hexadecimal digits per byte.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
