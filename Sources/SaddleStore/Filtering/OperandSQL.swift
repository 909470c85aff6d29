/// SQL that gives a filter's operand for the row `run` of an outer query.
struct OperandSQL {
  /// What the operand holds, which says with what it can be compared.
  enum Kind: Hashable {
    /// A number: a metric, a count, a duration.
    case number
    /// Text.
    case text
    /// Unix seconds, compared with dates.
    case instant
    /// 64 bits without sign, stored as the INTEGER of the same bits.
    case seed
    /// A setting: text, and a number where all of the text is one.
    case parameter
    /// Yes or no.
    case truth
    /// Any number of texts, of which one must compare so.
    case texts
  }

  let kind: Kind
  /// The value to compare: of a parameter its number.
  let value: String
  /// The value as text, or nil where it has none; of ``Kind/texts`` the column, see ``set``.
  var text: String?
  /// Whether the value is NaN, which SQLite keeps as NULL; nil where that cannot be.
  var isNaN: String?
  /// `FROM` and `WHERE` of the rows that ``Kind/texts`` come from.
  var set: String?

  init(
    _ kind: Kind, _ value: String, text: String? = nil, isNaN: String? = nil, set: String? = nil
  ) {
    self.kind = kind
    self.value = value
    self.text = text ?? (kind == .text ? value : nil)
    self.isNaN = isNaN
    self.set = set
  }

  /// The value to sort by.
  var sortValue: String {
    switch kind {
    case .parameter: "coalesce(\(value), \(text ?? value))"
    case .number, .text, .instant, .seed, .truth: value
    case .texts: shown
    }
  }

  /// The value as people and files get it: NaN by its name, instants as dates, whole settings whole.
  var shown: String {
    switch kind {
    case .number:
      isNaN.map { "CASE WHEN \($0) THEN 'NaN' ELSE \(value) END" } ?? value
    case .text, .truth: value
    case .instant: "strftime('%Y-%m-%dT%H:%M:%SZ', \(value), 'unixepoch')"
    case .seed: "CASE WHEN \(value) >= 0 THEN \(value) ELSE printf('%llu', \(value)) END"
    case .parameter:
      "(SELECT CASE WHEN number IS NULL THEN value"
        + " WHEN value = CAST(CAST(value AS INTEGER) AS TEXT) THEN CAST(value AS INTEGER)"
        + " ELSE number END \(set ?? ""))"
    case .texts:
      "(SELECT group_concat(word, ', ') FROM (SELECT \(text ?? "") AS word \(set ?? "") ORDER BY 1))"
    }
  }
}
