public import SaddleRecording

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// Runs as JSON lines: one object that says what a run was, then one for each of its points.
///
///     {"run":"1","name":"first","game":"bilinear","settings":{"stepSize":"0.1"}}
///     {"run":"1","step":0,"metric":"payoff","value":1.0}
///
/// Values read back to the same bits; NaN and ±∞ are the strings `"NaN"`, `"Inf"` and `"-Inf"`.
public enum JSONLinesExchange {
  /// The line that says what a run was; its series are not read.
  public static func head(of run: ExchangedRun) throws -> String { try text(Head(run)) + "\n" }

  /// The lines of a series, or of a part of one: long runs are written part by part.
  public static func lines(of series: MetricSeries, run key: String) throws -> String {
    let (key, name) = (try text(key), try text(series.name))
    var lines = ""
    for (step, value) in zip(series.steps, series.values) {
      let number =
        value.isFinite ? ExchangeNumber.text(value) : "\"\(ExchangeNumber.text(value))\""
      lines += "{\"run\":\(key),\"step\":\(step),\"metric\":\(name),\"value\":\(number)}\n"
    }
    return lines
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The runs of a text; an object without `metric` and `value` may have its metrics as members beside
  /// `step`.
  ///
  /// - Throws: ``ExchangeError`` with the line.
  public static func read(_ text: String, name: String) throws(ExchangeError) -> [ExchangedRun] {
    let decoder = JSONDecoder()
    var runs: [String: ExchangedRun] = [:]
    var collectors: [String: SeriesCollector] = [:]
    var order: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      guard let object = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
        throw ExchangeError("line \(index + 1) of '\(name)' is no JSON object of a run or a point")
      }
      let key = object.run ?? name
      if runs[key] == nil {
        order.append(key)
        runs[key] = ExchangedRun(key: key, name: object.run == nil ? name : "\(name) \(key)")
      }
      if let step = object.step {
        guard step >= 0 else {
          throw ExchangeError("line \(index + 1) of '\(name)' has the step \(step)")
        }
        for (metric, value) in object.values {
          collectors[key, default: SeriesCollector()].add(metric, step: step, value: value)
        }
      } else if let head = try? decoder.decode(Head.self, from: Data(line.utf8)) {
        runs[key] = head.run(key: key)
      }
    }
    return order.compactMap { key in
      var run = runs[key]
      run?.series = collectors[key]?.series ?? []
      return run
    }
  }

  /// What a run was.
  private struct Head: Codable {
    var run: String?
    var name: String?
    var experiment: String?
    var game: String?
    var method: String?
    var seed: UInt64?
    var settings: [String: String]?

    init(_ run: ExchangedRun) {
      self.run = run.key
      name = run.name
      experiment = run.experiment
      game = run.game
      method = run.method
      seed = run.seed
      settings = Dictionary(run.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    func run(key: String) -> ExchangedRun {
      ExchangedRun(
        key: key, name: name ?? key, experiment: experiment, game: game, method: method,
        seed: seed,
        settings: (settings ?? [:]).sorted { $0.key < $1.key }
          .map { RunParameter(name: $0.key, value: $0.value) })
    }
  }

  /// A point, a row of points, or neither.
  private struct Line: Decodable {
    var run: String?
    var step: Int?
    var values: [(String, Double)] = []

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      func string(_ name: String) -> String? {
        let key = Key(stringValue: name)
        return (try? members.decode(String.self, forKey: key))
          ?? (try? members.decode(Int.self, forKey: key)).map { "\($0)" }
      }
      func number(_ key: Key) -> Double? {
        (try? members.decode(Double.self, forKey: key))
          ?? (try? members.decode(String.self, forKey: key)).flatMap { ExchangeNumber.value($0) }
      }
      run = string("run")
      step = try? members.decode(Int.self, forKey: Key(stringValue: "step"))
      guard step != nil else { return }
      if let metric = string("metric") {
        if let value = number(Key(stringValue: "value")) { values = [(metric, value)] }
      } else {
        for key in members.allKeys.sorted(by: { $0.stringValue < $1.stringValue })
        where !["run", "step"].contains(key.stringValue) {
          if let value = number(key) { values.append((key.stringValue, value)) }
        }
      }
    }
  }
}
