/// A part of a report, the same for every kind of page: what it says, lists, tabulates and draws.
struct ReportSection {
  /// How a page with room for columns sets the figures.
  enum Layout {
    /// One under the other.
    case plain
    /// In two columns, the words in the first place.
    case pairs
    /// In two columns under the words.
    case pairsBelow
    /// In three columns under the words.
    case triples
  }

  /// What a section is made of, in order.
  enum Block {
    /// A heading of a part that is about one run, or about none.
    case heading(String, run: Int?)
    /// A paragraph.
    case prose(String)
    /// A paragraph in small letters.
    case note(String)
    /// A paragraph per run, which begins with its name.
    case story([(run: Int, label: String, words: String)], fold: String?)
    /// Equilibria: the kind, what it is, and a remark.
    case equilibria([(kind: String, words: String, remark: String)])
    /// What the signs of drawings mean.
    case legend([(kind: String, words: String)])
    /// A table with its SQL.
    case table(ReportTable)
    /// Figures, folded under a summary if it is given.
    case figures([ReportFigure], fold: String? = nil)
    /// SQL of what stands before, and what that is.
    case sql(String, of: String)
  }

  /// The section's name in links.
  let id: String
  /// The heading.
  let heading: String
  /// How figures are set.
  var layout = Layout.plain
  /// The content.
  var blocks: [Block]

  /// All figures, folded ones too.
  var figures: [ReportFigure] {
    blocks.flatMap { block -> [ReportFigure] in
      guard case .figures(let figures, _) = block else { return [] }
      return figures
    }
  }
}

/// A table of a report.
struct ReportTable {
  /// One value as people read it.
  struct Cell {
    /// The words.
    var text: String
    /// What the column is sorted by, if that is not the words.
    var number: Double?
    /// Whether it is the best of the comparison.
    var isBest = false
    /// The run whose color stands before the words.
    var run: Int?
    /// What a pointer that rests on it is told.
    var hint: String?

    /// A cell of words.
    init(_ text: String, run: Int? = nil, hint: String? = nil) {
      self.text = text
      self.run = run
      self.hint = hint
    }

    /// A cell of a number; a dash for none.
    init(
      _ number: Double?, digits: Int = 4, isBest: Bool = false, hint: String? = nil
    ) {
      text = number.map { NumberText.typographic($0, digits: digits) } ?? "–"
      self.number = number
      self.isBest = isBest
      self.hint = hint
    }

    /// A cell of a count.
    init(count: Int) {
      text = NumberText.count(count)
      number = Double(count)
    }
  }

  /// What stands above a column.
  struct Column {
    /// The heading.
    var name: String
    /// Whether its cells are numbers.
    var isNumber = false
    /// The run whose color stands before the heading.
    var run: Int?

    /// A column of words.
    init(_ name: String, isNumber: Bool = false, run: Int? = nil) {
      self.name = name
      self.isNumber = isNumber
      self.run = run
    }
  }

  /// How a table is set.
  enum Style: String {
    /// As wide as it must be.
    case fit
    /// As wide as its place: names of runs give way to numbers.
    case fill
    /// A column per run, what is shown of it at the left: cannot be sorted.
    case byColumn
  }

  /// The summary under which it is folded; nil if it is not.
  var fold: String?
  /// How it is set.
  var style = Style.fit
  /// The columns.
  var columns: [Column]
  /// The rows, of as many cells.
  var rows: [[Cell]]
  /// Sentences under the table.
  var notes: [String] = []
  /// The SQL that reads it.
  var sql: String
}

/// A figure of a report.
struct ReportFigure {
  /// What is shown.
  enum Content {
    /// An SVG element.
    case drawing(String)
    /// A picture file.
    case picture(mediaType: String, bytes: [UInt8])
    /// Nothing, as the notes say.
    case nothing
  }

  /// The name of its file, without the ending; no other figure of the report has it.
  let name: String
  /// What it shows.
  let title: String
  /// The run that it is about, if it is about one.
  var run: Int?
  /// What is shown.
  let content: Content
  /// What the reader must know besides.
  var notes: [String] = []
  /// The SQL that reads its data; nil if it stands elsewhere.
  var sql: String?

  /// A figure of a drawing; what it is instead if there is none.
  init(
    _ name: String, _ title: String, run: Int? = nil, _ figure: Figure?, otherwise: String = "",
    sql: String?
  ) {
    self.name = name
    self.title = title
    self.run = run
    content = figure.map { .drawing($0.drawing) } ?? .nothing
    notes = figure?.notes ?? [otherwise]
    self.sql = sql
  }

  /// A picture that a run recorded.
  init(
    _ name: String, _ title: String, run: Int?, mediaType: String, bytes: [UInt8], sql: String
  ) {
    self.name = name
    self.title = title
    self.run = run
    content = .picture(mediaType: mediaType, bytes: bytes)
    self.sql = sql
  }
}
