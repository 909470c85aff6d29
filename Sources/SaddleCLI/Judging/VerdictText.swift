import Foundation
import SaddleCycles
import SaddleExperiments
import SaddleRecording
import SaddleReport

/// Prints verdicts: a table with a sentence per run, or all numbers.
struct VerdictText {
  let judged: [JudgedRun]

  init(_ judged: [JudgedRun]) { self.judged = judged }

  func print(_ output: OutputOptions) throws {
    switch output.format {
    case "json": try write(documents, separator: ",\n ", opening: "[", closing: "]\n")
    case "jsonl": try write(documents, separator: "\n", opening: "", closing: "\n")
    case "table":
      output.print(table(withSentences: false))
      for run in judged { Swift.print(sentences(run)) }
    default: output.print(table(withSentences: true))
    }
  }

  private func table(withSentences: Bool) -> TabularText {
    var columns: [TabularText.Column] = [
      "run", "verdict", "confidence", .init("sinceStep", isCount: true), "period", "periodError",
      "amplitude", "growthPerTurn", "rate",
    ]
    if withSentences { columns += ["source", "evidence", "theory", "suggestion"] }
    var table = TabularText(columns: columns)
    for run in judged {
      let found = run.recorded
      var row: [TabularText.Cell] = [
        .integer(run.run.id.rawValue), .text(run.verdict.kind.words), .real(found.confidence),
        .integer(Int64(found.sinceStep)), Self.cell(found.period), Self.cell(found.periodError),
        Self.cell(found.amplitude), Self.cell(found.growthPerTurn), Self.cell(found.rate),
      ]
      if withSentences {
        row += [
          .text(found.source), .text(found.evidence), Self.cell(found.theory),
          Self.cell(found.suggestion),
        ]
      }
      table.rows.append(row)
    }
    return table
  }

  private static func cell(_ value: Double?) -> TabularText.Cell {
    value.map { .real($0) } ?? .null
  }

  private static func cell(_ value: String?) -> TabularText.Cell {
    value.map { .text($0) } ?? .null
  }

  private func sentences(_ judged: JudgedRun) -> String {
    let found = judged.recorded
    let steps = found.lastStep.map { "steps \(found.fromStep) to \($0)" } ?? "no steps"
    var lines = [
      "run \(judged.run.id): \(found.evidence) (\(found.source) of "
        + "\(found.players == .both ? "both players" : "the \(found.players.rawValue)"), \(steps))"
    ]
    lines += measures(found)
    if let theory = found.theory { lines.append("  theory: \(theory)") }
    if let suggestion = found.suggestion { lines.append("  try: \(suggestion)") }
    return lines.joined(separator: "\n")
  }

  /// Where a rotation is, how long an approach takes, how loud noise is.
  private func measures(_ found: RunVerdict) -> [String] {
    var parts: [String] = []
    let strongest = VerdictDetails(json: found.details)?.strongest ?? []
    if found.period != nil, !strongest.isEmpty {
      let names = strongest.prefix(3).map { coordinate in
        "\(coordinate.player == "minimizer" ? "x" : "y")[\(coordinate.index)] "
          + "±\(coordinate.amplitude.brief)"
      }
      parts.append("widest in " + names.joined(separator: ", "))
    }
    if let waveform = found.waveform { parts.append("\(waveform) waveform") }
    if let steps = found.stepsToTolerance {
      parts.append(
        "about \(Int(min(steps, 1e15)).grouped) more steps to 1e-6 of the first distance")
    }
    if let level = found.noiseLevel { parts.append("level \(level.brief)") }
    return parts.isEmpty ? [] : ["  measured: " + parts.joined(separator: "; ")]
  }

  // MARK: - JSON

  /// A verdict as JSON: the columns of the table `verdict`, and the details as an object.
  private struct Document: Encodable {
    let run: Int64
    let verdict: RunVerdict
    let details: VerdictDetails?

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(run, forKey: Key("run"))
      let texts: [(String, String?)] = [
        ("players", verdict.players.rawValue), ("source", verdict.source), ("kind", verdict.kind),
        ("trend", verdict.trend), ("waveform", verdict.waveform), ("evidence", verdict.evidence),
        ("theory", verdict.theory), ("suggestion", verdict.suggestion),
      ]
      for (name, value) in texts { try object.encodeIfPresent(value, forKey: Key(name)) }
      let counts: [(String, Int?)] = [
        ("fromStep", verdict.fromStep), ("lastStep", verdict.lastStep), ("stride", verdict.stride),
        ("sinceStep", verdict.sinceStep), ("blowUpStep", verdict.blowUpStep),
        ("stepsToDecide", verdict.stepsToDecide),
      ]
      for (name, value) in counts { try object.encodeIfPresent(value, forKey: Key(name)) }
      let numbers: [(String, Double?)] = [
        ("confidence", verdict.confidence), ("period", verdict.period),
        ("periodError", verdict.periodError), ("amplitude", verdict.amplitude),
        ("growthPerTurn", verdict.growthPerTurn), ("rate", verdict.rate),
        ("power", verdict.power), ("noiseLevel", verdict.noiseLevel),
        ("lyapunovExponent", verdict.lyapunovExponent),
        ("stepsToTolerance", verdict.stepsToTolerance), ("predictedRate", verdict.predictedRate),
        ("predictedPeriod", verdict.predictedPeriod),
      ]
      for (name, value) in numbers { try object.encodeIfPresent(value, forKey: Key(name)) }
      try object.encodeIfPresent(details, forKey: Key("details"))
    }
  }

  private var documents: [Document] {
    judged.map { run in
      Document(
        run: run.run.id.rawValue, verdict: run.recorded,
        details: VerdictDetails(json: run.recorded.details))
    }
  }

  private func write(
    _ documents: [Document], separator: String, opening: String, closing: String
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let texts = try documents.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    let text = opening + texts.joined(separator: separator) + closing
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
