import FoundationEssentials
import GRDB
import SaddleQueries
import SaddleRecording

extension RunDescription {
  /// Inserts the rows that describe the run; returns its number.
  ///
  /// The caller holds a transaction. The experiment is made if there is none of its name.
  func insert(into database: Database, place: ParameterPlace, now: Date) throws -> Run.ID {
    let now = now.timeIntervalSince1970
    try database.execute(
      sql: Queries.Record.insertExperiment.text, arguments: ["name": experiment, "now": now])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let commandLine = try encoder.encode(environment.commandLine)
    let number = try Int64.fetchOne(
      database, sql: Queries.Record.insertRun.text,
      arguments: [
        "uuid": uuid.uuidString.lowercased(), "experiment": experiment, "name": name, "game": game,
        "method": method, "seed": Int64(bitPattern: seed), "minimizerCount": minimizerCount,
        "maximizerCount": maximizerCount, "parameterPolicy": parameterPolicy.description,
        "parameterFormat": parameterFormat.rawValue, "parameterPlace": place.rawValue,
        "durability": durability.rawValue, "gapDomain": gapDomain,
        "parentUUID": origin?.uuid.uuidString.lowercased(), "parentStep": origin?.step,
        "host": environment.host,
        "processID": environment.processID, "bootID": environment.bootID,
        "version": environment.version, "gitCommit": environment.gitCommit,
        "commandLine": String(decoding: commandLine, as: UTF8.self), "now": now,
      ])
    guard let number else {
      throw StoreError(.io, "\(database.description) gave the run no number")
    }
    try insertParameters(into: database, runID: number)
    try insertEquilibria(into: database, runID: number)
    try insertPenalties(into: database, runID: number)
    return Run.ID(number)
  }

  private func insertParameters(into database: Database, runID: Int64) throws {
    let scopes = [
      ("game", gameParameters), ("method", methodParameters), ("training", trainingParameters),
    ]
    for (scope, parameters) in scopes {
      for (ordinal, parameter) in parameters.enumerated() {
        try database.execute(
          sql: Queries.Record.insertParameter.text,
          arguments: [
            "runID": runID, "scope": scope, "name": parameter.name, "ordinal": ordinal,
            "value": parameter.value,
          ])
      }
    }
  }

  private func insertEquilibria(into database: Database, runID: Int64) throws {
    for (ordinal, equilibrium) in knownEquilibria.enumerated() {
      let profile = equilibrium.profile.map { "\($0)" }.joined(separator: ",")
      try database.execute(
        sql: Queries.Record.insertEquilibrium.text,
        arguments: [
          "runID": runID, "ordinal": ordinal, "kind": equilibrium.kind,
          "proximalOrder": equilibrium.proximalOrder, "note": equilibrium.note,
          "profile": "[\(profile)]",
        ])
    }
  }

  private func insertPenalties(into database: Database, runID: Int64) throws {
    for (ordinal, penalty) in proximalPenalties.enumerated() {
      try database.execute(
        sql: Queries.Record.insertPenalty.text,
        arguments: [
          "runID": runID, "ordinal": ordinal, "penalty": penalty,
          "metricName": MetricSeries.proximalGapName(penalty: penalty),
        ])
    }
  }
}

extension RunDescription {
  /// Throws `.invalidRun` where the rows would contradict each other or the schema.
  func checkConsistency() throws(StoreError) {
    func check(_ isFine: Bool, _ message: @autoclosure () -> String) throws(StoreError) {
      guard isFine else { throw StoreError(.invalidRun, message()) }
    }
    try check(
      minimizerCount >= 0 && maximizerCount >= 0,
      "a run cannot have \(minimizerCount) and \(maximizerCount) parameters")
    if case .keyframes(let every) = parameterPolicy {
      try check(every >= 1, "a run cannot keep the parameters of every \(every)th step")
    }
    // SQLite would take the character for the end of the text.
    try check(!texts.contains { $0.utf8.contains(0) }, "a text of the run holds a NUL character")
    for parameters in [gameParameters, methodParameters, trainingParameters] {
      let names = Set(parameters.map(\.name))
      try check(
        names.count == parameters.count, "the run names one of its settings twice")
    }
    try check(
      !proximalPenalties.contains(where: \.isNaN), "a penalty of the proximal gap is not a number")
    try check(
      Set(proximalPenalties).count == proximalPenalties.count,
      "the run names a penalty of the proximal gap twice")
    try check(
      knownEquilibria.allSatisfy { $0.profile.allSatisfy(\.isFinite) },
      "a known equilibrium of the run is not finite")
    try check(
      !knownEquilibria.contains { $0.proximalOrder?.isNaN == true },
      "the order of a proximal equilibrium is not a number")
  }

  /// Every text that is stored as it is.
  private var texts: [String] {
    let settings = gameParameters + methodParameters + trainingParameters
    return [
      experiment, name, game, method, gapDomain ?? "", environment.host, environment.bootID,
      environment.version, environment.gitCommit ?? "",
    ] + settings.flatMap { [$0.name, $0.value] } + knownEquilibria.flatMap { [$0.kind, $0.note] }
  }
}
