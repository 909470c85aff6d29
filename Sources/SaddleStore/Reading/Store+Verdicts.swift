import GRDB
import SaddleQueries
public import SaddleRecording

extension Store {
  /// The verdicts on a run, that on both players first, the longest first.
  ///
  /// - Throws: `.unknownRun`.
  public func verdicts(on run: Run.ID) throws(StoreError) -> [RunVerdict] {
    try readRuns { reader in
      guard try reader.run(run) != nil else { throw StoreError.unknownRun(run, in: path) }
      return try reader.verdicts(on: run)
    }
  }

  /// The alerts of a run, by step.
  ///
  /// - Throws: `.unknownRun`.
  public func alerts(of run: Run.ID) throws(StoreError) -> [RunAlert] {
    try readRuns { reader in
      guard try reader.run(run) != nil else { throw StoreError.unknownRun(run, in: path) }
      return try reader.alerts(of: run)
    }
  }
}

extension RunReader {
  func verdicts(on run: Run.ID) throws -> [RunVerdict] {
    let statement = try database.cachedStatement(sql: Queries.Read.verdicts.text)
    return try Row.fetchAll(statement, arguments: ["runID": run.rawValue]).map(verdict)
  }

  private func verdict(_ row: Row) throws -> RunVerdict {
    let word: String = try row.value("players")
    guard let players = RunVerdict.Players(rawValue: word) else {
      throw StoreError(.corrupt, "a verdict is on the unknown players '\(word)'")
    }
    var verdict = RunVerdict(
      players: players, fromStep: try row.value("fromStep"),
      lastStep: try row.optional("lastStep"), stride: try row.value("stride"),
      source: try row.value("source"), kind: try row.value("kind"),
      confidence: try row.value("confidence"), sinceStep: try row.value("sinceStep"),
      evidence: try row.value("evidence"), details: try row.value("details"))
    verdict.period = try row.optional("period")
    verdict.periodError = try row.optional("periodError")
    verdict.amplitude = try row.optional("amplitude")
    verdict.growthPerTurn = try row.optional("growthPerTurn")
    verdict.trend = try row.optional("trend")
    verdict.waveform = try row.optional("waveform")
    verdict.rate = try row.optional("rate")
    verdict.power = try row.optional("power")
    verdict.noiseLevel = try row.optional("noiseLevel")
    verdict.lyapunovExponent = try row.optional("lyapunovExponent")
    verdict.stepsToTolerance = try row.optional("stepsToTolerance")
    verdict.blowUpStep = try row.optional("blowUpStep")
    verdict.stepsToDecide = try row.optional("stepsToDecide")
    verdict.predictedRate = try row.optional("predictedRate")
    verdict.predictedPeriod = try row.optional("predictedPeriod")
    verdict.theory = try row.optional("theory")
    verdict.suggestion = try row.optional("suggestion")
    return verdict
  }

  func alerts(of run: Run.ID) throws -> [RunAlert] {
    let statement = try database.cachedStatement(sql: Queries.Read.alerts.text)
    return try Row.fetchAll(statement, arguments: ["runID": run.rawValue]).map { row in
      let word: String = try row.value("kind")
      guard let kind = RunAlert.Kind(rawValue: word) else {
        throw StoreError(.corrupt, "an alert of run \(run) is of the unknown kind '\(word)'")
      }
      return RunAlert(
        kind: kind, step: try row.value("step"), sinceStep: try row.value("sinceStep"),
        confidence: try row.value("confidence"), period: try row.optional("period"),
        evidence: try row.value("evidence"), clearedStep: try row.optional("clearedStep"))
    }
  }
}
