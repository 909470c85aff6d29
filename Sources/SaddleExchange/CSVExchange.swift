public import SaddleRecording

/// Runs as comma-separated values, a row per point: `run,step,metric,value`.
///
/// Every column has one type, as Parquet wants it. Values read back to the same bits; NaN and ±∞ are
/// `NaN`, `Inf` and `-Inf`. What a run was is not in it: see ``JSONLinesExchange``.
public enum CSVExchange {
  /// The first line of a file.
  public static let header = "run,step,metric,value\n"

  /// The lines of a series, or of a part of one: long runs are written part by part.
  public static func lines(of series: MetricSeries, run key: String) -> String {
    let (key, name) = (field(key), field(series.name))
    var text = ""
    for (step, value) in zip(series.steps, series.values) {
      text += "\(key),\(step),\(name),\(ExchangeNumber.text(value))\n"
    }
    return text
  }

  /// The runs of a text: of columns run, step, metric, value in any order, or a column for each metric
  /// beside `step` and, where there are several runs, `run`.
  ///
  /// - Throws: ``ExchangeError`` with the line.
  public static func read(_ text: String, name: String) throws(ExchangeError) -> [ExchangedRun] {
    var lines = Rows(text)
    guard let header = lines.next() else { throw ExchangeError("'\(name)' is empty") }
    let columns = header.map { $0.lowercased() }
    guard let step = columns.firstIndex(of: "step") else {
      throw ExchangeError(
        "'\(name)' has no column 'step'", hint: "a header such as run,step,metric,value")
    }
    let run = columns.firstIndex { ["run", "run_id", "runid"].contains($0) }
    let long = columns.firstIndex { ["metric", "name", "key", "tag"].contains($0) }
    let value = columns.firstIndex(of: "value")
    var order: [String] = []
    var collectors: [String: SeriesCollector] = [:]
    while let row = lines.next() {
      if row == [""] { continue }
      guard row.count == header.count else {
        throw ExchangeError(
          "line \(lines.number) of '\(name)' has \(row.count) fields and the header \(header.count)"
        )
      }
      guard let at = Int(row[step]), at >= 0 else {
        throw ExchangeError("line \(lines.number) of '\(name)' has no step but '\(row[step])'")
      }
      let key = run.map { row[$0] } ?? name
      if collectors[key] == nil { order.append(key) }
      var cells: [(String, String)] = []
      if let long, let value {
        cells = [(row[long], row[value])]
      } else {
        for index in header.indices where index != step && index != run {
          cells.append((header[index], row[index]))
        }
      }
      for (metric, cell) in cells where !cell.isEmpty {
        guard let number = ExchangeNumber.value(cell) else {
          throw ExchangeError("line \(lines.number) of '\(name)' has '\(cell)' for a number")
        }
        collectors[key, default: SeriesCollector()].add(metric, step: at, value: number)
      }
    }
    return order.map { key in
      ExchangedRun(
        key: key, name: run == nil ? name : "\(name) \(key)", series: collectors[key]?.series ?? [])
    }
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  /// The rows of a text after RFC 4180.
  private struct Rows {
    private var rest: Substring.UnicodeScalarView
    private(set) var number = 0

    init(_ text: String) {
      rest = Substring(text).unicodeScalars
      if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    mutating func next() -> [String]? {
      guard !rest.isEmpty else { return nil }
      number += 1
      var fields: [String] = []
      var field = String.UnicodeScalarView()
      var isQuoted = false
      while let scalar = rest.popFirst() {
        if isQuoted {
          if scalar != "\"" {
            field.append(scalar)
          } else if rest.first == "\"" {
            field.append(rest.removeFirst())
          } else {
            isQuoted = false
          }
        } else if scalar == "\"" {
          isQuoted = true
        } else if scalar == "," {
          fields.append(String(field))
          field = String.UnicodeScalarView()
        } else if scalar == "\n" {
          break
        } else if scalar != "\r" {
          field.append(scalar)
        }
      }
      return fields + [String(field)]
    }
  }
}
