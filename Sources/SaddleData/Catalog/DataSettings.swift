/// What follows the name in a specification: `ring:modes=8:radius=2`.
///
/// Each setting is read by the entry that takes it; ``finish()`` refuses those that none has read.
struct DataSettings {
  /// The name or path before the settings.
  let subject: String
  private let texts: [(name: String, text: String)]
  private let known: [DataEntry.Setting]

  /// Splits a text into name=value pairs.
  init(
    _ fields: [Substring], subject: String, known: [DataEntry.Setting]
  ) throws(DataError) {
    self.subject = subject
    self.known = known
    var texts: [(name: String, text: String)] = []
    for field in fields {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard parts.count == 2, known.contains(where: { $0.name == name }) else {
        throw DataError(
          .invalidSpecification, "data '\(subject)' takes no setting '\(field)'",
          hint: known.isEmpty
            ? "it takes none"
            : "\(subject):NAME=VALUE with NAME one of \(known.map(\.name).joined(separator: ", "))")
      }
      guard !texts.contains(where: { $0.name == name }) else {
        throw DataError(
          .invalidSpecification, "data '\(subject)' is given '\(name)' twice",
          hint: "give each setting once")
      }
      texts.append((name, String(parts[1])))
    }
    self.texts = texts
  }

  /// The text of a setting: the user's or the default.
  func text(_ name: String) -> String {
    texts.first { $0.name == name }?.text ?? known.first { $0.name == name }?.defaultText ?? ""
  }

  /// A finite number in a range.
  func real(_ name: String, in range: ClosedRange<Double>) throws(DataError) -> Double {
    guard let value = Double(text(name)), value.isFinite, range.contains(value) else {
      throw invalid(name)
    }
    return value
  }

  /// A whole number in a range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(DataError) -> Int {
    guard let value = Int(text(name)), range.contains(value) else { throw invalid(name) }
    return value
  }

  /// A seed.
  func seed() throws(DataError) -> UInt64 {
    guard let value = UInt64(text("seed")) else { throw invalid("seed") }
    return value
  }

  /// Finite numbers separated by commas; empty if the text is.
  func list(_ name: String) throws(DataError) -> [Double] {
    try numbers(text(name), name)
  }

  /// Rows of finite numbers: commas between columns, semicolons between rows; empty if the text is.
  func rows(_ name: String) throws(DataError) -> [[Double]] {
    var rows: [[Double]] = []
    if text(name).isEmpty { return rows }
    for row in text(name).split(separator: ";", omittingEmptySubsequences: false) {
      rows.append(try numbers(row, name))
    }
    return rows
  }

  private func numbers(_ text: some StringProtocol, _ name: String) throws(DataError) -> [Double] {
    if text.isEmpty { return [] }
    var values: [Double] = []
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = Double(String(field)), value.isFinite else { throw invalid(name) }
      values.append(value)
    }
    return values
  }

  /// The error that a setting's text is none of its values.
  func invalid(_ name: String) -> DataError {
    let summary = known.first { $0.name == name }?.summary
    return DataError(
      .invalidSpecification, "setting '\(name)' of data '\(subject)' cannot be '\(text(name))'",
      hint: summary.map { "\(name)=…: \($0)" })
  }
}
