import GRDB
import SaddleQueries
public import SaddleRecording

import struct FoundationEssentials.Date

extension Store {
  /// Keeps verdicts on runs, in one transaction; each takes the place of the one on the same run for
  /// the same players and first step.
  ///
  /// `version` is the program's that judged.
  ///
  /// - Throws: `.unknownRun` if a run is not there, `.readOnly` if the store was opened for reading,
  ///   or as ``open(at:for:options:)``.
  public func keep(
    _ verdicts: [(run: Run.ID, verdict: RunVerdict)], version: String
  ) throws(StoreError) {
    try checkRecording()
    let database = try StoreConnection.writer(at: path, options: options)
    let now = Date().timeIntervalSince1970
    try translatingErrors(of: path) {
      try database.write { connection in
        for (run, verdict) in verdicts {
          let exists = try Int64.fetchOne(
            connection, sql: Queries.Record.session.text, arguments: ["runID": run.rawValue])
          guard exists != nil else { throw StoreError.unknownRun(run, in: path) }
          try connection.execute(
            sql: Queries.Record.replaceVerdict.text,
            arguments: verdict.arguments(run: run, version: version, now: now))
        }
      }
    }
  }
}

extension RunVerdict {
  fileprivate func arguments(run: Run.ID, version: String, now: Double) -> StatementArguments {
    [
      "runID": run.rawValue, "players": players.rawValue, "fromStep": fromStep,
      "lastStep": lastStep, "stride": stride, "source": source, "kind": kind,
      "confidence": confidence, "sinceStep": sinceStep, "period": period,
      "periodError": periodError, "amplitude": amplitude, "growthPerTurn": growthPerTurn,
      "trend": trend, "waveform": waveform, "rate": rate, "power": power,
      "noiseLevel": noiseLevel, "lyapunovExponent": lyapunovExponent,
      "stepsToTolerance": stepsToTolerance, "blowUpStep": blowUpStep,
      "stepsToDecide": stepsToDecide, "predictedRate": predictedRate,
      "predictedPeriod": predictedPeriod, "evidence": evidence, "theory": theory,
      "suggestion": suggestion, "details": details, "version": version, "now": now,
    ]
  }
}
