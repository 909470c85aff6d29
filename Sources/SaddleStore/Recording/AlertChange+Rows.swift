import GRDB
import SaddleQueries
import SaddleRecording

import struct FoundationEssentials.Date

extension AlertChange {
  /// Writes the change in the transaction of the step at which it was noticed.
  func insert(into database: Database, runID: Run.ID, _ step: Int) throws {
    switch self {
    case .raised(let alert):
      try database.execute(
        sql: Queries.Record.insertAlert.text,
        arguments: [
          "runID": runID.rawValue, "kind": alert.kind.rawValue, "step": alert.step,
          "sinceStep": alert.sinceStep, "confidence": alert.confidence, "period": alert.period,
          "evidence": alert.evidence, "now": Date().timeIntervalSince1970,
        ])
    case .cleared(let kind):
      try database.execute(
        sql: Queries.Record.clearAlert.text,
        arguments: ["runID": runID.rawValue, "kind": kind.rawValue, "step": step])
    }
  }
}
