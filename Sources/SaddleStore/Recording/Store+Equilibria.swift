import FoundationEssentials
import GRDB
import SaddleQueries
public import SaddleRecording

extension Store {
  /// Keeps gap estimates and second-order analyses of a run's steps, all in one transaction; each takes
  /// the place of the same measurement.
  ///
  /// - Throws: `.unknownRun` if the run is not there, `.readOnly` if the store was opened for reading,
  ///   or as ``open(at:for:options:)``.
  public func keep(
    gaps: [GapRecord] = [], analyses: [LocalRecord] = [], of run: Run.ID
  ) throws(StoreError) {
    try checkRecording()
    let database = try StoreConnection.writer(at: path, options: options)
    let now = Date().timeIntervalSince1970
    try translatingErrors(of: path) {
      try database.write { connection in
        let exists = try Int64.fetchOne(
          connection, sql: Queries.Record.session.text, arguments: ["runID": run.rawValue])
        guard exists != nil else { throw StoreError.unknownRun(run, in: path) }
        for gap in gaps {
          try connection.execute(
            sql: Queries.Record.replaceGapEstimate.text,
            arguments: gap.arguments(run: run, now: now))
        }
        for analysis in analyses {
          try analysis.insert(into: connection, run: run, now: now)
        }
      }
    }
  }

  /// Keeps the path angle from one step of a run to another; each point takes the place of an older one.
  ///
  /// - Throws: as ``keep(gaps:analyses:of:)``.
  public func keep(
    pathAngles: [PathAngleRecord], from first: Int, to last: Int, of run: Run.ID
  ) throws(StoreError) {
    try checkRecording()
    let database = try StoreConnection.writer(at: path, options: options)
    try translatingErrors(of: path) {
      try database.write { connection in
        for point in pathAngles {
          try connection.execute(
            sql: Queries.Record.replacePathAngle.text,
            arguments: [
              "runID": run.rawValue, "fromStep": first, "toStep": last, "alpha": point.alpha,
              "cosine": point.cosine, "fieldNorm": point.fieldNorm,
            ])
        }
      }
    }
  }

  /// What was measured of a run's gaps, the best source of each step and λ, by λ and step.
  ///
  /// - Throws: `.unknownRun`.
  public func gapReadings(of run: Run.ID) throws(StoreError) -> [GapReading] {
    try readRuns { reader in
      guard try reader.run(run) != nil else { throw StoreError.unknownRun(run, in: path) }
      let statement = try reader.database.cachedStatement(sql: Queries.Read.gapEstimates.text)
      return try Row.fetchAll(statement, arguments: ["runID": run.rawValue]).map { row in
        GapReading(
          step: try row.value("step"), penalty: try row.value("penalty"),
          value: try row.value("isNaN") ? .nan : row.value("value"),
          standardError: try row.optional("standardError"), bound: try row.value("bound"),
          isConverged: try row.value("isConverged"), reading: try row.value("reading"))
      }
    }
  }
}

extension GapRecord {
  fileprivate func arguments(run: Run.ID, now: Double) throws -> StatementArguments {
    [
      "runID": run.rawValue, "step": step, "penalty": penalty, "source": source,
      "domain": domain, "metricName": name, "value": value, "isNaN": value.isNaN,
      "standardError": standardError, "bound": bound, "isConverged": isConverged,
      "upperValue": upperValue, "lowerValue": lowerValue, "innerSteps": innerSteps,
      "perturbations": list(perturbations), "sweep": "[\(sweep.map(list).joined(separator: ","))]",
      "maximizerResidual": maximizerResidual, "minimizerResidual": minimizerResidual,
      "proximalResidual": proximalResidual, "norm": norm, "data": data, "seconds": seconds,
      "isAtEdge": isAtEdge, "evaluationCount": evaluationCount, "isLimited": isLimited, "now": now,
    ]
  }

  /// A JSON array; what is not finite has no number there and becomes null.
  private func list(_ values: [Double]) -> String {
    "[\(values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ","))]"
  }
}

extension LocalRecord {
  fileprivate func insert(into connection: Database, run: Run.ID, now: Double) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    var arguments: StatementArguments = [
      "runID": run.rawValue, "step": step, "kind": kind, "sentence": sentence,
      "uncertainties": String(decoding: try encoder.encode(uncertainties), as: UTF8.self),
      "freeMinimizerCount": freeMinimizerCount, "freeMaximizerCount": freeMaximizerCount,
      "norm": norm, "solver": solver, "productCount": productCount, "isConverged": isConverged,
      "data": data, "seconds": seconds, "now": now,
    ]
    for name in Self.numberNames {
      arguments += [name: numbers[name]]
    }
    try connection.execute(
      sql: Queries.Record.replaceLocalAnalysis.text, arguments: arguments)
    for curvature in curvatures {
      try connection.execute(
        sql: Queries.Record.replaceProximalCurvature.text,
        arguments: [
          "runID": run.rawValue, "step": step, "penalty": curvature.penalty,
          "least": curvature.least, "residual": curvature.residual,
        ])
    }
  }
}
